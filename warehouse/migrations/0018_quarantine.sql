-- What is held, at the level of inputs, documents, blocks and facts, and what happened to it run by run.
CREATE TABLE quarantine_renewed (
    quarantine_id VARCHAR NOT NULL PRIMARY KEY,
    level VARCHAR NOT NULL CHECK (level IN ('input', 'document', 'block', 'fact')),
    subject_id VARCHAR NOT NULL,
    document_id VARCHAR,
    location VARCHAR NOT NULL,
    source VARCHAR,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    evidence VARCHAR,
    row_json VARCHAR,
    attempts INTEGER NOT NULL CHECK (attempts > 0),
    status VARCHAR NOT NULL
    CHECK (status IN ('held', 'failed', 'flagged', 'waived', 'discarded', 'released', 'replaced')),
    note VARCHAR,
    waiver_id VARCHAR,
    first_run_id VARCHAR NOT NULL,
    first_met TIMESTAMP,
    run_id VARCHAR NOT NULL,
    last_met TIMESTAMP
);
INSERT INTO quarantine_renewed BY NAME
SELECT
    quarantine.*,
    CASE quarantine.level
        WHEN 'document' THEN quarantine.subject_id
        WHEN 'fact'
            THEN
                CASE
                    WHEN json_valid(quarantine.row_json)
                        THEN json_extract_string(quarantine.row_json, '$.document_id')
                END
    END AS document_id,
    first_run.started_at AS first_met,
    last_run.started_at AS last_met
FROM quarantine
LEFT JOIN run AS first_run ON quarantine.first_run_id = first_run.run_id
LEFT JOIN run AS last_run ON quarantine.run_id = last_run.run_id;
DROP TABLE quarantine;
ALTER TABLE quarantine_renewed RENAME TO quarantine;
COMMENT ON TABLE quarantine IS 'One row per input, document, block or fact that was not published, or only flagged, with its reason and what became of it.';
COMMENT ON COLUMN quarantine.quarantine_id IS 'Digest of level, subject and reason.';
COMMENT ON COLUMN quarantine.level IS 'input: it could not be read; document: it cannot be an article; block: its text is published and damaged; fact: one row of it.';
COMMENT ON COLUMN quarantine.subject_id IS 'Location, document_id, document_id with the raw span of the block, or the key of the row.';
COMMENT ON COLUMN quarantine.document_id IS 'Its document; null for an input.';
COMMENT ON COLUMN quarantine.location IS 'Where it was found.';
COMMENT ON COLUMN quarantine.source IS 'Source it is counted under for budgets; null when none is configured.';
COMMENT ON COLUMN quarantine.reason IS 'empty, undecodable, too_large, unreadable, missing, not_a_file, budget, broken, guessed, ... or the expectation that failed.';
COMMENT ON COLUMN quarantine.detail IS 'What happened and what would be right, in words.';
COMMENT ON COLUMN quarantine.evidence IS 'What shows it: how the document was read, the words around the damage, the sentence of the fact.';
COMMENT ON COLUMN quarantine.row_json IS 'The row that was held, for facts; what it was counted with, for budgets.';
COMMENT ON COLUMN quarantine.attempts IS 'Runs that met it.';
COMMENT ON COLUMN quarantine.status IS 'held or failed while it waits; flagged: published with its damage; waived: published by a waiver; discarded: nobody waits for it; released: a later run published it; replaced: its document waits for another reason since.';
COMMENT ON COLUMN quarantine.note IS 'The reason a person gave for waiving or discarding it.';
COMMENT ON COLUMN quarantine.waiver_id IS 'The waiver that published it.';
COMMENT ON COLUMN quarantine.first_run_id IS 'Run that met it first.';
COMMENT ON COLUMN quarantine.first_met IS 'When that was (UTC).';
COMMENT ON COLUMN quarantine.run_id IS 'Run that met it last.';
COMMENT ON COLUMN quarantine.last_met IS 'When that was (UTC).';

CREATE TABLE quarantine_event (
    quarantine_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    status VARCHAR NOT NULL
    CHECK (status IN ('held', 'failed', 'flagged', 'waived', 'discarded', 'released', 'replaced')),
    state_digest VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    PRIMARY KEY (quarantine_id, run_id)
);
COMMENT ON TABLE quarantine_event IS 'One row per run that met or settled something in quarantine: its attempts and its end.';
COMMENT ON COLUMN quarantine_event.quarantine_id IS 'What was met.';
COMMENT ON COLUMN quarantine_event.run_id IS 'The run; by-hand and the time where a person decided.';
COMMENT ON COLUMN quarantine_event.happened_at IS 'When it was published (UTC).';
COMMENT ON COLUMN quarantine_event.status IS 'What it was after that run.';
COMMENT ON COLUMN quarantine_event.state_digest IS 'Knowledge, code and libraries of the run: the same state meets the same fault.';
COMMENT ON COLUMN quarantine_event.detail IS 'What the run said of it.';

CREATE VIEW waiting AS
WITH last_state AS (
    SELECT
        quarantine_id,
        arg_max(state_digest, happened_at) AS state_digest
    FROM quarantine_event
    GROUP BY quarantine_id
),

same_state AS (
    SELECT
        quarantine_event.quarantine_id,
        count(*) AS attempts_in_state
    FROM quarantine_event
    INNER JOIN last_state USING (quarantine_id, state_digest)
    WHERE quarantine_event.status IN ('held', 'failed')
    GROUP BY quarantine_event.quarantine_id
)

SELECT
    quarantine.*,
    coalesce(same_state.attempts_in_state, 0) AS attempts_in_state
FROM quarantine
LEFT JOIN same_state ON quarantine.quarantine_id = same_state.quarantine_id
WHERE quarantine.status IN ('held', 'failed');
COMMENT ON VIEW waiting IS 'What is not published now: inputs, documents and facts that are held or failed.';
COMMENT ON COLUMN waiting.attempts_in_state IS 'Attempts with the knowledge, code and libraries of the last one; from the third on (a setting) it is not tried again by itself.';
