-- What persons decided about held rows, as their project's file says; publishing keeps it up to date.
CREATE TABLE waiver (
    waiver_id VARCHAR NOT NULL PRIMARY KEY,
    level VARCHAR NOT NULL CHECK (level IN ('document', 'block', 'fact')),
    subject VARCHAR,
    location VARCHAR,
    reason VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    author VARCHAR,
    made DATE NOT NULL,
    until DATE,
    status VARCHAR NOT NULL CHECK (status IN ('active', 'expired', 'withdrawn')),
    run_id VARCHAR NOT NULL,
    changed_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE waiver IS 'One row per waiver of the project: what was held for a reason is published all the same. An expired one unpublishes nothing.';
COMMENT ON COLUMN waiver.waiver_id IS 'Digest of level, subject, location and reason.';
COMMENT ON COLUMN waiver.level IS 'What it publishes: a document, a damaged block, or a fact.';
COMMENT ON COLUMN waiver.subject IS 'The one thing it is about: document_id, document_id with the raw span of the block, metric_id or mention_id; null for all that fit the location.';
COMMENT ON COLUMN waiver.location IS 'Pattern of the locations it holds for; null for everywhere.';
COMMENT ON COLUMN waiver.reason IS 'The reason it lifts: the name of a check, or budget.';
COMMENT ON COLUMN waiver.why IS 'Why, in the words of its author.';
COMMENT ON COLUMN waiver.author IS 'Who decided; null when not stated.';
COMMENT ON COLUMN waiver.made IS 'The day it was made.';
COMMENT ON COLUMN waiver.until IS 'The last day it holds; null for good.';
COMMENT ON COLUMN waiver.status IS 'active; expired: its last day is over; withdrawn: it is not in the file any more.';
COMMENT ON COLUMN waiver.run_id IS 'Run that last found its status changed.';
COMMENT ON COLUMN waiver.changed_at IS 'When that was (UTC).';
