-- Posts, indicators and series, and what people decide about rows.
CREATE TABLE position (
    position_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    document_id VARCHAR NOT NULL,
    person_id VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    post VARCHAR NOT NULL,
    organization_id VARCHAR,
    organization VARCHAR,
    sentence VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (position_id, article_id, valid_from),
    CHECK ((organization_id IS NULL) = (organization IS NULL)),
    CHECK ("start" <= "end" AND raw_start <= raw_end)
);
COMMENT ON TABLE position IS 'One row per place in an article that says who holds which post; filled by extraction, empty until it reads posts.';
COMMENT ON COLUMN position.position_id IS 'Digest of document, raw span, person and post.';
COMMENT ON COLUMN position.article_id IS 'Its article.';
COMMENT ON COLUMN position.valid_from IS 'Its version of the article.';
COMMENT ON COLUMN position.document_id IS 'Its document.';
COMMENT ON COLUMN position.person_id IS 'The person.';
COMMENT ON COLUMN position.person IS 'Name of the person.';
COMMENT ON COLUMN position.post IS 'The post, in the words of the text.';
COMMENT ON COLUMN position.organization_id IS 'The organization the post is in; null when not stated.';
COMMENT ON COLUMN position.organization IS 'Its name; null when not stated.';
COMMENT ON COLUMN position.sentence IS 'The sentence that says it.';
COMMENT ON COLUMN position.confidence IS 'How sure the rule is, 0 to 1.';
COMMENT ON COLUMN position."start" IS 'First code point of the apposition in the clean document.';
COMMENT ON COLUMN position."end" IS 'Code point behind the last one.';
COMMENT ON COLUMN position.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN position.raw_end IS 'Byte behind the last one.';

CREATE VIEW current_position AS
SELECT position.* FROM position INNER JOIN current_article USING (article_id, valid_from);
COMMENT ON VIEW current_position IS 'Posts in valid articles.';

CREATE TABLE indicator (
    indicator_id VARCHAR NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL,
    names VARCHAR[] NOT NULL,
    measure VARCHAR NOT NULL CHECK (measure IN ('flow', 'stock', 'average', 'ratio', 'index')),
    unit_base VARCHAR,
    dimensions VARCHAR[] NOT NULL,
    is_summable BOOLEAN NOT NULL,
    definition VARCHAR
);
COMMENT ON TABLE indicator IS 'One row per canonical indicator; empty until indicators are defined.';
COMMENT ON COLUMN indicator.indicator_id IS 'Short name that series and corrections hold on to.';
COMMENT ON COLUMN indicator.name IS 'The name it is shown under.';
COMMENT ON COLUMN indicator.names IS 'Every phrase of the texts that means it, its name included.';
COMMENT ON COLUMN indicator.measure IS 'What kind of number it is.';
COMMENT ON COLUMN indicator.unit_base IS 'Unit in which its figures are compared; null for a bare ratio.';
COMMENT ON COLUMN indicator.dimensions IS 'Names of the parts it may be broken down by (direction, commodity, mode).';
COMMENT ON COLUMN indicator.is_summable IS 'True when the figures of parts or periods may be added up.';
COMMENT ON COLUMN indicator.definition IS 'What it counts, in a sentence; null when nobody wrote one.';

CREATE TABLE observation (
    observation_id VARCHAR NOT NULL PRIMARY KEY,
    series_id VARCHAR NOT NULL,
    indicator_id VARCHAR NOT NULL,
    subject_id VARCHAR,
    place_id VARCHAR,
    partner_id VARCHAR,
    dimensions VARCHAR[] NOT NULL,
    measure VARCHAR NOT NULL CHECK (measure IN ('flow', 'stock', 'average', 'ratio', 'index')),
    unit_base VARCHAR,
    price_basis VARCHAR CHECK (price_basis IN ('nominal', 'real', 'comparable', 'unknown')),
    grain VARCHAR NOT NULL CHECK (grain IN ('day', 'month', 'quarter', 'half', 'year', 'other')),
    span VARCHAR NOT NULL CHECK (span IN ('instant', 'single', 'ytd', 'since', 'custom')),
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    vintage INTEGER NOT NULL CHECK (vintage >= 0),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    state VARCHAR NOT NULL CHECK (state IN ('stated', 'derived', 'gap')),
    value DECIMAL(38, 10),
    value_low DECIMAL(38, 10),
    value_high DECIMAL(38, 10),
    bound VARCHAR CHECK (bound IN ('exact', 'about', 'over', 'under', 'range', 'at_most', 'at_least')),
    resolution DECIMAL(38, 10),
    metric_id VARCHAR,
    fact_key VARCHAR,
    derived_from VARCHAR[] NOT NULL,
    statements INTEGER NOT NULL CHECK (statements >= 0),
    reprints INTEGER NOT NULL CHECK (reprints >= 0),
    published_at TIMESTAMP,
    flags VARCHAR[] NOT NULL,
    CHECK (period_start <= period_end),
    CHECK ((state = 'stated') = (metric_id IS NOT NULL)),
    CHECK ((state = 'gap') = (value IS NULL)),
    CHECK (value_low IS NULL OR value_low <= value_high)
);
COMMENT ON TABLE observation IS 'One row per series, period and vintage, built from table metric; filled when series are built.';
COMMENT ON COLUMN observation.observation_id IS 'Digest of series, period and vintage.';
COMMENT ON COLUMN observation.series_id IS 'Digest of indicator, subject, place, partner, dimensions, measure, unit, price basis, grain and span.';
COMMENT ON COLUMN observation.indicator_id IS 'The indicator.';
COMMENT ON COLUMN observation.subject_id IS 'The entity it is about; null when the text does not say.';
COMMENT ON COLUMN observation.place_id IS 'Where it took place, when that is not the subject.';
COMMENT ON COLUMN observation.partner_id IS 'The other side of trade or traffic.';
COMMENT ON COLUMN observation.dimensions IS 'What part is counted, as name=value; empty for the whole.';
COMMENT ON COLUMN observation.measure IS 'What kind of number it is.';
COMMENT ON COLUMN observation.unit_base IS 'Unit of the values; null for a bare ratio.';
COMMENT ON COLUMN observation.price_basis IS 'Of money: at which prices; null for other units.';
COMMENT ON COLUMN observation.grain IS 'How long its period is.';
COMMENT ON COLUMN observation.span IS 'How the figure fills its period.';
COMMENT ON COLUMN observation.period_start IS 'First day.';
COMMENT ON COLUMN observation.period_end IS 'Last day.';
COMMENT ON COLUMN observation.vintage IS 'Round of publication, from 0: statements within 30 days of the round''s first.';
COMMENT ON COLUMN observation.revision IS 'How often the figure was revised before this vintage.';
COMMENT ON COLUMN observation.state IS 'stated in a text; derived from two year-to-date figures; gap: stated, but held.';
COMMENT ON COLUMN observation.value IS 'The value that is shown, in unit_base; null for a gap.';
COMMENT ON COLUMN observation.value_low IS 'Lower end of what rounding allows, or of a range.';
COMMENT ON COLUMN observation.value_high IS 'Upper end of it.';
COMMENT ON COLUMN observation.bound IS 'How the figure limits what it states.';
COMMENT ON COLUMN observation.resolution IS 'What one step of the last stated digit is worth.';
COMMENT ON COLUMN observation.metric_id IS 'The figure that is shown: official before copier, then earliest, then finest; null when derived or held.';
COMMENT ON COLUMN observation.fact_key IS 'Its fact_key; of a gap, that of the held figure.';
COMMENT ON COLUMN observation.derived_from IS 'observation_ids it was computed from; empty when stated.';
COMMENT ON COLUMN observation.statements IS 'Figures that say it, reprints counted once.';
COMMENT ON COLUMN observation.reprints IS 'Figures in copies of those articles.';
COMMENT ON COLUMN observation.published_at IS 'Publication of the figure that is shown; null when not stated.';
COMMENT ON COLUMN observation.flags IS 'What speaks against it: conflict, arithmetic, undated, ...';

CREATE TABLE correction (
    correction_id VARCHAR NOT NULL PRIMARY KEY,
    fact_key VARCHAR,
    document_id VARCHAR,
    raw_start BIGINT,
    raw_end BIGINT,
    table_name VARCHAR NOT NULL CHECK (table_name IN ('metric', 'mention', 'position', 'entity', 'removed', 'text')),
    column_name VARCHAR,
    seen VARCHAR,
    new VARCHAR,
    reason VARCHAR NOT NULL,
    evidence VARCHAR,
    author VARCHAR NOT NULL,
    made_on DATE NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('active', 'redundant', 'stale')),
    file VARCHAR NOT NULL,
    line INTEGER NOT NULL CHECK (line >= 1),
    run_id VARCHAR NOT NULL,
    CHECK (fact_key IS NOT NULL OR document_id IS NOT NULL OR table_name = 'entity'),
    CHECK ((raw_start IS NULL) = (raw_end IS NULL)),
    CHECK (raw_start IS NULL OR raw_start <= raw_end)
);
COMMENT ON TABLE correction IS 'One row per correction in the project''s corrections/, as the last run met it; filled when corrections are read.';
COMMENT ON COLUMN correction.correction_id IS 'Digest of what is corrected and how.';
COMMENT ON COLUMN correction.fact_key IS 'The fact it corrects; null when it names a raw span.';
COMMENT ON COLUMN correction.document_id IS 'Document of the raw span; null when fact_key says it.';
COMMENT ON COLUMN correction.raw_start IS 'First byte of the span; null for a whole row.';
COMMENT ON COLUMN correction.raw_end IS 'Byte behind the last one.';
COMMENT ON COLUMN correction.table_name IS 'What is corrected: a row of that table, or the text itself.';
COMMENT ON COLUMN correction.column_name IS 'Which column; null when the row is dropped, added, merged or split.';
COMMENT ON COLUMN correction.seen IS 'What the rules said when it was made; null when they said nothing.';
COMMENT ON COLUMN correction.new IS 'What is right; null when the row is dropped.';
COMMENT ON COLUMN correction.reason IS 'Why, in words.';
COMMENT ON COLUMN correction.evidence IS 'Where that can be seen; null when not stated.';
COMMENT ON COLUMN correction.author IS 'Who says so.';
COMMENT ON COLUMN correction.made_on IS 'When it was made.';
COMMENT ON COLUMN correction.state IS 'active: it changes the row; redundant: the rules say the same now; stale: they say a third thing.';
COMMENT ON COLUMN correction.file IS 'File below corrections/.';
COMMENT ON COLUMN correction.line IS 'Line in it.';
COMMENT ON COLUMN correction.run_id IS 'Run that judged its state last.';

CREATE TABLE review (
    review_id VARCHAR NOT NULL PRIMARY KEY,
    table_name VARCHAR NOT NULL,
    row_id VARCHAR NOT NULL,
    row_digest VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    stratum VARCHAR,
    seed INTEGER,
    column_name VARCHAR,
    verdict VARCHAR NOT NULL CHECK (verdict IN ('right', 'wrong', 'unsure')),
    note VARCHAR,
    reviewer VARCHAR NOT NULL,
    reviewed_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE review IS 'One row per judgment of a person on a row that was drawn for review.';
COMMENT ON COLUMN review.review_id IS 'Digest of the row, the column and the reviewer.';
COMMENT ON COLUMN review.table_name IS 'Table of the row.';
COMMENT ON COLUMN review.row_id IS 'Key of the row: fact_key, mention_id, or document and position.';
COMMENT ON COLUMN review.row_digest IS 'Digest of what was judged: a row that was read anew has to be judged anew.';
COMMENT ON COLUMN review.document_id IS 'Its document.';
COMMENT ON COLUMN review.stratum IS 'The group it was drawn from; null when all were one.';
COMMENT ON COLUMN review.seed IS 'Seed of the draw; null when it was picked by hand.';
COMMENT ON COLUMN review.column_name IS 'The column that was judged; null for the whole row.';
COMMENT ON COLUMN review.verdict IS 'What the person says.';
COMMENT ON COLUMN review.note IS 'Remark; null when there is none.';
COMMENT ON COLUMN review.reviewer IS 'Who judged.';
COMMENT ON COLUMN review.reviewed_at IS 'When (UTC).';

CREATE TABLE release (
    release_name VARCHAR NOT NULL PRIMARY KEY,
    created_at TIMESTAMP NOT NULL,
    note VARCHAR,
    version VARCHAR NOT NULL,
    facts INTEGER NOT NULL CHECK (facts >= 0),
    digest VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE release IS 'One row per release: a set of figures frozen under a name.';
COMMENT ON COLUMN release.release_name IS 'Its name.';
COMMENT ON COLUMN release.created_at IS 'When it was made (UTC).';
COMMENT ON COLUMN release.note IS 'What it is for; null when not stated.';
COMMENT ON COLUMN release.version IS 'Version of kouan that made it.';
COMMENT ON COLUMN release.facts IS 'Number of figures in it.';
COMMENT ON COLUMN release.digest IS 'Digest over all its figures.';
COMMENT ON COLUMN release.run_id IS 'The last run it holds.';

CREATE TABLE release_fact (
    release_name VARCHAR NOT NULL,
    fact_key VARCHAR NOT NULL,
    metric_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    location VARCHAR NOT NULL,
    title VARCHAR,
    publisher VARCHAR,
    published_text VARCHAR,
    surface VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    row_json VARCHAR NOT NULL,
    raw_start BIGINT NOT NULL,
    raw_end BIGINT NOT NULL,
    PRIMARY KEY (release_name, metric_id)
);
COMMENT ON TABLE release_fact IS 'One row per figure of a release, with all that a citation needs, so that it stands when its page is gone.';
COMMENT ON COLUMN release_fact.release_name IS 'The release.';
COMMENT ON COLUMN release_fact.fact_key IS 'The figure, over all rules and versions.';
COMMENT ON COLUMN release_fact.metric_id IS 'The figure as it was read then.';
COMMENT ON COLUMN release_fact.article_id IS 'Its article then.';
COMMENT ON COLUMN release_fact.document_id IS 'Its document.';
COMMENT ON COLUMN release_fact.location IS 'Where the document was found.';
COMMENT ON COLUMN release_fact.title IS 'Title of the article; null when it has none.';
COMMENT ON COLUMN release_fact.publisher IS 'The publisher it credits; null when not stated.';
COMMENT ON COLUMN release_fact.published_text IS 'Its date in ISO 8601; null when not stated.';
COMMENT ON COLUMN release_fact.surface IS 'Number and unit as written.';
COMMENT ON COLUMN release_fact.sentence IS 'The sentence that states it.';
COMMENT ON COLUMN release_fact.row_json IS 'The whole row of table metric as JSON.';
COMMENT ON COLUMN release_fact.raw_start IS 'First byte in the raw document.';
COMMENT ON COLUMN release_fact.raw_end IS 'Byte behind the last one.';

CREATE TABLE template (
    template_id VARCHAR NOT NULL PRIMARY KEY,
    source VARCHAR,
    kind VARCHAR NOT NULL,
    line VARCHAR NOT NULL,
    documents INTEGER NOT NULL CHECK (documents >= 0),
    example_document_id VARCHAR,
    status VARCHAR NOT NULL CHECK (status IN ('proposed', 'approved', 'rejected')),
    decided_by VARCHAR,
    decided_at TIMESTAMP,
    reason VARCHAR,
    run_id VARCHAR NOT NULL,
    CHECK ((status = 'proposed') = (decided_at IS NULL))
);
COMMENT ON TABLE template IS 'One row per line of page furniture that comparison proposed, and what a person decided about it.';
COMMENT ON COLUMN template.template_id IS 'Digest of source, kind and line.';
COMMENT ON COLUMN template.source IS 'Source whose pages have it; null for all.';
COMMENT ON COLUMN template.kind IS 'What it would be removed as, as in removed.kind.';
COMMENT ON COLUMN template.line IS 'The line, or the pattern it was generalised to.';
COMMENT ON COLUMN template.documents IS 'Documents that have it.';
COMMENT ON COLUMN template.example_document_id IS 'One of them.';
COMMENT ON COLUMN template.status IS 'approved ones lie in the project''s templates/ and are applied.';
COMMENT ON COLUMN template.decided_by IS 'Who decided; null while it is proposed.';
COMMENT ON COLUMN template.decided_at IS 'When (UTC); null while it is proposed.';
COMMENT ON COLUMN template.reason IS 'Why; null when not stated.';
COMMENT ON COLUMN template.run_id IS 'Run that proposed it.';

CREATE TABLE source_line (
    source VARCHAR NOT NULL,
    line_digest VARCHAR NOT NULL,
    documents INTEGER NOT NULL CHECK (documents >= 1),
    first_run_id VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (source, line_digest)
);
COMMENT ON TABLE source_line IS 'How many documents of a source have a line: what templates are proposed from. The text is not kept, only its digest.';
COMMENT ON COLUMN source_line.source IS 'The source.';
COMMENT ON COLUMN source_line.line_digest IS 'Digest of the line, figures folded.';
COMMENT ON COLUMN source_line.documents IS 'Documents that have it.';
COMMENT ON COLUMN source_line.first_run_id IS 'Run that met it first.';
COMMENT ON COLUMN source_line.run_id IS 'Run that met it last.';
