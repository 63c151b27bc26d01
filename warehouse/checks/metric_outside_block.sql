-- severity: warning
-- table: metric
-- notes: A figure stands in a block of its article, and reads there as its row says.
SELECT
    metric.metric_id AS row_key,
    metric.document_id,
    metric.surface || ' [' || metric.start || ', ' || metric."end" || ')' AS observed
FROM metric
WHERE NOT EXISTS (
    SELECT 1
    FROM block
    WHERE
        block.article_id = metric.article_id
        AND block.valid_from = metric.valid_from
        AND block.start <= metric.start
        AND metric."end" <= block."end"
        AND substr(block.text, metric.start - block.start + 1, metric."end" - metric.start) = metric.surface
)
