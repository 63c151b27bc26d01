-- What page templates are proposed from, what is proposed and decided, and which template took a line out.
DROP TABLE source_line;
CREATE TABLE source_line (
    document_id VARCHAR NOT NULL PRIMARY KEY,
    site VARCHAR NOT NULL,
    lines BIGINT[] NOT NULL,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE source_line IS 'One row per released document with the digests of its lines: what templates are proposed from. The text is not kept here.';
COMMENT ON COLUMN source_line.document_id IS 'Its document.';
COMMENT ON COLUMN source_line.site IS 'Whose frame its page bears: a pattern of sources.csv, or the host or folder of a document that no narrower row names.';
COMMENT ON COLUMN source_line.lines IS 'Digest of each line of the clean text in its order, figures folded; of very long documents those of head and foot.';
COMMENT ON COLUMN source_line.run_id IS 'Run that read it last.';

DROP TABLE template;
CREATE TABLE template (
    template_id VARCHAR NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL,
    site VARCHAR NOT NULL,
    line VARCHAR NOT NULL,
    figures VARCHAR NOT NULL CHECK (figures IN ('same', 'any')),
    kind VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL CHECK (confidence >= 0 AND confidence <= 1),
    place VARCHAR NOT NULL CHECK (place IN ('head', 'foot')),
    documents INTEGER NOT NULL CHECK (documents >= 0),
    stories INTEGER NOT NULL CHECK (stories >= 0),
    share DOUBLE NOT NULL CHECK (share >= 0 AND share <= 1),
    first_seen DATE,
    last_seen DATE,
    examples VARCHAR[] NOT NULL,
    example_document_id VARCHAR,
    status VARCHAR NOT NULL CHECK (status IN ('proposed', 'approved', 'rejected')),
    decided_by VARCHAR,
    decided_at TIMESTAMP,
    reason VARCHAR,
    run_id VARCHAR NOT NULL,
    CHECK ((status = 'proposed') = (decided_at IS NULL))
);
COMMENT ON TABLE template IS 'One row per line that pages of one source share: proposed from their lines, or decided about by a person in templates/ of the project.';
COMMENT ON COLUMN template.template_id IS 'Digest of site and line, figures folded where other ones may stand.';
COMMENT ON COLUMN template.name IS 'What it is called; removed.template bears it.';
COMMENT ON COLUMN template.site IS 'Whose pages have it, as in source_line.site.';
COMMENT ON COLUMN template.line IS 'The line as it reads when all other faults are mended.';
COMMENT ON COLUMN template.figures IS 'same: only the line as it stands; any: other figures and dates may stand where it has some.';
COMMENT ON COLUMN template.kind IS 'What it is removed as, as in removed.kind.';
COMMENT ON COLUMN template.confidence IS 'How sure it is that the line is no article''s, 0 to 1.';
COMMENT ON COLUMN template.place IS 'Where it stands: head, before the article; foot, behind it.';
COMMENT ON COLUMN template.documents IS 'Documents that had it when it was proposed.';
COMMENT ON COLUMN template.stories IS 'Different stories among them: near copies of one article count once.';
COMMENT ON COLUMN template.share IS 'Share of the stories of the source that have it, 0 to 1.';
COMMENT ON COLUMN template.first_seen IS 'Earliest day of these documents: of publication, or of coming in where that is not stated.';
COMMENT ON COLUMN template.last_seen IS 'Latest day of these documents.';
COMMENT ON COLUMN template.examples IS 'The line as some of the documents have it.';
COMMENT ON COLUMN template.example_document_id IS 'One of the documents.';
COMMENT ON COLUMN template.status IS 'proposed: nobody has decided; approved: applied; rejected: not proposed again.';
COMMENT ON COLUMN template.decided_by IS 'Who decided; null while it is proposed.';
COMMENT ON COLUMN template.decided_at IS 'When (UTC); null while it is proposed.';
COMMENT ON COLUMN template.reason IS 'Why; null when not stated.';
COMMENT ON COLUMN template.run_id IS 'Run that proposed it, or that met the decision.';

ALTER TABLE removed ADD COLUMN template VARCHAR;
COMMENT ON COLUMN removed.template IS 'Name of the approved template that the line is; null where a shipped rule or one of the project took it out.';
