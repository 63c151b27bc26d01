-- What waits, and what is published with damage: inputs, documents, blocks and facts.
SELECT *
FROM quarantine
WHERE status IN ('held', 'failed', 'flagged')
ORDER BY
    CASE level WHEN 'input' THEN 0 WHEN 'document' THEN 1 WHEN 'fact' THEN 2 ELSE 3 END,
    reason,
    location,
    quarantine_id
LIMIT $limit;
