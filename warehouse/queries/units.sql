-- title: Units in use
-- question: In which units and measure words are figures stated, of which kind, and of what?
-- parameters: unit=%
SELECT
    unit,
    kind,
    count(*) AS figures,
    min(value) AS lowest,
    max(coalesce(value_max, value)) AS highest,
    list(DISTINCT indicator_raw ORDER BY indicator_raw) FILTER (indicator_raw IS NOT NULL) AS indicators
FROM current_metric
WHERE unit LIKE $unit
GROUP BY unit, kind
ORDER BY figures DESC, unit, kind
