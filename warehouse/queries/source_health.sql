-- title: How the sources do
-- question: Of which source is how much held, undated, damaged, or thrown away as page? Where no source is configured, its folder or host stands for it.
-- parameters: source=%
WITH by_source AS (
    SELECT
        document.*,
        coalesce(document.source, regexp_extract(document.locations[1], '^(?:\w+://)?([^/]+)', 1)) AS source_or_folder
    FROM document
)

SELECT
    by_source.source_or_folder AS source,
    count(DISTINCT by_source.document_id) AS documents,
    count(DISTINCT by_source.document_id) FILTER (by_source.status = 'held') AS held,
    count(current_article.article_id) AS articles,
    count(current_article.article_id) FILTER (current_article.published_at IS NULL) AS undated,
    count(current_article.article_id) FILTER (current_article.publisher IS NULL) AS without_publisher,
    coalesce(sum(current_article.damaged_characters), 0) AS damaged_characters,
    coalesce(sum(current_article.suspicions), 0) AS suspicions,
    round(100.0 * sum(by_source.removed) / nullif(sum(by_source.characters), 0), 1) AS removed_percent
FROM by_source
LEFT JOIN current_article USING (document_id)
WHERE by_source.source_or_folder LIKE $source
GROUP BY by_source.source_or_folder
ORDER BY held DESC, documents DESC, source
