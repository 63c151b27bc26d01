-- en: What grew or shrank, and by how much?
-- zh: 哪些指标增长或下降了，幅度多大？
SELECT
    subject,
    indicator_raw,
    surface,
    period,
    sentence
FROM current_metric
WHERE kind = 'change'
ORDER BY subject IS NULL, subject, value DESC, metric_id, article_id;
