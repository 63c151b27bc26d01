-- severity: warning
-- table: block
-- notes: Blocks follow one another in the clean text; none reaches into the next.
SELECT
    ordered.article_id || ':' || ordered.position AS row_key,
    article.document_id,
    'ends at ' || ordered."end" || ', the next starts at ' || ordered.next_start AS observed
FROM (
    SELECT
        *,
        lead(start) OVER (PARTITION BY article_id, valid_from ORDER BY start, "end") AS next_start
    FROM block
    WHERE "end" > start
) AS ordered
INNER JOIN article
    ON ordered.article_id = article.article_id AND ordered.valid_from = article.valid_from
WHERE ordered."end" > ordered.next_start
