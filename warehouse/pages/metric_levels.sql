-- Each subject's greatest figure, in the unit that most subjects state in thousands or more.
-- A forecast, a target or a limit is none.
-- (A count of things, as in 3个, compares nothing; travellers and tonnes do.)
WITH stated AS (
    SELECT *
    FROM current_metric
    WHERE
        subject IS NOT NULL AND kind IN ('level', 'rate') AND value >= 1000
        AND coalesce(modality, 'actual') IN ('actual', 'preliminary')
),

shared AS (
    SELECT unit
    FROM stated
    GROUP BY unit
    ORDER BY count(DISTINCT subject) DESC, count(*) DESC, unit
    LIMIT 1
)

SELECT
    stated.subject,
    stated.indicator_raw,
    stated.surface,
    stated.sentence,
    stated.value,
    stated.unit,
    stated.kind,
    stated.period,
    stated.document_id,
    stated.metric_id
FROM stated
INNER JOIN shared USING (unit)
QUALIFY row_number() OVER (PARTITION BY stated.subject ORDER BY stated.value DESC, stated.metric_id) = 1
ORDER BY stated.value DESC, stated.subject
LIMIT $limit;
