-- en: What did the pages carry that is not article?
-- zh: 网页里夹带了哪些不属于正文的内容？
SELECT
    removed.kind,
    removed.rule,
    length(removed.text) AS characters,
    left(removed.text, 40) AS begins,
    document.locations[1] AS found_in
FROM removed
INNER JOIN document USING (document_id)
ORDER BY characters DESC;
