-- What the warehouse holds now. Valid rows are all but those of versions that gave way, which are few: to count
-- the valid ones takes reading all. The names that are in use are counted as they come and go.
WITH closed AS MATERIALIZED (
    SELECT
        article_id,
        valid_from
    FROM article
    WHERE valid_to IS NOT NULL
),

counted AS (
    SELECT
        count(*) AS documents,
        count(*) FILTER (WHERE status = 'released') AS released,
        coalesce(sum(characters), 0) AS characters,
        coalesce(sum(kept), 0) AS kept,
        coalesce(sum(removed), 0) AS removed,
        coalesce(sum(replaced), 0) AS replaced
    FROM document
)

SELECT
    counted.documents,
    counted.released,
    (SELECT count(*) FROM current_article) AS articles,
    (SELECT count(DISTINCT entity_id) FROM current_alias) AS entities,
    (SELECT count(*) FROM mention) - (SELECT count(*) FROM mention SEMI JOIN closed USING (article_id, valid_from)) AS mentions,
    (SELECT count(*) FROM metric) - (SELECT count(*) FROM metric SEMI JOIN closed USING (article_id, valid_from)) AS metrics,
    (SELECT count(*) FROM waiting) AS waiting,
    counted.characters,
    counted.kept,
    counted.removed,
    counted.replaced
FROM counted;
