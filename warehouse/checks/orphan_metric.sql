-- severity: critical
-- table: metric
-- notes: A figure belongs to an article.
SELECT
    metric.metric_id AS row_key,
    metric.document_id,
    metric.surface AS observed
FROM metric
LEFT JOIN article
    ON metric.article_id = article.article_id AND metric.valid_from = article.valid_from
WHERE article.article_id IS NULL
