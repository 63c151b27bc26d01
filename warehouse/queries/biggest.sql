-- title: The biggest figures
-- question: Which are the biggest figures in a unit, of what, and when?
-- parameters: unit=人次
SELECT
    value,
    value_max,
    unit,
    surface,
    bound,
    indicator_raw AS indicator,
    subject,
    period,
    sentence,
    title,
    metric_id
FROM current_metric
WHERE unit = $unit AND value IS NOT NULL
ORDER BY coalesce(value_max, value) DESC, title, start
