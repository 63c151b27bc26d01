-- title: Traffic at a port by period
-- question: How much went through a port, and in which period? Undated figures come last.
-- parameters: port=%
SELECT
    subject AS port,
    period,
    indicator_raw AS indicator,
    bound,
    value,
    value_max,
    unit,
    kind,
    surface,
    title,
    metric_id
FROM current_metric
WHERE
    subject_id IN (SELECT entity_id FROM entity WHERE type = 'port')
    AND subject LIKE $port
    AND kind IN ('level', 'rate', 'change')
ORDER BY subject, period_start NULLS LAST, period_end, indicator_raw, metric_id
