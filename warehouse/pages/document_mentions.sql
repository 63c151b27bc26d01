-- Mentions in the valid articles of one document.
SELECT
    article_id,
    entity_id,
    type,
    name,
    surface,
    confidence,
    "start",
    "end"
FROM current_mention
WHERE document_id = $document_id
ORDER BY "start", "end" DESC, entity_id
LIMIT $limit;
