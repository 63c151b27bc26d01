-- severity: warning
-- table: block
-- notes: The bytes of a block lie within its document.
SELECT
    block.article_id || ':' || block.position AS row_key,
    article.document_id,
    'byte ' || block.raw_end || ' of ' || document.bytes AS observed
FROM block
INNER JOIN article ON block.article_id = article.article_id AND block.valid_from = article.valid_from
INNER JOIN document ON article.document_id = document.document_id
WHERE block.raw_end > document.bytes OR block.raw_start < 0
