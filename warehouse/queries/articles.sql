-- title: Articles that name somebody or something
-- question: Which articles name it, under its full name or any short form?
-- parameters: name=%
SELECT
    entity.name,
    entity.type,
    current_article.title,
    current_article.published_text AS published,
    current_article.publisher,
    count(DISTINCT current_mention.mention_id) AS mentions,
    list(DISTINCT current_mention.surface ORDER BY current_mention.surface) AS called,
    current_article.location
FROM entity
INNER JOIN current_mention USING (entity_id)
INNER JOIN current_article USING (article_id)
WHERE
    entity.entity_id IN (SELECT entity_alias.entity_id FROM entity_alias WHERE entity_alias.alias LIKE $name)
GROUP BY ALL
ORDER BY mentions DESC, entity.name, current_article.location
