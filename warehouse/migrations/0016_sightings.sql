-- Where inputs were found, so that what is gone is told from what was never looked for.
CREATE TABLE sighting (
    location VARCHAR NOT NULL PRIMARY KEY,
    inputs VARCHAR[] NOT NULL,
    vanished_at TIMESTAMP,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE sighting IS 'One row per location at which an input was found; a vanished one keeps its documents and articles.';
COMMENT ON COLUMN sighting.location IS 'As in document.locations.';
COMMENT ON COLUMN sighting.inputs IS 'Inputs of runs (file, folder or glob, as the project names it) under which it was found.';
COMMENT ON COLUMN sighting.vanished_at IS 'When a run listed one of these inputs whole and did not find it (UTC); null while it is there, and again when it has come back.';
COMMENT ON COLUMN sighting.run_id IS 'Run that last wrote this row.';
