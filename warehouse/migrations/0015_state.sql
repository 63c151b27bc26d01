-- What a state digest stands for, so that a row can say which words and which code read it.
CREATE TABLE state (
    state_digest VARCHAR NOT NULL PRIMARY KEY,
    knowledge_digest VARCHAR NOT NULL,
    code_digest VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    libraries VARCHAR[] NOT NULL,
    first_run_id VARCHAR NOT NULL
);
COMMENT ON TABLE state IS 'One row per state that documents were read with: equal states read equal bytes alike.';
COMMENT ON COLUMN state.state_digest IS 'As in document.state_digest and run.state_digest.';
COMMENT ON COLUMN state.knowledge_digest IS 'Digest of lexicons, phrases, rules and models, the shipped ones and the project''s.';
COMMENT ON COLUMN state.code_digest IS 'Digest of every source and data file of the craft.';
COMMENT ON COLUMN state.version IS 'Version of kouan.';
COMMENT ON COLUMN state.libraries IS 'Libraries that know characters, as name=version.';
COMMENT ON COLUMN state.first_run_id IS 'Run that used it first.';
