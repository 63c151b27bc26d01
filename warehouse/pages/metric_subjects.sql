-- Figures by subject and kind, for the subjects with most figures.
WITH subjects AS (
    SELECT
        subject,
        count(*) AS figures
    FROM current_metric
    WHERE subject IS NOT NULL
    GROUP BY subject
    ORDER BY figures DESC, subject
    LIMIT $limit
)

SELECT
    current_metric.subject,
    current_metric.kind,
    subjects.figures AS of_subject,
    count(*) AS figures
FROM current_metric
INNER JOIN subjects USING (subject)
GROUP BY current_metric.subject, current_metric.kind, subjects.figures
ORDER BY of_subject DESC, current_metric.subject, current_metric.kind;
