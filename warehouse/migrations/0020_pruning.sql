-- What was removed on purpose, because it was old.
CREATE TABLE pruning (
    pruning_id VARCHAR NOT NULL PRIMARY KEY,
    pruned_at TIMESTAMP NOT NULL,
    rule VARCHAR NOT NULL CHECK (rule IN ('version', 'raw', 'quality', 'part', 'file')),
    subject_id VARCHAR NOT NULL,
    source VARCHAR,
    table_name VARCHAR,
    row_count BIGINT NOT NULL CHECK (row_count >= 0),
    byte_count BIGINT NOT NULL CHECK (byte_count >= 0),
    detail VARCHAR NOT NULL
);
COMMENT ON TABLE pruning IS 'One row per thing that `kouan prune` removed; what was found of a document before stays in its other rows.';
COMMENT ON COLUMN pruning.pruning_id IS 'Digest of the instant, rule and subject.';
COMMENT ON COLUMN pruning.pruned_at IS 'When it was removed (UTC).';
COMMENT ON COLUMN pruning.rule IS 'version: a closed version of an article; raw: bytes and ledger of a document; quality: results of an old run; part: bytes that no document named; file: an old file of the working data.';
COMMENT ON COLUMN pruning.subject_id IS 'article_id, document_id, run_id, part, or path below the working data.';
COMMENT ON COLUMN pruning.source IS 'Source the document is counted under; null when none is configured, or it is no document.';
COMMENT ON COLUMN pruning.table_name IS 'Table that lost the rows; null where it was more than one, or none.';
COMMENT ON COLUMN pruning.row_count IS 'Rows removed.';
COMMENT ON COLUMN pruning.byte_count IS 'Bytes removed: of files exactly, of rows about.';
COMMENT ON COLUMN pruning.detail IS 'By which limit, in words.';
COMMENT ON COLUMN document.part IS 'Content-addressed part that holds its raw bytes and ledger; empty where they were pruned (table pruning says when).';
