-- What a citation of a released figure needs beside its row, which figures a release asked for, and the observations they make.

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

COMMENT ON COLUMN release.digest IS 'Digest over all its figures and observations.';

CREATE TABLE release_observation (
    release_name VARCHAR NOT NULL,
    observation_id VARCHAR NOT NULL,
    series_id VARCHAR NOT NULL,
    row_json VARCHAR NOT NULL,
    PRIMARY KEY (release_name, observation_id)
);
COMMENT ON TABLE release_observation IS 'One row per observation that the figures of a release make: those of which it holds the figure that is shown, those derived from them, and the gaps in their series.';
COMMENT ON COLUMN release_observation.release_name IS 'The release.';
COMMENT ON COLUMN release_observation.observation_id IS 'The observation.';
COMMENT ON COLUMN release_observation.series_id IS 'Its series.';
COMMENT ON COLUMN release_observation.row_json IS 'The whole row of table observation as JSON.';
