-- What a citation of a released figure needs beside its row, and which figures a release asked for.

ALTER TABLE release ADD COLUMN selection VARCHAR;
COMMENT ON COLUMN release.selection IS 'Which figures were asked for, as a condition on view current_metric; null for all.';

ALTER TABLE release_fact ADD COLUMN article_key VARCHAR;
ALTER TABLE release_fact ADD COLUMN version_from TIMESTAMP;
ALTER TABLE release_fact ADD COLUMN authors VARCHAR[];
ALTER TABLE release_fact ADD COLUMN site VARCHAR;
ALTER TABLE release_fact ADD COLUMN url VARCHAR;
ALTER TABLE release_fact ADD COLUMN crawled_at TIMESTAMP;
ALTER TABLE release_fact ADD COLUMN read_at TIMESTAMP;
ALTER TABLE release_fact ADD COLUMN state_digest VARCHAR;
COMMENT ON COLUMN release_fact.article_key IS 'The story over all its versions: by it a release is compared with what holds later.';
COMMENT ON COLUMN release_fact.version_from IS 'When the version it was taken from was published here (UTC).';
COMMENT ON COLUMN release_fact.authors IS 'Names in the byline.';
COMMENT ON COLUMN release_fact.site IS 'Who shows the page; null where that is not known.';
COMMENT ON COLUMN release_fact.url IS 'Address of the page; null when not stated.';
COMMENT ON COLUMN release_fact.crawled_at IS 'When the page was fetched (UTC); null when not stated.';
COMMENT ON COLUMN release_fact.read_at IS 'When the run that published this version began (UTC).';
COMMENT ON COLUMN release_fact.state_digest IS 'Knowledge, code and libraries its document was read with.';
