-- Articles with their versions, their blocks, and what cleaning did.
CREATE TABLE article (
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    valid_to TIMESTAMP,
    version_reason VARCHAR NOT NULL CHECK (version_reason IN ('page', 'rules', 'correction')),
    article_key VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    item_key VARCHAR NOT NULL,
    location VARCHAR NOT NULL,
    title VARCHAR,
    subtitle VARCHAR,
    published_at TIMESTAMP,
    published_text VARCHAR,
    published_evidence VARCHAR,
    publisher VARCHAR,
    publisher_evidence VARCHAR,
    authors VARCHAR[] NOT NULL,
    script VARCHAR NOT NULL CHECK (script IN ('hans', 'hant', 'mixed', 'none')),
    characters INTEGER NOT NULL,
    blocks INTEGER NOT NULL,
    edits INTEGER NOT NULL,
    suspicions INTEGER NOT NULL,
    damaged_characters INTEGER NOT NULL,
    residual_edits INTEGER NOT NULL,
    residual_glosses INTEGER NOT NULL,
    residual_traditional INTEGER NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (article_id, valid_from),
    CHECK (valid_to IS NULL OR valid_to > valid_from)
);
COMMENT ON TABLE article IS 'One row per version of a press article, as it stands after cleaning; view current_article has the valid ones.';
COMMENT ON COLUMN article.article_id IS 'Digest of article_key and the clean content.';
COMMENT ON COLUMN article.valid_from IS 'When this version was published (UTC).';
COMMENT ON COLUMN article.valid_to IS 'When the next version took its place; null while it is valid.';
COMMENT ON COLUMN article.version_reason IS 'Why this version came: the page, our rules, or a correction.';
COMMENT ON COLUMN article.article_key IS 'Digest of location and item_key: the same story over all versions.';
COMMENT ON COLUMN article.document_id IS 'The document it stands in.';
COMMENT ON COLUMN article.item_key IS 'Which story of its document; empty where there is one.';
COMMENT ON COLUMN article.location IS 'Where the document was found first.';
COMMENT ON COLUMN article.title IS 'Title, Simplified; null when the page has none.';
COMMENT ON COLUMN article.subtitle IS 'Subtitle; null when the page has none.';
COMMENT ON COLUMN article.published_at IS 'Date of publication as the page states it; null when it states none.';
COMMENT ON COLUMN article.published_text IS 'The same in ISO 8601, as precise as the page is (a date, or date and time).';
COMMENT ON COLUMN article.published_evidence IS 'The words that state the date.';
COMMENT ON COLUMN article.publisher IS 'The publisher the article credits, not the site that copied it; null when not stated.';
COMMENT ON COLUMN article.publisher_evidence IS 'The words that credit it.';
COMMENT ON COLUMN article.authors IS 'Names in the byline.';
COMMENT ON COLUMN article.script IS 'Script before conversion.';
COMMENT ON COLUMN article.characters IS 'Code points of title, subtitle and blocks.';
COMMENT ON COLUMN article.blocks IS 'Number of blocks.';
COMMENT ON COLUMN article.edits IS 'Edits cleaning made in the document.';
COMMENT ON COLUMN article.suspicions IS 'Repairs that were weighed and not made.';
COMMENT ON COLUMN article.damaged_characters IS 'Characters in damaged spans; no fact is taken from them.';
COMMENT ON COLUMN article.residual_edits IS 'Edits that a second cleaning would still make.';
COMMENT ON COLUMN article.residual_glosses IS 'Brackets with a reading of pinyin that still stand in the text.';
COMMENT ON COLUMN article.residual_traditional IS 'Traditional characters that still stand in the text.';
COMMENT ON COLUMN article.run_id IS 'Run that published this version.';

CREATE TABLE block (
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    position INTEGER NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('title', 'subtitle', 'heading', 'body', 'byline', 'caption', 'editor_note')),
    text VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (article_id, valid_from, position),
    CHECK ("start" <= "end" AND raw_start <= raw_end)
);
COMMENT ON TABLE block IS 'One row per paragraph, heading or caption, in reading order; title and subtitle come first.';
COMMENT ON COLUMN block.article_id IS 'Its article.';
COMMENT ON COLUMN block.valid_from IS 'Its version of the article.';
COMMENT ON COLUMN block.position IS 'Place in reading order, from 0.';
COMMENT ON COLUMN block.role IS 'What the block is.';
COMMENT ON COLUMN block.text IS 'Clean text.';
COMMENT ON COLUMN block."start" IS 'First code point in the clean document.';
COMMENT ON COLUMN block."end" IS 'Code point behind the last one.';
COMMENT ON COLUMN block.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN block.raw_end IS 'Byte behind the last one.';

CREATE TABLE removed (
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (document_id, position)
);
COMMENT ON TABLE removed IS 'One row per stretch of page that is not article: what it was and why it went.';
COMMENT ON COLUMN removed.document_id IS 'Its document.';
COMMENT ON COLUMN removed.position IS 'Place in reading order, from 0.';
COMMENT ON COLUMN removed.kind IS 'related_links, ad_footer, copyright_notice, duplicate_block, dateline, source_line, ...';
COMMENT ON COLUMN removed.rule IS 'Rule that took it out.';
COMMENT ON COLUMN removed.text IS 'What was taken out, as it stood then (glosses gone, Simplified).';
COMMENT ON COLUMN removed.confidence IS 'How sure the rule is, 0 to 1.';
COMMENT ON COLUMN removed.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN removed.raw_end IS 'Byte behind the last one.';

CREATE TABLE edit_summary (
    document_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    edits INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    PRIMARY KEY (document_id, rule, kind)
);
COMMENT ON TABLE edit_summary IS 'How often each rule changed a document; the single edits lie in the ledger, reached by `kouan why`.';
COMMENT ON COLUMN edit_summary.document_id IS 'Its document.';
COMMENT ON COLUMN edit_summary.rule IS 'Name of the rule (docs/rules.md).';
COMMENT ON COLUMN edit_summary.kind IS 'What the edits are called.';
COMMENT ON COLUMN edit_summary.edits IS 'Number of edits.';
COMMENT ON COLUMN edit_summary.characters IS 'Code points taken out or replaced.';

CREATE TABLE suspicion (
    document_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    surface VARCHAR NOT NULL,
    candidates VARCHAR[] NOT NULL,
    margin DOUBLE,
    note VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (document_id, position)
);
COMMENT ON TABLE suspicion IS 'One row per repair that was weighed and not made.';
COMMENT ON COLUMN suspicion.document_id IS 'Its document.';
COMMENT ON COLUMN suspicion.position IS 'Number in the document, from 0.';
COMMENT ON COLUMN suspicion.rule IS 'Rule that raised it.';
COMMENT ON COLUMN suspicion.surface IS 'The stretch in doubt, as it stands in the clean text.';
COMMENT ON COLUMN suspicion.candidates IS 'What it might have been, best first.';
COMMENT ON COLUMN suspicion.margin IS 'By how much the best candidate leads; null when none was scored.';
COMMENT ON COLUMN suspicion.note IS 'What raised it, in words.';
COMMENT ON COLUMN suspicion."start" IS 'First code point in the clean document.';
COMMENT ON COLUMN suspicion."end" IS 'Code point behind the last one.';
COMMENT ON COLUMN suspicion.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN suspicion.raw_end IS 'Byte behind the last one.';
