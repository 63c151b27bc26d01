-- title: Figures that share an indicator
-- question: Which quantities does the press state more than once, and do the statements agree?
-- parameters: least=2
SELECT
    indicator_raw AS indicator,
    unit,
    count(*) AS figures,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT coalesce(entity.name, current_metric.subject)) AS subjects,
    min(value) AS lowest,
    max(coalesce(value_max, value)) AS highest,
    list(
        DISTINCT coalesce(entity.name, current_metric.subject)
        ORDER BY coalesce(entity.name, current_metric.subject)
    ) AS about
FROM current_metric
LEFT JOIN entity ON current_metric.subject_id = entity.entity_id
WHERE indicator_raw IS NOT NULL
GROUP BY indicator_raw, unit
HAVING count(*) >= $least::INTEGER
ORDER BY figures DESC, indicator_raw, unit
