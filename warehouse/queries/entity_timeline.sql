-- title: What is stated of a name, in order of time
-- question: Which figures are stated about somebody or something, under its full name or any short form, oldest first?
-- parameters: name=%
SELECT
    period,
    subject,
    surface,
    indicator_raw AS indicator,
    kind,
    sentence,
    title,
    metric_id
FROM current_metric
WHERE subject_id IN (SELECT entity_alias.entity_id FROM entity_alias WHERE entity_alias.alias LIKE $name)
ORDER BY period_start NULLS LAST, period_end, title, start, metric_id
