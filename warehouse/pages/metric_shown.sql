-- The subjects whose figures fill a list of $limit rows, those with most figures first, and none at the end.
WITH subjects AS (
    SELECT
        subject,
        sum(figures)::BIGINT AS of_subject
    FROM metric_count
    GROUP BY subject
),

placed AS (
    SELECT
        subject,
        of_subject,
        row_number() OVER (ORDER BY subject IS NULL, of_subject DESC, subject) AS place
    FROM subjects
),

filled AS (
    SELECT
        subject,
        place,
        sum(of_subject) OVER (ORDER BY place) - of_subject AS before_it
    FROM placed
)

SELECT subject
FROM filled
WHERE before_it < $limit
ORDER BY place;
