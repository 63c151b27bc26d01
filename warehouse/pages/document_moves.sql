-- Of documents in which a correction puts one entity for another a digest of that: no version is written for it.
SELECT
    document_id,
    md5(string_agg(concat_ws(' ', row_id, column_name, article_id, correction_id), ',' ORDER BY row_id, column_name, article_id, valid_from))
        AS moves
FROM entity_move
WHERE list_contains($documents::VARCHAR[], document_id)
GROUP BY document_id;
