-- title: Figures about a subject
-- question: What does the press state about a port, an office or a programme, each figure with its sentence?
-- parameters: subject=%
SELECT
    subject,
    indicator_raw AS indicator,
    kind,
    bound,
    value,
    value_max,
    unit,
    period,
    sentence,
    title,
    metric_id
FROM current_metric
WHERE coalesce(subject, '') LIKE $subject
ORDER BY subject NULLS LAST, title, start, metric_id
