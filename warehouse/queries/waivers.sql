-- title: Waivers
-- question: What was published although a check would have held it, by whose decision, and until when?
-- parameters: status=%
SELECT
    waiver.status,
    waiver.until,
    waiver.level,
    waiver.reason,
    waiver.why,
    waiver.author,
    waiver.made,
    coalesce(quarantine.location, waiver.location) AS location,
    quarantine.detail,
    quarantine.evidence,
    quarantine.last_met
FROM waiver
LEFT JOIN quarantine
    ON waiver.waiver_id = quarantine.waiver_id AND quarantine.status = 'waived'
WHERE waiver.status LIKE $status
ORDER BY waiver.until ASC NULLS LAST, waiver.made, waiver.reason, location
