-- title: Names and their short forms
-- question: Under which forms is somebody or something named, and how often under each?
-- parameters: name=%
SELECT
    entity.name,
    entity.type,
    entity_alias.alias,
    count(current_mention.mention_id) AS mentions,
    count(DISTINCT current_mention.article_id) AS articles
FROM entity
INNER JOIN entity_alias USING (entity_id)
LEFT JOIN current_mention
    ON entity_alias.entity_id = current_mention.entity_id AND entity_alias.alias = current_mention.surface
WHERE
    entity.entity_id IN (SELECT known.entity_id FROM entity_alias AS known WHERE known.alias LIKE $name)
    AND entity.entity_id IN (
        SELECT several.entity_id FROM entity_alias AS several GROUP BY several.entity_id HAVING count(*) > 1
    )
GROUP BY entity.entity_id, entity.name, entity.type, entity_alias.alias
ORDER BY entity.name, entity.type, mentions DESC, entity_alias.alias
