-- Documents that changed knowledge cannot touch, so that they need not be read again for it.
CREATE TABLE verification (
    document_id VARCHAR NOT NULL PRIMARY KEY,
    state_digest VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE verification IS 'One row per document that would be read alike in a later state than that of its row: its text holds nothing of what changed.';
COMMENT ON COLUMN verification.document_id IS 'The document; reading it again takes the row away.';
COMMENT ON COLUMN verification.state_digest IS 'The later state; document.state_digest stays the one it was read in.';
COMMENT ON COLUMN verification.run_id IS 'Run that compared the knowledge.';
