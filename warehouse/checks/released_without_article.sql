-- severity: warning
-- table: document
-- notes: A released document has an article.
SELECT
    document_id AS row_key,
    document_id,
    locations[1] AS observed
FROM document
WHERE status = 'released' AND document_id NOT IN (SELECT article.document_id FROM article)
