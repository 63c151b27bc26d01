-- What was taken out of one document.
SELECT
    position,
    kind,
    rule,
    confidence,
    left(text, 400) AS text,
    length(text) AS characters
FROM removed
WHERE document_id = $document_id
ORDER BY position
LIMIT $limit;
