-- Runs, and the documents that came in.
CREATE TABLE run (
    run_id VARCHAR NOT NULL PRIMARY KEY,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    version VARCHAR NOT NULL,
    state_digest VARCHAR NOT NULL,
    inputs INTEGER NOT NULL,
    released INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    held INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    exit_code INTEGER,
    CHECK (inputs = released + unchanged + duplicates + held + failed)
);
COMMENT ON TABLE run IS 'One row per run of the main flow that had something to do.';
COMMENT ON COLUMN run.run_id IS 'Start time and a random suffix.';
COMMENT ON COLUMN run.started_at IS 'UTC.';
COMMENT ON COLUMN run.finished_at IS 'UTC; null while running, or when the run was killed.';
COMMENT ON COLUMN run.version IS 'Version of kouan.';
COMMENT ON COLUMN run.state_digest IS 'Digest of knowledge, code and libraries: equal digests read equal bytes alike.';
COMMENT ON COLUMN run.inputs IS 'Inputs found; the five counts behind it add up to it.';
COMMENT ON COLUMN run.released IS 'Documents published by this run.';
COMMENT ON COLUMN run.unchanged IS 'Documents that the warehouse already had in this state.';
COMMENT ON COLUMN run.duplicates IS 'Inputs with bytes equal to another one: one more location of that document.';
COMMENT ON COLUMN run.held IS 'Documents put into quarantine.';
COMMENT ON COLUMN run.failed IS 'Inputs that could not be read.';
COMMENT ON COLUMN run.exit_code IS '0 published, 1 a source over budget or an input failed, 2 nothing could start.';

CREATE TABLE document (
    document_id VARCHAR NOT NULL PRIMARY KEY,
    locations VARCHAR[] NOT NULL,
    url VARCHAR,
    crawled_at TIMESTAMP,
    source VARCHAR,
    bytes BIGINT NOT NULL,
    encoding VARCHAR,
    encoding_margin DOUBLE,
    encoding_runner_up VARCHAR,
    script VARCHAR NOT NULL CHECK (script IN ('hans', 'hant', 'mixed', 'none')),
    characters BIGINT NOT NULL,
    kept BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    replaced BIGINT NOT NULL,
    clean_characters BIGINT NOT NULL,
    undecodable_bytes BIGINT NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('released', 'held')),
    state_digest VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    CHECK (characters = kept + removed + replaced)
);
COMMENT ON TABLE document IS 'One row per distinct content (sha256 of the bytes) that came in, wherever it was found.';
COMMENT ON COLUMN document.document_id IS 'sha256 of the raw bytes, hexadecimal.';
COMMENT ON COLUMN document.locations IS 'Canonical URL where known, else input name and path below its root; one entry per place.';
COMMENT ON COLUMN document.url IS 'Address of the page; null when not stated.';
COMMENT ON COLUMN document.crawled_at IS 'When the page was fetched (UTC); null when not stated.';
COMMENT ON COLUMN document.source IS 'Source the document is counted under for budgets; null when none is configured.';
COMMENT ON COLUMN document.bytes IS 'Length of the raw bytes.';
COMMENT ON COLUMN document.encoding IS 'Verdict of decoding; null when undecodable.';
COMMENT ON COLUMN document.encoding_margin IS 'Lead of the verdict over the runner-up, log-probability per character; null when certain.';
COMMENT ON COLUMN document.encoding_runner_up IS 'The next best encoding; null when none was weighed.';
COMMENT ON COLUMN document.script IS 'Script before conversion.';
COMMENT ON COLUMN document.characters IS 'Code points of the decoded text = kept + removed + replaced.';
COMMENT ON COLUMN document.kept IS 'Code points that stand unchanged in the clean text.';
COMMENT ON COLUMN document.removed IS 'Code points taken out.';
COMMENT ON COLUMN document.replaced IS 'Code points that gave way to others.';
COMMENT ON COLUMN document.clean_characters IS 'Code points of the clean text.';
COMMENT ON COLUMN document.undecodable_bytes IS 'Bytes that no character stands for; the ledger keeps them.';
COMMENT ON COLUMN document.status IS 'released: its article is published; held: it waits in quarantine.';
COMMENT ON COLUMN document.state_digest IS 'Knowledge, code and libraries it was read with; a change reads it again.';
COMMENT ON COLUMN document.part IS 'Content-addressed part that holds its raw bytes and ledger.';
COMMENT ON COLUMN document.run_id IS 'Run that last wrote this row.';
