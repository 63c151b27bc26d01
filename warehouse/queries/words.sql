-- title: Articles that hold words
-- question: Which articles hold all these words (in Simplified script), best first? `kouan search` knows phrases and more.
-- parameters: words=口岸
SELECT
    score,
    title,
    publisher,
    published,
    location,
    article_id
FROM search($words)
ORDER BY score DESC, article_id
