-- What each source sent, and how much of it was of use.
CREATE VIEW source_health AS
WITH sent AS (
    SELECT
        document.*,
        -- where no source is configured, its folder or host stands for it
        coalesce(document.source, regexp_extract(document.locations[1], '^(?:\w+://)?([^/]+)', 1)) AS sender
    FROM document
),

printed AS (
    SELECT
        document_id,
        count(*) AS articles,
        count(*) FILTER (published_at IS NULL) AS undated,
        count(*) FILTER (publisher IS NULL) AS without_publisher,
        sum(damaged_characters) AS damaged_characters,
        sum(suspicions) AS suspicions,
        max(published_at) AS last_published
    FROM current_article
    GROUP BY document_id
),

stated AS (
    SELECT
        document_id,
        count(*) AS figures
    FROM current_metric
    GROUP BY document_id
),

copied AS (
    SELECT
        document_id,
        count(*) AS reprints
    FROM duplicate
    WHERE kind = 'near'
    GROUP BY document_id
)

SELECT
    sent.sender AS source,
    any_value(current_source.tier) AS tier,
    count(*) AS documents,
    count(*) FILTER (sent.status = 'held') AS held,
    coalesce(sum(printed.articles), 0)::BIGINT AS articles,
    coalesce(sum(copied.reprints), 0)::BIGINT AS reprints,
    coalesce(sum(printed.undated), 0)::BIGINT AS undated,
    coalesce(sum(printed.without_publisher), 0)::BIGINT AS without_publisher,
    coalesce(sum(printed.damaged_characters), 0)::BIGINT AS damaged_characters,
    coalesce(sum(printed.suspicions), 0)::BIGINT AS suspicions,
    coalesce(sum(stated.figures), 0)::BIGINT AS figures,
    round(100.0 * sum(sent.removed) / nullif(sum(sent.characters), 0), 1) AS removed_percent,
    max(printed.last_published) AS last_published
FROM sent
LEFT JOIN printed USING (document_id)
LEFT JOIN stated USING (document_id)
LEFT JOIN copied USING (document_id)
LEFT JOIN current_source ON sent.source = current_source.pattern
GROUP BY sent.sender;
COMMENT ON VIEW source_health IS 'One row per source: what it sent, and how much of it was held, undated, damaged, printed before elsewhere, or thrown away as page.';
COMMENT ON COLUMN source_health.source IS 'Its pattern in sources.csv; where none is configured, the first folder or the host of its documents.';
COMMENT ON COLUMN source_health.tier IS 'official or copier, as sources.csv says; null when it does not.';
COMMENT ON COLUMN source_health.documents IS 'Documents that came from it.';
COMMENT ON COLUMN source_health.held IS 'Of these, how many wait in the quarantine.';
COMMENT ON COLUMN source_health.articles IS 'Articles that are valid now.';
COMMENT ON COLUMN source_health.reprints IS 'Of these, how many are near copies of an article that is kept.';
COMMENT ON COLUMN source_health.undated IS 'Articles without a date.';
COMMENT ON COLUMN source_health.without_publisher IS 'Articles that credit nobody.';
COMMENT ON COLUMN source_health.damaged_characters IS 'Characters of its articles in damaged spans.';
COMMENT ON COLUMN source_health.suspicions IS 'Repairs that were doubted and not made.';
COMMENT ON COLUMN source_health.figures IS 'Figures that its articles state.';
COMMENT ON COLUMN source_health.removed_percent IS 'Share of its characters that was removed as page, in per cent.';
COMMENT ON COLUMN source_health.last_published IS 'Date of its newest article; null when none has one.';
