-- Blocks of the valid articles of one document.
SELECT current_block.*
FROM current_block
INNER JOIN current_article USING (article_id, valid_from)
WHERE current_article.document_id = $document_id
ORDER BY current_block.article_id, current_block.position
LIMIT $limit;
