-- severity: warning
-- table: metric
-- notes: The subject of a figure, where it is an entity, is one the warehouse knows.
SELECT
    metric.metric_id AS row_key,
    metric.document_id,
    metric.subject AS observed
FROM metric
LEFT JOIN entity ON metric.subject_id = entity.entity_id
WHERE metric.subject_id IS NOT NULL AND entity.entity_id IS NULL
