-- How many figures of valid articles there are by subject, unit and kind, and how many of them are amounts worth comparing.
-- (A count of things, as in 3个, compares nothing; travellers and tonnes do. A forecast, a target or a limit is none.)
SELECT
    subject,
    unit,
    kind,
    coalesce(kind IN ('level', 'rate') AND value >= 1000 AND coalesce(modality, 'actual') IN ('actual', 'preliminary'), false)
        AS is_amount,
    count(*) AS figures
FROM current_metric
GROUP BY ALL;
