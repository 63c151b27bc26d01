-- What each new version of an article changed, and which figures it states otherwise.
CREATE TABLE article_change (
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    article_key VARCHAR NOT NULL,
    previous_article_id VARCHAR NOT NULL,
    previous_valid_from TIMESTAMP NOT NULL,
    characters_added INTEGER NOT NULL,
    characters_removed INTEGER NOT NULL,
    blocks_added INTEGER NOT NULL,
    blocks_removed INTEGER NOT NULL,
    blocks_changed INTEGER NOT NULL,
    figures_added INTEGER NOT NULL,
    figures_gone INTEGER NOT NULL,
    figures_changed INTEGER NOT NULL,
    PRIMARY KEY (article_id, valid_from)
);
COMMENT ON TABLE article_change IS 'One row per version of an article that has a predecessor: what it changed.';
COMMENT ON COLUMN article_change.article_id IS 'The new version.';
COMMENT ON COLUMN article_change.valid_from IS 'When it was published (UTC).';
COMMENT ON COLUMN article_change.article_key IS 'The story.';
COMMENT ON COLUMN article_change.previous_article_id IS 'The version before it.';
COMMENT ON COLUMN article_change.previous_valid_from IS 'When that was published (UTC).';
COMMENT ON COLUMN article_change.characters_added IS 'Code points that stand in the new version only.';
COMMENT ON COLUMN article_change.characters_removed IS 'Code points that stood in the old version only.';
COMMENT ON COLUMN article_change.blocks_added IS 'Paragraphs, headings and captions that are new.';
COMMENT ON COLUMN article_change.blocks_removed IS 'Those that are gone.';
COMMENT ON COLUMN article_change.blocks_changed IS 'Those whose words changed.';
COMMENT ON COLUMN article_change.figures_added IS 'Figures that the old version did not state.';
COMMENT ON COLUMN article_change.figures_gone IS 'Figures that the new version states no more.';
COMMENT ON COLUMN article_change.figures_changed IS 'Figures stated otherwise; table figure_change names each.';

CREATE TABLE figure_change (
    article_id VARCHAR NOT NULL,
    valid_from TIMESTAMP NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('added', 'gone', 'changed')),
    matched_by VARCHAR CHECK (matched_by IN ('bytes', 'sentence', 'indicator')),
    changed VARCHAR[] NOT NULL,
    old_metric_id VARCHAR,
    new_metric_id VARCHAR,
    indicator_raw VARCHAR,
    subject VARCHAR,
    old_surface VARCHAR,
    new_surface VARCHAR,
    old_value DECIMAL(38, 10),
    new_value DECIMAL(38, 10),
    old_sentence VARCHAR,
    new_sentence VARCHAR,
    PRIMARY KEY (article_id, valid_from, position),
    CHECK ((kind = 'changed') = (matched_by IS NOT NULL))
);
COMMENT ON TABLE figure_change IS 'One row per figure that a new version of an article adds, drops, or states otherwise.';
COMMENT ON COLUMN figure_change.article_id IS 'The new version.';
COMMENT ON COLUMN figure_change.valid_from IS 'When it was published (UTC).';
COMMENT ON COLUMN figure_change.position IS 'Number in the version, from 0.';
COMMENT ON COLUMN figure_change.kind IS 'added, gone, or changed.';
COMMENT ON COLUMN figure_change.matched_by IS 'Why old and new are the same statement: the same bytes read otherwise, the same sentence but for its numbers, or the same indicator of the same subject.';
COMMENT ON COLUMN figure_change.changed IS 'The columns of the figure that differ.';
COMMENT ON COLUMN figure_change.old_metric_id IS 'The figure before; null where it is added.';
COMMENT ON COLUMN figure_change.new_metric_id IS 'The figure now; null where it is gone.';
COMMENT ON COLUMN figure_change.indicator_raw IS 'What is counted, in the words of the text.';
COMMENT ON COLUMN figure_change.subject IS 'Name of the entity it is about.';
COMMENT ON COLUMN figure_change.old_surface IS 'Number and unit as they stood.';
COMMENT ON COLUMN figure_change.new_surface IS 'Number and unit as they stand.';
COMMENT ON COLUMN figure_change.old_value IS 'The number before.';
COMMENT ON COLUMN figure_change.new_value IS 'The number now.';
COMMENT ON COLUMN figure_change.old_sentence IS 'The sentence that stated it.';
COMMENT ON COLUMN figure_change.new_sentence IS 'The sentence that states it.';

CREATE VIEW article_version AS
SELECT
    article.article_key,
    row_number() OVER (PARTITION BY article.article_key ORDER BY article.valid_from) AS number,
    article.article_id,
    article.valid_from,
    article.valid_to,
    article.version_reason,
    article.document_id,
    article.location,
    article.title,
    article.published_text,
    article.published_at,
    document.crawled_at,
    sighting.vanished_at,
    article.characters,
    article.run_id,
    article_change.characters_added,
    article_change.characters_removed,
    article_change.blocks_added,
    article_change.blocks_removed,
    article_change.blocks_changed,
    article_change.figures_added,
    article_change.figures_gone,
    article_change.figures_changed
FROM article
LEFT JOIN document ON article.document_id = document.document_id
LEFT JOIN sighting ON article.location = sighting.location
LEFT JOIN article_change
    ON article.article_id = article_change.article_id AND article.valid_from = article_change.valid_from;
COMMENT ON VIEW article_version IS 'Every version of every article with the time of the page beside that of the warehouse, and what it changed.';
COMMENT ON COLUMN article_version.number IS 'Which version of its story, from 1.';
