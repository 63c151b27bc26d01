-- Figures of valid articles by subject.
SELECT
    metric_id,
    document_id,
    article_id,
    surface,
    sentence,
    value,
    value_max,
    bound,
    unit,
    kind,
    indicator_raw,
    subject,
    period,
    title,
    "start",
    count(*) OVER (PARTITION BY subject) AS of_subject
FROM current_metric
ORDER BY subject IS NULL, of_subject DESC, subject, period_start NULLS LAST, document_id, "start"
LIMIT $limit;
