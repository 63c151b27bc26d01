-- severity: critical
-- table: mention
-- notes: A mention belongs to an article and names an entity.
SELECT
    mention.mention_id AS row_key,
    mention.document_id,
    CASE WHEN article.article_id IS NULL THEN 'no article' ELSE 'no entity' END AS observed
FROM mention
LEFT JOIN article
    ON mention.article_id = article.article_id AND mention.valid_from = article.valid_from
LEFT JOIN entity ON mention.entity_id = entity.entity_id
WHERE article.article_id IS NULL OR entity.entity_id IS NULL
