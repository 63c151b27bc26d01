-- Which source printed again what another one had, and how many days later.
CREATE OR REPLACE VIEW republication AS
SELECT
    duplicate.cluster,
    kept.article_id AS kept_id,
    kept.publisher AS kept_publisher,
    kept.published_at AS kept_published_at,
    kept.location AS kept_location,
    kept.title AS kept_title,
    copied.article_id AS copy_id,
    copied.publisher AS copy_publisher,
    copied.published_at AS copy_published_at,
    copied.location AS copy_location,
    copied.title AS copy_title,
    copied.published_at - kept.published_at AS delay,
    duplicate.similarity,
    duplicate.difference,
    kept_document.source AS kept_source,
    copy_document.source AS copy_source,
    date_diff('day', kept.published_at, copied.published_at) AS days_later
FROM duplicate
INNER JOIN current_article AS copied ON duplicate.article_id = copied.article_id
INNER JOIN current_article AS kept ON duplicate.kept = kept.article_id
INNER JOIN document AS copy_document ON copied.document_id = copy_document.document_id
INNER JOIN document AS kept_document ON kept.document_id = kept_document.document_id
WHERE duplicate.kind = 'near';
COMMENT ON VIEW republication IS 'Who printed whose article again, when, and with which changes: one row per copy, beside the article that is kept.';
COMMENT ON COLUMN republication.cluster IS 'The same for all copies of one another.';
COMMENT ON COLUMN republication.kept_id IS 'The article that is kept: the earliest, undated ones last.';
COMMENT ON COLUMN republication.kept_publisher IS 'Whom the kept article credits.';
COMMENT ON COLUMN republication.kept_published_at IS 'When it was published.';
COMMENT ON COLUMN republication.kept_location IS 'Where it was found.';
COMMENT ON COLUMN republication.kept_title IS 'Its title.';
COMMENT ON COLUMN republication.copy_id IS 'The article that repeats it.';
COMMENT ON COLUMN republication.copy_publisher IS 'Whom the copy credits.';
COMMENT ON COLUMN republication.copy_published_at IS 'When the copy was published.';
COMMENT ON COLUMN republication.copy_location IS 'Where the copy was found.';
COMMENT ON COLUMN republication.copy_title IS 'Title of the copy.';
COMMENT ON COLUMN republication.delay IS 'From the kept article to its copy; null where one is undated.';
COMMENT ON COLUMN republication.similarity IS 'Share of the text that both have, 0 to 1.';
COMMENT ON COLUMN republication.difference IS 'What the two say differently; null when nothing was found.';
COMMENT ON COLUMN republication.kept_source IS 'Source of the kept article, as in sources.csv; null when none is configured.';
COMMENT ON COLUMN republication.copy_source IS 'Source of the copy.';
COMMENT ON COLUMN republication.days_later IS 'Whole days from the kept article to its copy; null where one is undated.';
