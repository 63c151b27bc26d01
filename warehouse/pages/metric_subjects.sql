-- Figures by subject and kind, for the subjects with most figures.
WITH subjects AS (
    SELECT
        subject,
        sum(figures)::BIGINT AS of_subject
    FROM metric_count
    WHERE subject IS NOT NULL
    GROUP BY subject
    ORDER BY of_subject DESC, subject
    LIMIT $limit
)

SELECT
    metric_count.subject,
    metric_count.kind,
    subjects.of_subject,
    sum(metric_count.figures)::BIGINT AS figures
FROM metric_count
INNER JOIN subjects USING (subject)
GROUP BY metric_count.subject, metric_count.kind, subjects.of_subject
ORDER BY subjects.of_subject DESC, metric_count.subject, metric_count.kind;
