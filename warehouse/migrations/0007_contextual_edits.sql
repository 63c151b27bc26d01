-- Edits that were a choice between readings, so that they can be asked for one by one.
CREATE TABLE contextual_edit (
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    before VARCHAR NOT NULL,
    after VARCHAR NOT NULL,
    guessed INTEGER[] NOT NULL,
    confidence DOUBLE NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (document_id, position)
);
COMMENT ON TABLE contextual_edit IS 'One row per edit that what stands around it decided: misread bytes put right, 著 written 着, halves of a paragraph joined. Surer edits are counted in edit_summary.';
COMMENT ON COLUMN contextual_edit.document_id IS 'Its document.';
COMMENT ON COLUMN contextual_edit.position IS 'Place in reading order, from 0.';
COMMENT ON COLUMN contextual_edit.rule IS 'Rule that decided.';
COMMENT ON COLUMN contextual_edit.kind IS 'What the edit is called.';
COMMENT ON COLUMN contextual_edit.before IS 'What stood there.';
COMMENT ON COLUMN contextual_edit.after IS 'What was written; later rules may have changed it again (script, width).';
COMMENT ON COLUMN contextual_edit.guessed IS 'Places in "after", from 0, of characters put in without all their bytes seen; no fact is taken from them.';
COMMENT ON COLUMN contextual_edit.confidence IS 'How sure the rule is, 0 to 1.';
COMMENT ON COLUMN contextual_edit."start" IS 'First code point in the clean document.';
COMMENT ON COLUMN contextual_edit."end" IS 'Code point behind the last one.';
COMMENT ON COLUMN contextual_edit.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN contextual_edit.raw_end IS 'Byte behind the last one.';
