-- en: Which figures are promises or limits rather than plain counts?
-- zh: 哪些数字是上限、下限，而不是确数？
SELECT
    subject,
    indicator_raw,
    surface,
    bound,
    sentence
FROM current_metric
WHERE bound IN ('at_most', 'at_least', 'under', 'over')
ORDER BY bound, subject IS NULL, subject, "start", metric_id, article_id;
