-- A story of several in one document has a version where it changed itself, not where another one did.
CREATE OR REPLACE VIEW article_version AS
WITH told AS (
    SELECT
        article.*,
        article_change.* EXCLUDE (article_id, valid_from, article_key, previous_article_id, previous_valid_from),
        coalesce(
            article.item_key <> ''
            AND article.version_reason = 'page'
            AND article_change.previous_article_id = article.article_id
            AND article_change.characters_added + article_change.characters_removed = 0
            AND article_change.blocks_added + article_change.blocks_removed + article_change.blocks_changed = 0
            AND article_change.figures_added + article_change.figures_gone + article_change.figures_changed = 0,
            FALSE
        ) AS is_same
    FROM article
    LEFT JOIN article_change
        ON article.article_id = article_change.article_id AND article.valid_from = article_change.valid_from
),

numbered AS (
    SELECT
        *,
        count(*) FILTER (WHERE NOT is_same) OVER (PARTITION BY article_key ORDER BY valid_from) AS number
    FROM told
),

spanned AS (
    SELECT
        * EXCLUDE (valid_to),
        CASE WHEN bool_or(valid_to IS NULL) OVER readings_of THEN NULL ELSE max(valid_to) OVER readings_of END AS valid_to,
        count(*) OVER readings_of AS readings
    FROM numbered
    WINDOW readings_of AS (PARTITION BY article_key, number)
)

SELECT
    spanned.article_key,
    spanned.number,
    spanned.article_id,
    spanned.valid_from,
    spanned.valid_to,
    spanned.version_reason,
    spanned.document_id,
    spanned.location,
    spanned.title,
    spanned.published_text,
    spanned.published_at,
    document.crawled_at,
    sighting.vanished_at,
    spanned.characters,
    spanned.run_id,
    spanned.characters_added,
    spanned.characters_removed,
    spanned.blocks_added,
    spanned.blocks_removed,
    spanned.blocks_changed,
    spanned.figures_added,
    spanned.figures_gone,
    spanned.figures_changed,
    spanned.readings
FROM spanned
LEFT JOIN document ON spanned.document_id = document.document_id
LEFT JOIN sighting ON spanned.location = sighting.location
WHERE NOT spanned.is_same;
COMMENT ON VIEW article_version IS 'Every version of every article with the time of the page beside that of the warehouse, and what it changed.';
COMMENT ON COLUMN article_version.number IS 'Which version of its story, from 1.';
COMMENT ON COLUMN article_version.readings IS 'Rows of article that say the same: one more each time that other stories of its document changed around it.';
