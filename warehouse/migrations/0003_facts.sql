-- Entities, mentions and figures.
CREATE TABLE entity (
    entity_id VARCHAR NOT NULL PRIMARY KEY,
    type VARCHAR NOT NULL CHECK (type IN ('person', 'organization', 'port', 'place', 'system', 'program', 'document')),
    name VARCHAR NOT NULL
);
COMMENT ON TABLE entity IS 'One row per named thing, over all documents.';
COMMENT ON COLUMN entity.entity_id IS 'Digest of type and name.';
COMMENT ON COLUMN entity.type IS 'What the name names.';
COMMENT ON COLUMN entity.name IS 'Canonical name: the fullest form in the documents.';

CREATE TABLE entity_alias (
    entity_id VARCHAR NOT NULL,
    alias VARCHAR NOT NULL,
    PRIMARY KEY (entity_id, alias)
);
COMMENT ON TABLE entity_alias IS 'Every surface form under which an entity was met, its name included.';
COMMENT ON COLUMN entity_alias.entity_id IS 'The entity.';
COMMENT ON COLUMN entity_alias.alias IS 'A surface form.';

CREATE TABLE mention (
    mention_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    document_id VARCHAR NOT NULL,
    entity_id VARCHAR NOT NULL,
    type VARCHAR NOT NULL CHECK (type IN ('person', 'organization', 'port', 'place', 'system', 'program', 'document')),
    surface VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (mention_id, article_id, valid_from)
);
COMMENT ON TABLE mention IS 'One row per place in an article that names an entity.';
COMMENT ON COLUMN mention.mention_id IS 'Digest of document, raw span, type, and the entity where one span names several.';
COMMENT ON COLUMN mention.article_id IS 'Its article.';
COMMENT ON COLUMN mention.valid_from IS 'Its version of the article.';
COMMENT ON COLUMN mention.document_id IS 'Its document.';
COMMENT ON COLUMN mention.entity_id IS 'The entity it names.';
COMMENT ON COLUMN mention.type IS 'Type of the entity.';
COMMENT ON COLUMN mention.surface IS 'The words, as they stand in the clean text.';
COMMENT ON COLUMN mention.confidence IS 'How sure the rule is, 0 to 1.';
COMMENT ON COLUMN mention."start" IS 'First code point in the clean document.';
COMMENT ON COLUMN mention."end" IS 'Code point behind the last one.';
COMMENT ON COLUMN mention.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN mention.raw_end IS 'Byte behind the last one.';

CREATE TABLE metric (
    metric_id VARCHAR NOT NULL,
    fact_key VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    document_id VARCHAR NOT NULL,
    surface VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    value DECIMAL(38, 10),
    value_max DECIMAL(38, 10),
    is_rounded BOOLEAN NOT NULL,
    bound VARCHAR NOT NULL CHECK (bound IN ('exact', 'about', 'over', 'under', 'range', 'at_most', 'at_least')),
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('level', 'change', 'share', 'rank', 'duration', 'rate')),
    indicator_raw VARCHAR,
    subject VARCHAR,
    subject_id VARCHAR,
    period VARCHAR,
    period_start DATE,
    period_end DATE,
    confidence DOUBLE NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (metric_id, article_id, valid_from),
    CHECK ((bound = 'range') = (value_max IS NOT NULL)),
    CHECK (period_start IS NULL OR period_start <= period_end)
);
COMMENT ON TABLE metric IS 'One row per stated figure; view current_metric has those of valid articles.';
COMMENT ON COLUMN metric.metric_id IS 'Digest of fact_key and the values of the row.';
COMMENT ON COLUMN metric.fact_key IS 'Digest of document and raw byte span: the same figure over all rules and versions.';
COMMENT ON COLUMN metric.article_id IS 'Its article.';
COMMENT ON COLUMN metric.valid_from IS 'Its version of the article.';
COMMENT ON COLUMN metric.document_id IS 'Its document.';
COMMENT ON COLUMN metric.surface IS 'Number and unit as written, with a bound word that touches them.';
COMMENT ON COLUMN metric.sentence IS 'The sentence that states it.';
COMMENT ON COLUMN metric.value IS 'The number, 万 and 亿 multiplied out; null when it does not fit.';
COMMENT ON COLUMN metric.value_max IS 'Upper end of a range.';
COMMENT ON COLUMN metric.is_rounded IS 'True when the number had more than ten decimal places (half-even).';
COMMENT ON COLUMN metric.bound IS 'How the figure limits what it states: 近 about, 余 over, 不超过 at_most.';
COMMENT ON COLUMN metric.unit IS 'Measure word or unit as written; 1 for a bare ratio.';
COMMENT ON COLUMN metric.kind IS 'level, change, share, rank, duration or rate.';
COMMENT ON COLUMN metric.indicator_raw IS 'What is counted, in the words of the text.';
COMMENT ON COLUMN metric.subject IS 'Name of the entity the figure is about; null when the text does not say.';
COMMENT ON COLUMN metric.subject_id IS 'That entity.';
COMMENT ON COLUMN metric.period IS 'ISO date, month or year, or two joined by a slash; null means not stated.';
COMMENT ON COLUMN metric.period_start IS 'First day of the period.';
COMMENT ON COLUMN metric.period_end IS 'Last day of the period.';
COMMENT ON COLUMN metric.confidence IS 'How sure the grammar is, 0 to 1.';
COMMENT ON COLUMN metric."start" IS 'First code point in the clean document.';
COMMENT ON COLUMN metric."end" IS 'Code point behind the last one.';
COMMENT ON COLUMN metric.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN metric.raw_end IS 'Byte behind the last one.';
