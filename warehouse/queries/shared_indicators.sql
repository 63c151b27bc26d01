-- title: Figures that share an indicator
-- question: Which quantities does the press state more than once, and do the statements agree?
-- parameters: least=2
SELECT
    indicator_raw AS indicator,
    unit,
    count(*) AS figures,
    count(DISTINCT article_id) AS articles,
    count(DISTINCT subject) AS subjects,
    min(value) AS lowest,
    max(coalesce(value_max, value)) AS highest,
    list(DISTINCT subject ORDER BY subject) AS about
FROM current_metric
WHERE indicator_raw IS NOT NULL
GROUP BY indicator_raw, unit
HAVING count(*) >= $least::INTEGER
ORDER BY figures DESC, indicator_raw, unit
