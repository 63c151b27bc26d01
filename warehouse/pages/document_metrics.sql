-- Figures in the valid articles of one document.
SELECT *
FROM current_metric
WHERE document_id = $document_id
ORDER BY "start", "end", metric_id
LIMIT $limit;
