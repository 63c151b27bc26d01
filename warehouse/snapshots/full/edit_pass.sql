-- The ledger as tables: only in copies of the profile full.
CREATE TABLE edit_pass (
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    length BIGINT NOT NULL,
    "start" BIGINT[] NOT NULL,
    "end" BIGINT[] NOT NULL,
    "after" VARCHAR NOT NULL,
    after_length BIGINT[] NOT NULL,
    confidence FLOAT[] NOT NULL,
    kind UTINYINT[] NOT NULL,
    kinds VARCHAR[] NOT NULL,
    rules VARCHAR[] NOT NULL,
    "before" VARCHAR NOT NULL,
    guessed INTEGER[] NOT NULL
);
COMMENT ON TABLE edit_pass IS 'One row per document and pass of cleaning, its edits as lists; view edit has one row per edit.';
COMMENT ON COLUMN edit_pass.document_id IS 'Its document.';
COMMENT ON COLUMN edit_pass.position IS 'Number of the pass, from 0, in the order in which they were made.';
COMMENT ON COLUMN edit_pass.rule IS 'Rule of the pass.';
COMMENT ON COLUMN edit_pass.length IS 'Code points of the document before the pass.';
COMMENT ON COLUMN edit_pass."start" IS 'Per edit: first code point, in the text the pass was shown.';
COMMENT ON COLUMN edit_pass."end" IS 'Per edit: code point behind the last one.';
COMMENT ON COLUMN edit_pass."after" IS 'What was put in by all edits, end to end.';
COMMENT ON COLUMN edit_pass.after_length IS 'Per edit: code points of `after` that belong to it.';
COMMENT ON COLUMN edit_pass.confidence IS 'Per edit: how sure the rule is, 0 to 1.';
COMMENT ON COLUMN edit_pass.kind IS 'Per edit: its place in `kinds` and `rules`, from 0.';
COMMENT ON COLUMN edit_pass.kinds IS 'What edits are called; empty means as the rule says.';
COMMENT ON COLUMN edit_pass.rules IS 'The rule behind each of `kinds`, where a pass holds the edits of several.';
COMMENT ON COLUMN edit_pass."before" IS 'What was taken out by all edits, end to end.';
COMMENT ON COLUMN edit_pass.guessed IS 'Places in `after`, from 0, of characters put in without all their bytes seen.';

CREATE VIEW edit AS
WITH single AS (
    SELECT
        *,
        generate_subscripts("start", 1) AS number,
        unnest("start") AS first,
        unnest("end") AS behind,
        unnest(after_length) AS put_in,
        unnest(confidence) AS sure,
        unnest(kind) AS kind_at
    FROM edit_pass
),

placed AS (
    SELECT
        *,
        sum(behind - first) OVER (PARTITION BY document_id, position ORDER BY number) - (behind - first) AS before_at,
        sum(put_in) OVER (PARTITION BY document_id, position ORDER BY number) - put_in AS after_at
    FROM single
)

SELECT
    document_id,
    position AS pass,
    number - 1 AS number,
    coalesce(rules[kind_at + 1], rule) AS rule,
    kinds[kind_at + 1] AS kind,
    first AS "start",
    behind AS "end",
    substring("before", before_at::BIGINT + 1, behind - first) AS "before",
    substring("after", after_at::BIGINT + 1, put_in) AS "after",
    sure AS confidence,
    [place - after_at::INTEGER FOR place IN guessed IF place >= after_at AND place < after_at + put_in] AS guessed
FROM placed;
COMMENT ON VIEW edit IS 'One row per edit of cleaning; offsets count code points of the text its pass was shown.';
