-- The valid articles of one document.
SELECT *
FROM current_article
WHERE document_id = $document_id
ORDER BY item_key, article_id;
