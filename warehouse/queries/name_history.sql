-- title: Names over time
-- question: Under which names was an entity met, since when, until when, and in how many documents?
-- parameters: name=%
SELECT
    entity.type,
    entity.name,
    alias_history.alias,
    alias_history.documents,
    alias_history.first_seen,
    alias_history.last_seen,
    alias_history.ended_at
FROM alias_history
INNER JOIN entity ON alias_history.entity_id = entity.entity_id
WHERE entity.name LIKE $name OR alias_history.alias LIKE $name
ORDER BY entity.type, entity.name, alias_history.first_seen, alias_history.alias
