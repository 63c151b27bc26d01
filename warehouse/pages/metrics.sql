-- Figures of valid articles by subject.
WITH subjects AS (
    SELECT
        subject,
        count(*) AS of_subject
    FROM current_metric
    GROUP BY subject
),

chosen AS (
    -- of the figures that are shown alone the sentences are read
    SELECT
        metric.metric_id,
        metric.article_id,
        subjects.of_subject
    FROM current_metric AS metric
    INNER JOIN subjects ON metric.subject IS NOT DISTINCT FROM subjects.subject
    ORDER BY metric.subject IS NULL, subjects.of_subject DESC, metric.subject, metric.period_start NULLS LAST, metric.document_id, metric."start"
    LIMIT $limit
)

SELECT
    metric.metric_id,
    metric.document_id,
    metric.article_id,
    metric.surface,
    metric.sentence,
    metric.value,
    metric.value_max,
    metric.bound,
    metric.unit,
    metric.kind,
    metric.indicator_raw,
    metric.subject,
    metric.period,
    metric.span,
    metric.modality,
    metric.per_unit,
    metric.base,
    metric.base_period,
    metric.title,
    metric."start",
    chosen.of_subject
FROM chosen
INNER JOIN current_metric AS metric USING (metric_id, article_id)
ORDER BY metric.subject IS NULL, chosen.of_subject DESC, metric.subject, metric.period_start NULLS LAST, metric.document_id, metric."start";
