-- title: Who shows whose articles
-- question: Which sites show articles that credit another publisher, and how many of each?
-- parameters: site=%
SELECT
    site,
    publisher,
    count(*) AS articles,
    min(published_at)::DATE AS first_published,
    max(published_at)::DATE AS last_published,
    min(location) AS for_instance
FROM current_article
WHERE site LIKE $site AND publisher IS NOT NULL AND publisher <> site
GROUP BY site, publisher
ORDER BY articles DESC, site, publisher
