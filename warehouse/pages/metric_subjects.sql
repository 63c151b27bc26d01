-- Figures by subject and kind, for the subjects with most figures; those of versions that gave way do not count.
WITH closed AS (
    SELECT
        article_id,
        valid_from
    FROM article
    WHERE valid_to IS NOT NULL
),

counted AS (
    SELECT
        metric.subject,
        metric.kind,
        count(*) AS figures
    FROM metric
    ANTI JOIN closed USING (article_id, valid_from)
    WHERE metric.subject IS NOT NULL
    GROUP BY metric.subject, metric.kind
),

subjects AS (
    SELECT
        subject,
        sum(figures)::BIGINT AS of_subject
    FROM counted
    GROUP BY subject
    ORDER BY of_subject DESC, subject
    LIMIT $limit
)

SELECT
    counted.subject,
    counted.kind,
    subjects.of_subject,
    counted.figures
FROM counted
INNER JOIN subjects USING (subject)
ORDER BY subjects.of_subject DESC, counted.subject, counted.kind;
