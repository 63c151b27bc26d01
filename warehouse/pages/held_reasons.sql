-- How many wait, by level and reason.
SELECT
    level,
    reason,
    count(*) AS waiting
FROM quarantine
WHERE status <> 'released'
GROUP BY level, reason
ORDER BY waiting DESC, level, reason;
