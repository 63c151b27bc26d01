-- severity: warning
-- table: metric
-- notes: The sentence of a figure holds the figure as written.
SELECT
    metric_id AS row_key,
    document_id,
    surface || ' in ' || sentence AS observed
FROM metric
WHERE NOT contains(sentence, surface)
