-- title: One thing under all its names
-- question: Under which names do documents speak of one body or place, when did it end, and what took its place?
-- parameters: name=%
SELECT
    known_entity.known_as,
    known_entity.type,
    list(DISTINCT current_mention.surface ORDER BY current_mention.surface) AS called,
    count(DISTINCT current_mention.article_id) AS articles,
    count(DISTINCT current_mention.mention_id) AS mentions,
    max(known_entity.ended) AS ended,
    max(known_entity.successor) AS successor
FROM known_entity
INNER JOIN current_mention USING (entity_id)
WHERE
    (known_entity.type, known_entity.known_as) IN (
        SELECT (asked.type, asked.known_as)
        FROM known_entity AS asked
        LEFT JOIN entity_alias USING (entity_id)
        WHERE asked.known_as LIKE $name OR entity_alias.alias LIKE $name OR asked.successor LIKE $name
    )
GROUP BY known_entity.known_as, known_entity.type
ORDER BY mentions DESC, known_entity.known_as, known_entity.type
