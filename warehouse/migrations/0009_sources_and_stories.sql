-- Where documents come from, the stories in them, and what repeats what.
CREATE TABLE source (
    pattern VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    valid_to TIMESTAMP,
    position INTEGER NOT NULL,
    publisher VARCHAR,
    tier VARCHAR CHECK (tier IN ('official', 'copier')),
    licence VARCHAR,
    retention VARCHAR,
    budget DOUBLE,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (pattern, valid_from),
    CHECK (budget IS NULL OR (budget >= 0 AND budget <= 1)),
    CHECK (valid_to IS NULL OR valid_to > valid_from)
);
COMMENT ON TABLE source IS 'One row per version of a row of sources.csv, as it stood at a publication; view current_source has the valid ones.';
COMMENT ON COLUMN source.pattern IS 'Host or path pattern; documents counted under it bear it in document.source.';
COMMENT ON COLUMN source.valid_from IS 'The publication that met this row first (UTC).';
COMMENT ON COLUMN source.valid_to IS 'The publication that met it changed or gone; null while it is valid.';
COMMENT ON COLUMN source.position IS 'Place in sources.csv, from 0: the first pattern that fits a location is its source.';
COMMENT ON COLUMN source.publisher IS 'Who publishes there; null when not stated.';
COMMENT ON COLUMN source.tier IS 'official: the figures'' own house; copier: it reprints. Null when not stated.';
COMMENT ON COLUMN source.licence IS 'Under which terms its texts may be used; null when not stated.';
COMMENT ON COLUMN source.retention IS 'How long its raw bytes may be kept; null when not stated.';
COMMENT ON COLUMN source.budget IS 'Share of held documents, and of held facts, that it may have; null takes that of the settings.';
COMMENT ON COLUMN source.run_id IS 'Run that met this row first.';

CREATE VIEW current_source AS
SELECT * FROM source WHERE valid_to IS NULL;
COMMENT ON VIEW current_source IS 'sources.csv as the last publication met it.';

CREATE TABLE item (
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    item_key VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (document_id, position),
    CHECK ("start" <= "end" AND raw_start <= raw_end)
);
COMMENT ON TABLE item IS 'One row per story of a document as it was read last; each is an article of its own.';
COMMENT ON COLUMN item.document_id IS 'Its document.';
COMMENT ON COLUMN item.position IS 'Place in the document, from 0.';
COMMENT ON COLUMN item.item_key IS 'Which story it is, as in article.item_key; empty where the document has one.';
COMMENT ON COLUMN item."start" IS 'First code point in the clean document.';
COMMENT ON COLUMN item."end" IS 'Code point behind the last one.';
COMMENT ON COLUMN item.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN item.raw_end IS 'Byte behind the last one.';

CREATE TABLE duplicate (
    duplicate_id VARCHAR NOT NULL PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('exact', 'near', 'inside')),
    cluster VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    article_id VARCHAR,
    location VARCHAR NOT NULL,
    position INTEGER,
    kept VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL CHECK (similarity >= 0 AND similarity <= 1),
    reason VARCHAR NOT NULL,
    difference VARCHAR,
    run_id VARCHAR NOT NULL,
    CHECK ((kind = 'near') = (article_id IS NOT NULL)),
    CHECK ((kind = 'inside') = (position IS NOT NULL))
);
COMMENT ON TABLE duplicate IS 'One row per copy: equal bytes at a second place, an article much like another one, or a stretch that a document says twice. What is kept has no row.';
COMMENT ON COLUMN duplicate.duplicate_id IS 'Digest of kind and of what the copy is.';
COMMENT ON COLUMN duplicate.kind IS 'exact: equal bytes elsewhere; near: another article says nearly the same; inside: a repeat in one document, taken out.';
COMMENT ON COLUMN duplicate.cluster IS 'The same for all copies of one another: document_id for exact and inside, the smallest article_id for near.';
COMMENT ON COLUMN duplicate.document_id IS 'The document that is the copy, or that holds it.';
COMMENT ON COLUMN duplicate.article_id IS 'The article that is a near copy; it is published and marked. Null for the other kinds.';
COMMENT ON COLUMN duplicate.location IS 'Where the copy stands.';
COMMENT ON COLUMN duplicate.position IS 'Of a repeat inside: its position in table removed.';
COMMENT ON COLUMN duplicate.kept IS 'What is kept: article_id for near, the first location for exact, document_id for inside.';
COMMENT ON COLUMN duplicate.similarity IS 'Share of the text that both have, 0 to 1; 1 for equal bytes.';
COMMENT ON COLUMN duplicate.reason IS 'Why it counts as a copy, in words.';
COMMENT ON COLUMN duplicate.difference IS 'What the two say differently; null when nothing was found.';
COMMENT ON COLUMN duplicate.run_id IS 'Run that found it.';

CREATE VIEW article_text AS
SELECT
    article.article_id,
    article.valid_from,
    article.document_id,
    article.location,
    article.published_at,
    article.publisher,
    article.title,
    string_agg(block.text, chr(10) ORDER BY block.position) AS text
FROM current_article AS article
INNER JOIN block USING (article_id, valid_from)
GROUP BY ALL;
COMMENT ON VIEW article_text IS 'Each valid article in one text: a line per block, title and subtitle first.';
