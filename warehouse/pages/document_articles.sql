-- The valid articles of one document, in their order on the page.
SELECT
    current_article.*,
    item.column_title
FROM current_article
LEFT JOIN item USING (document_id, item_key)
WHERE document_id = $document_id
ORDER BY item.position NULLS LAST, current_article.item_key, current_article.article_id;
