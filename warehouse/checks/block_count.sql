-- severity: warning
-- table: article
-- notes: An article has as many blocks as its row says.
SELECT
    article.article_id AS row_key,
    any_value(article.document_id) AS document_id,
    any_value(article.blocks) || ' said, ' || count(block.position) || ' found' AS observed
FROM article
LEFT JOIN block
    ON
        article.article_id = block.article_id
        AND article.valid_from = block.valid_from
        AND block.role NOT IN ('title', 'subtitle')
GROUP BY article.article_id, article.valid_from
HAVING any_value(article.blocks) <> count(block.position)
