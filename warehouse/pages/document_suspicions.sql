-- Repairs of one document that were weighed and not made.
SELECT *
FROM suspicion
WHERE document_id = $document_id
ORDER BY position
LIMIT $limit;
