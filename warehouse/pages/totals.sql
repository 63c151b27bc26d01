-- What the warehouse holds now.
SELECT
    (SELECT count(*) FROM document) AS documents,
    (SELECT count(*) FROM document WHERE status = 'released') AS released,
    (SELECT count(*) FROM current_article) AS articles,
    (SELECT count(DISTINCT entity_id) FROM current_mention) AS entities,
    (SELECT count(*) FROM current_mention) AS mentions,
    (SELECT count(*) FROM current_metric) AS metrics,
    (SELECT count(*) FROM waiting) AS waiting,
    (SELECT coalesce(sum(characters), 0) FROM document) AS characters,
    (SELECT coalesce(sum(kept), 0) FROM document) AS kept,
    (SELECT coalesce(sum(removed), 0) FROM document) AS removed,
    (SELECT coalesce(sum(replaced), 0) FROM document) AS replaced;
