-- title: What waits, by source and reason
-- question: Which sources have how much in quarantine, for which reasons, and since when?
-- parameters: source=%
SELECT
    coalesce(source, '(none)') AS source,
    level,
    reason,
    count(*) FILTER (status IN ('held', 'failed')) AS waiting,
    count(*) FILTER (status = 'flagged') AS flagged,
    count(*) FILTER (status = 'waived') AS waived,
    count(*) FILTER (status = 'discarded') AS discarded,
    count(*) FILTER (status IN ('released', 'replaced')) AS settled,
    min(first_met) AS first_met,
    max(last_met) AS last_met
FROM quarantine
WHERE coalesce(source, '(none)') LIKE $source
GROUP BY ALL
ORDER BY waiting DESC, flagged DESC, source, level, reason
