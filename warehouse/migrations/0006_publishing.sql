-- What publishing remembers, so that publishing twice changes nothing.
CREATE TABLE version_digest (
    article_key VARCHAR NOT NULL PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    rows_digest VARCHAR NOT NULL
);
COMMENT ON TABLE version_digest IS 'One row per valid article: a digest over all its rows, by which publishing sees whether a new reading differs.';
COMMENT ON COLUMN version_digest.article_key IS 'The story.';
COMMENT ON COLUMN version_digest.article_id IS 'Its valid article.';
COMMENT ON COLUMN version_digest.valid_from IS 'Its valid version.';
COMMENT ON COLUMN version_digest.rows_digest IS 'Digest over the article''s row, blocks, mentions and figures.';

CREATE TABLE run_part (
    run_id VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    PRIMARY KEY (run_id, part)
);
COMMENT ON TABLE run_part IS 'The parts each run has published: a part that is published again in the same run counts once.';
COMMENT ON COLUMN run_part.run_id IS 'The run.';
COMMENT ON COLUMN run_part.part IS 'Name of the part''s folder.';
