-- severity: critical
-- table: metric
-- notes: An indicator that a figure names is defined.
SELECT
    metric.metric_id AS row_key,
    metric.document_id,
    metric.indicator_id AS observed
FROM metric
LEFT JOIN indicator ON metric.indicator_id = indicator.indicator_id
WHERE metric.indicator_id IS NOT NULL AND indicator.indicator_id IS NULL
