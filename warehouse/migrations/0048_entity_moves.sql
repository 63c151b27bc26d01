-- Where corrections put one entity for another, and what the rules had said there.
CREATE TABLE entity_move (
    table_name VARCHAR NOT NULL CHECK (table_name IN ('mention', 'position', 'metric')),
    row_id VARCHAR NOT NULL,
    column_name VARCHAR NOT NULL CHECK (
        column_name IN ('entity_id', 'person_id', 'organization_id', 'subject_id', 'place_id', 'partner_id', 'reported_by_id')
    ),
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    document_id VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    correction_id VARCHAR NOT NULL,
    PRIMARY KEY (table_name, row_id, column_name, article_id, valid_from)
);
COMMENT ON TABLE entity_move IS 'One row per place where a correction merges or splits entities: what the rules said there, so that it can be taken back. The table that it names holds what is right.';
COMMENT ON COLUMN entity_move.table_name IS 'Table of the row.';
COMMENT ON COLUMN entity_move.row_id IS 'Its mention_id, position_id or metric_id.';
COMMENT ON COLUMN entity_move.column_name IS 'The column that names an entity.';
COMMENT ON COLUMN entity_move.article_id IS 'Its article.';
COMMENT ON COLUMN entity_move.valid_from IS 'Its version of the article.';
COMMENT ON COLUMN entity_move.document_id IS 'Its document.';
COMMENT ON COLUMN entity_move.entity_id IS 'The entity that the rules name there.';
COMMENT ON COLUMN entity_move.correction_id IS 'The correction that puts another one for it.';
