-- Publications by number, so that a copy of the warehouse can tell what it lacks; and what a copy holds.
CREATE TABLE publication (
    number INTEGER NOT NULL PRIMARY KEY,
    token VARCHAR NOT NULL,
    published_at TIMESTAMP NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE publication IS 'One row per transaction that changed the warehouse; the highest number says how far a copy of it has come.';
COMMENT ON COLUMN publication.number IS 'Counts from 1.';
COMMENT ON COLUMN publication.token IS 'Random; tells this publication from one of the same number that was never finished.';
COMMENT ON COLUMN publication.published_at IS 'When it was written (UTC).';
COMMENT ON COLUMN publication.run_id IS 'Run that published; empty where it was none.';

CREATE TABLE profile (
    name VARCHAR NOT NULL PRIMARY KEY CHECK (name IN ('facts', 'text', 'full'))
);
COMMENT ON TABLE profile IS 'What this file holds; one row.';
COMMENT ON COLUMN profile.name IS 'facts: no text but sentences and titles; text: blocks and search too; full: the single edits too.';
INSERT INTO profile VALUES ('text');
