-- What waits: inputs, documents and facts that were not published.
SELECT
    quarantine.* EXCLUDE (run_id, first_run_id),
    first.started_at AS first_met,
    last.started_at AS last_met
FROM quarantine
LEFT JOIN run AS first ON quarantine.first_run_id = first.run_id
LEFT JOIN run AS last ON quarantine.run_id = last.run_id
WHERE quarantine.status <> 'released'
ORDER BY
    CASE quarantine.level WHEN 'input' THEN 0 WHEN 'document' THEN 1 ELSE 2 END,
    quarantine.reason,
    quarantine.location,
    quarantine.quarantine_id
LIMIT $limit;
