-- What was taken out of the pages, by kind.
SELECT
    kind,
    count(*) AS stretches,
    count(DISTINCT document_id) AS documents,
    sum(length(text))::BIGINT AS characters,
    arg_max(left(text, 160), length(text)) AS example,
    arg_max(document_id, length(text)) AS document_id
FROM removed
GROUP BY kind
ORDER BY characters DESC, kind;
