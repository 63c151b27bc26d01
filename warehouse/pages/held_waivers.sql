-- Waivers of the project with what each published, those that ended or end soon first.
SELECT
    waiver.level,
    waiver.subject,
    waiver.location,
    waiver.reason,
    waiver.why,
    waiver.author,
    waiver.made,
    waiver.until,
    CASE
        WHEN waiver.until < current_date THEN 'expired'
        WHEN waiver.until <= current_date + 14 THEN 'soon'
        ELSE 'active'
    END AS state,
    count(quarantine.quarantine_id) AS published
FROM waiver
LEFT JOIN quarantine
    ON waiver.waiver_id = quarantine.waiver_id AND quarantine.status = 'waived'
WHERE waiver.status <> 'withdrawn'
GROUP BY ALL
ORDER BY waiver.until ASC NULLS LAST, waiver.made, waiver.reason
LIMIT $limit;
