-- What the gazetteers know of an entity: its full name over all documents, and of a former one what took its place.
ALTER TABLE entity ADD COLUMN known_as VARCHAR;
ALTER TABLE entity ADD COLUMN ended VARCHAR;
ALTER TABLE entity ADD COLUMN successor VARCHAR;
COMMENT ON COLUMN entity.name IS 'Canonical name: the fullest form in a document; documents may name one thing by several.';
COMMENT ON COLUMN entity.known_as IS 'Full name in the gazetteers, the same for all names of one thing (质检总局, 国家质检总局); null where they list the name not, or for several.';
COMMENT ON COLUMN entity.ended IS 'Month or day in which a former body or division ended, ISO; null while it stands, or if the gazetteers do not say.';
COMMENT ON COLUMN entity.successor IS 'What took its place, by full names with 、 between them; null as ended.';

CREATE VIEW known_entity AS
SELECT
    entity.entity_id,
    entity.type,
    entity.name,
    coalesce(entity.known_as, entity.name) AS known_as,
    entity.ended,
    entity.successor
FROM entity;
COMMENT ON VIEW known_entity IS 'Every entity under the name that holds over all documents: that of the gazetteers, else its own.';
