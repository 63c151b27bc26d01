-- What the audit found, what waits, and how well kouan reads labelled documents.
CREATE TABLE quarantine (
    quarantine_id VARCHAR NOT NULL PRIMARY KEY,
    level VARCHAR NOT NULL CHECK (level IN ('input', 'document', 'fact')),
    subject_id VARCHAR NOT NULL,
    location VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    row_json VARCHAR,
    attempts INTEGER NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('held', 'failed', 'released')),
    first_run_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE quarantine IS 'One row per input, document or fact that was not published, with its reason.';
COMMENT ON COLUMN quarantine.quarantine_id IS 'Digest of level, subject and reason.';
COMMENT ON COLUMN quarantine.level IS 'input: it could not be read; document: it cannot be an article; fact: one row of it.';
COMMENT ON COLUMN quarantine.subject_id IS 'Location, document_id, or the key of the row.';
COMMENT ON COLUMN quarantine.location IS 'Where it was found.';
COMMENT ON COLUMN quarantine.reason IS 'empty, undecodable, too_large, unreadable, missing, not_a_file, ... or the expectation that failed.';
COMMENT ON COLUMN quarantine.detail IS 'What happened and what would be right, in words.';
COMMENT ON COLUMN quarantine.row_json IS 'The row that was held, for facts.';
COMMENT ON COLUMN quarantine.attempts IS 'Runs that met it.';
COMMENT ON COLUMN quarantine.status IS 'held or failed while it waits; released when a later run published it.';
COMMENT ON COLUMN quarantine.first_run_id IS 'Run that met it first.';
COMMENT ON COLUMN quarantine.run_id IS 'Run that met it last.';

CREATE TABLE quality_result (
    run_id VARCHAR NOT NULL,
    suite VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('critical', 'warning', 'info')),
    outcome VARCHAR NOT NULL CHECK (outcome IN ('passed', 'failed', 'error')),
    checked BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    notes VARCHAR NOT NULL,
    PRIMARY KEY (run_id, suite, check_name)
);
COMMENT ON TABLE quality_result IS 'One row per check and run: history of the audit.';
COMMENT ON COLUMN quality_result.run_id IS 'The run.';
COMMENT ON COLUMN quality_result.suite IS 'Table or set the check judges.';
COMMENT ON COLUMN quality_result.check_name IS 'Expectation and column.';
COMMENT ON COLUMN quality_result.severity IS 'critical holds the row, warning publishes and shows it, info counts.';
COMMENT ON COLUMN quality_result.outcome IS 'error: the check itself raised, which is our fault and not the data''s.';
COMMENT ON COLUMN quality_result.checked IS 'Rows judged.';
COMMENT ON COLUMN quality_result.failed IS 'Rows that failed.';
COMMENT ON COLUMN quality_result.notes IS 'What the check is for, in a sentence.';

CREATE TABLE quality_failure (
    run_id VARCHAR NOT NULL,
    suite VARCHAR NOT NULL,
    check_name VARCHAR NOT NULL,
    row_key VARCHAR NOT NULL,
    document_id VARCHAR,
    observed VARCHAR,
    PRIMARY KEY (run_id, suite, check_name, row_key)
);
COMMENT ON TABLE quality_failure IS 'Every row that failed a check, also where the check is only a warning.';
COMMENT ON COLUMN quality_failure.run_id IS 'The run.';
COMMENT ON COLUMN quality_failure.suite IS 'Table or set the check judges.';
COMMENT ON COLUMN quality_failure.check_name IS 'Expectation and column.';
COMMENT ON COLUMN quality_failure.row_key IS 'Key of the row in its table.';
COMMENT ON COLUMN quality_failure.document_id IS 'Its document.';
COMMENT ON COLUMN quality_failure.observed IS 'The value that failed.';

CREATE TABLE gold_score (
    run_id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    "precision" DOUBLE,
    recall DOUBLE,
    score DOUBLE NOT NULL,
    gold INTEGER,
    predicted INTEGER,
    PRIMARY KEY (run_id, document, measure)
);
COMMENT ON TABLE gold_score IS 'How well this run read the labelled documents.';
COMMENT ON COLUMN gold_score.run_id IS 'The run.';
COMMENT ON COLUMN gold_score.document IS 'Name of the labelled document, or all.';
COMMENT ON COLUMN gold_score.measure IS 'body_similarity, title, published_at, source, removed, removed_chars, ent_strict, met_value, ...';
COMMENT ON COLUMN gold_score."precision" IS 'Share of what was found that is right; null for measures without it.';
COMMENT ON COLUMN gold_score.recall IS 'Share of what is there that was found.';
COMMENT ON COLUMN gold_score.score IS 'F1, or the measure itself.';
COMMENT ON COLUMN gold_score.gold IS 'Labelled items.';
COMMENT ON COLUMN gold_score.predicted IS 'Items found.';
