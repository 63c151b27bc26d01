-- title: Versions of articles
-- question: Which articles changed, when, and because of the page or of the rules?
-- parameters: location=%
SELECT
    location,
    title,
    valid_from,
    valid_to,
    version_reason,
    characters,
    run_id
FROM article_version
WHERE location LIKE $location
ORDER BY location, article_key, valid_from
