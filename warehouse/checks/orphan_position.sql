-- severity: critical
-- table: position
-- notes: A post belongs to an article, a person and, where one is named, an organization.
SELECT
    position.position_id AS row_key,
    position.document_id,
    CASE
        WHEN article.article_id IS NULL THEN 'no article'
        WHEN person.entity_id IS NULL THEN 'no person'
        ELSE 'no organization'
    END AS observed
FROM position
LEFT JOIN article
    ON position.article_id = article.article_id AND position.valid_from = article.valid_from
LEFT JOIN entity AS person ON position.person_id = person.entity_id
LEFT JOIN entity AS organization ON position.organization_id = organization.entity_id
WHERE
    article.article_id IS NULL
    OR person.entity_id IS NULL
    OR (position.organization_id IS NOT NULL AND organization.entity_id IS NULL)
