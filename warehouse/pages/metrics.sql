-- Figures of valid articles by subject, for the subjects given; at the end those without one.
SELECT *
FROM current_metric
WHERE list_contains($subjects::VARCHAR[], subject) OR (subject IS NULL AND $without)
ORDER BY
    subject IS NULL,
    list_position($subjects::VARCHAR[], subject),
    period_start NULLS LAST,
    document_id,
    "start",
    metric_id,
    article_id
LIMIT $limit;
