-- How many wait or are flagged, by source, level and reason, and since when.
SELECT
    source,
    level,
    reason,
    count(*) AS waiting,
    min(first_met) AS first_met,
    max(last_met) AS last_met
FROM quarantine
WHERE status IN ('held', 'failed', 'flagged')
GROUP BY source, level, reason
ORDER BY waiting DESC, source, level, reason;
