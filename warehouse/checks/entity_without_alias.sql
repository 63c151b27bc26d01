-- severity: warning
-- table: entity
-- notes: The name of an entity is one of its aliases.
SELECT
    entity_id AS row_key,
    NULL::VARCHAR AS document_id,
    name AS observed
FROM entity
WHERE NOT EXISTS (
    SELECT 1
    FROM entity_alias
    WHERE entity_alias.entity_id = entity.entity_id AND entity_alias.alias = entity.name
)
