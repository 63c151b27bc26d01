-- How long and how widely each name of an entity has been met.
CREATE TABLE alias_history (
    entity_id VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    documents INTEGER NOT NULL CHECK (documents >= 0),
    first_run_id VARCHAR NOT NULL,
    first_seen TIMESTAMP NOT NULL,
    last_run_id VARCHAR NOT NULL,
    last_seen TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    PRIMARY KEY (entity_id, alias),
    CHECK (first_seen <= last_seen)
);
INSERT INTO alias_history
SELECT
    entity_alias.entity_id,
    entity_alias.alias,
    count(DISTINCT mention.document_id) FILTER (article.valid_to IS NULL) AS documents,
    arg_min(article.run_id, article.valid_from) AS first_run_id,
    min(article.valid_from) AS first_seen,
    arg_max(article.run_id, article.valid_from) AS last_run_id,
    max(article.valid_from) AS last_seen,
    CASE WHEN count(*) FILTER (article.valid_to IS NULL) = 0 THEN max(article.valid_to) END
        AS ended_at
FROM entity_alias
INNER JOIN entity ON entity_alias.entity_id = entity.entity_id
INNER JOIN mention
    ON
        entity_alias.entity_id = mention.entity_id
        AND entity_alias.alias IN (mention.surface, entity.name)
INNER JOIN article
    ON mention.article_id = article.article_id AND mention.valid_from = article.valid_from
GROUP BY entity_alias.entity_id, entity_alias.alias;
COMMENT ON TABLE alias_history IS 'One row per name under which an entity was met: since when, until when, and in how many valid documents. A name that is met no more stays, with its end.';
COMMENT ON COLUMN alias_history.entity_id IS 'The entity.';
COMMENT ON COLUMN alias_history.alias IS 'A surface form, or the canonical name.';
COMMENT ON COLUMN alias_history.documents IS 'Documents with a valid article that names the entity so; for the canonical name, that name it at all.';
COMMENT ON COLUMN alias_history.first_run_id IS 'Run that met it first.';
COMMENT ON COLUMN alias_history.first_seen IS 'When its article was published (UTC).';
COMMENT ON COLUMN alias_history.last_run_id IS 'Run that last brought a new version of an article with it.';
COMMENT ON COLUMN alias_history.last_seen IS 'When that was published (UTC).';
COMMENT ON COLUMN alias_history.ended_at IS 'When the last article with it gave way or went; null while one is valid.';

CREATE VIEW current_alias AS
SELECT
    alias_history.entity_id,
    entity.type,
    entity.name,
    alias_history.alias,
    alias_history.documents,
    alias_history.first_seen,
    alias_history.last_seen
FROM alias_history INNER JOIN entity ON alias_history.entity_id = entity.entity_id
WHERE alias_history.ended_at IS NULL;
COMMENT ON VIEW current_alias IS 'Names that valid articles use, with the entity each means; entity_alias has all there ever were.';
