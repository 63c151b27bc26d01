-- title: Who is credited, and who printed it
-- question: Which articles credit another publisher than the one whose source they stand under, of which tier is that source, and under which terms may its texts be used?
-- parameters: publisher=%
SELECT
    article.published_text AS published,
    article.publisher AS credited,
    current_source.publisher AS printed_by,
    current_source.tier,
    current_source.licence,
    article.title,
    article.location
FROM current_article AS article
INNER JOIN document ON article.document_id = document.document_id
INNER JOIN current_source ON document.source = current_source.pattern
WHERE
    (article.publisher IS DISTINCT FROM current_source.publisher OR current_source.tier = 'copier')
    AND concat_ws(' ', article.publisher, current_source.publisher) LIKE $publisher
ORDER BY article.published_at NULLS LAST, article.title, article.location
