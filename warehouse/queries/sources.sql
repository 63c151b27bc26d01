-- title: Articles with their publishers and dates
-- question: Who published what and when, and by which words does the page say so?
-- parameters: publisher=%
SELECT
    published_text AS published,
    publisher,
    title,
    authors,
    published_evidence,
    publisher_evidence,
    location
FROM current_article
WHERE coalesce(publisher, '') LIKE $publisher
ORDER BY published_at NULLS LAST, title, location
