-- title: The figures of an indicator
-- question: What do the texts state of one indicator, by subject, part and period, in one unit?
-- parameters: indicator=%, subject=%
SELECT
    metric.indicator_id AS indicator,
    metric.subject,
    array_to_string(metric.dimensions, ', ') AS part,
    metric.period,
    metric.span,
    metric.kind,
    metric.measure,
    metric.modality,
    coalesce(metric.value_base, metric.value) AS value,
    coalesce(metric.value_max_base, metric.value_max) AS value_max,
    coalesce(metric.unit_base, metric.unit) AS unit,
    metric.surface,
    metric.title
FROM current_metric AS metric
WHERE metric.indicator_id LIKE $indicator AND coalesce(metric.subject, '') LIKE $subject
ORDER BY metric.indicator_id, metric.subject, part, metric.period_start, metric.title, metric.start
