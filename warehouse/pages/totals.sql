-- What the warehouse holds now; each large table is read once.
WITH named AS (
    SELECT
        count(*) AS mentions,
        count(DISTINCT entity_id) AS entities
    FROM current_mention
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
    named.entities,
    named.mentions,
    (SELECT count(*) FROM current_metric) AS metrics,
    (SELECT count(*) FROM waiting) AS waiting,
    counted.characters,
    counted.kept,
    counted.removed,
    counted.replaced
FROM counted
CROSS JOIN named;
