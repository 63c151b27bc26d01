-- title: Articles that changed
-- question: Which articles have a version that took the place of an earlier one since a day, and why?
-- parameters: since=1900-01-01, reason=%
SELECT
    article.valid_from,
    article.version_reason AS reason,
    article.location,
    article.title,
    former.title AS former_title,
    article.characters,
    former.characters AS former_characters,
    article.article_id
FROM article
INNER JOIN article AS former ON article.article_key = former.article_key AND article.valid_from = former.valid_to
WHERE article.valid_from >= CAST($since AS DATE) AND article.version_reason LIKE $reason
ORDER BY article.valid_from, article.location, article.item_key
