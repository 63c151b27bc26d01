-- title: Why things are held
-- question: For which reasons do how many inputs, documents and facts wait, and where is one of them?
-- parameters: level=%
SELECT
    level,
    reason,
    count(*) AS waiting,
    max(attempts) AS most_attempts,
    min(location) AS for_example,
    min_by(detail, location) AS its_detail
FROM quarantine
WHERE status IN ('held', 'failed') AND level LIKE $level
GROUP BY level, reason
ORDER BY waiting DESC, level, reason
