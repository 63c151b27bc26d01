-- title: What changed in articles
-- question: Which articles got a new version, why, and how much of words and figures did it change?
-- parameters: location=%, reason=%
SELECT
    location,
    number,
    version_reason,
    valid_from,
    published_text,
    crawled_at,
    title,
    characters_added,
    characters_removed,
    blocks_added,
    blocks_removed,
    blocks_changed,
    figures_added,
    figures_gone,
    figures_changed,
    article_id
FROM article_version
WHERE number > 1 AND location LIKE $location AND version_reason LIKE $reason
ORDER BY valid_from DESC, location, number
