-- Stretches of a document that are broken or guessed: what a block is flagged for.
CREATE TABLE damage (
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('broken', 'guessed')),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (document_id, position),
    CHECK ("start" <= "end" AND raw_start <= raw_end)
);
COMMENT ON TABLE damage IS 'One row per stretch of clean text that is broken, or was put in without all its bytes seen; no fact is taken from it.';
COMMENT ON COLUMN damage.document_id IS 'Its document.';
COMMENT ON COLUMN damage.position IS 'Number in the document, from 0.';
COMMENT ON COLUMN damage.rule IS 'Rule that found it.';
COMMENT ON COLUMN damage.state IS 'broken: it cannot be read; guessed: a repair put it in without seeing all its bytes.';
COMMENT ON COLUMN damage."start" IS 'First code point in the clean document.';
COMMENT ON COLUMN damage."end" IS 'Code point behind the last one.';
COMMENT ON COLUMN damage.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN damage.raw_end IS 'Byte behind the last one.';
