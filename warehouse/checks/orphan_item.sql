-- severity: warning
-- table: item
-- notes: A story belongs to a document, and begins where the one before it has ended.
SELECT
    item.document_id || ':' || item.position AS row_key,
    item.document_id,
    CASE
        WHEN document.document_id IS NULL THEN 'no document'
        ELSE 'begins at ' || item."start" || ', the one before ends at ' || previous."end"
    END AS observed
FROM item
LEFT JOIN document ON item.document_id = document.document_id
LEFT JOIN item AS previous
    ON item.document_id = previous.document_id AND item.position = previous.position + 1
WHERE document.document_id IS NULL OR item."start" < previous."end"
