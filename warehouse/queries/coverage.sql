-- title: Which years the figures are about
-- question: Of which years are how many figures stated, in how many articles and about how many subjects? Undated ones come last.
SELECT
    year(period_start) AS from_year,
    year(period_end) AS to_year,
    count(*) AS figures,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT coalesce(entity.name, current_metric.subject)) AS subjects
FROM current_metric
LEFT JOIN entity ON current_metric.subject_id = entity.entity_id
GROUP BY from_year, to_year
ORDER BY from_year NULLS LAST, to_year
