-- title: Figures that may contradict one another
-- question: Where are different values stated of one subject, indicator, unit and period? The sentences decide whether they are of one thing.
-- parameters: subject=%
WITH named AS (
    SELECT current_metric.* REPLACE (coalesce(entity.name, current_metric.subject) AS subject)
    FROM current_metric
    LEFT JOIN entity ON current_metric.subject_id = entity.entity_id
),

stated AS (
    SELECT
        *,
        dense_rank() OVER (stating ORDER BY value, value_max) AS place,
        min(value) OVER stating AS lowest,
        max(coalesce(value_max, value)) OVER stating AS highest
    FROM named
    WHERE
        indicator_raw IS NOT NULL AND period IS NOT NULL AND coalesce(subject, '') LIKE $subject
    WINDOW stating AS (PARTITION BY subject, indicator_raw, unit, kind, period)
)

SELECT
    subject,
    indicator_raw AS indicator,
    period,
    kind,
    surface,
    value,
    unit,
    sentence,
    title,
    metric_id
FROM stated
WHERE lowest < highest
ORDER BY subject NULLS LAST, indicator_raw, period, place, title, start
