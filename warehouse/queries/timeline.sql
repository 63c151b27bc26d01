-- title: Dated figures in order of time
-- question: What happened when, in figures?
-- parameters: since=1900-01-01, until=2100-12-31
SELECT
    period,
    subject,
    indicator_raw AS indicator,
    surface,
    kind,
    title,
    metric_id
FROM current_metric
WHERE period_end >= CAST($since AS DATE) AND period_start <= CAST($until AS DATE)
ORDER BY period_start, period_end, title, start, metric_id
