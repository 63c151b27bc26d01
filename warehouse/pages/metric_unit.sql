-- The unit in which most subjects state amounts.
SELECT unit
FROM metric_count
WHERE is_amount AND subject IS NOT NULL
GROUP BY unit
ORDER BY count(DISTINCT subject) DESC, sum(figures) DESC, unit
LIMIT 1;
