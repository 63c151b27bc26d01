-- title: The article of an address
-- question: Which article stands at this address or place, also where the document lies at several?
-- parameters: address=%
SELECT
    current_article.title,
    current_article.publisher,
    current_article.published_text AS published,
    document.locations,
    document.url,
    current_article.characters,
    current_article.article_id,
    current_article.document_id
FROM current_article
INNER JOIN document USING (document_id)
WHERE document.url LIKE $address OR len(list_filter(document.locations, LAMBDA place: place LIKE $address)) > 0
ORDER BY current_article.location, current_article.item_key
