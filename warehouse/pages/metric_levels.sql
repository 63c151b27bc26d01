-- Each subject's greatest amount in a unit. A forecast, a target or a limit is none.
SELECT *
FROM current_metric
WHERE
    subject IS NOT NULL AND unit = $unit AND kind IN ('level', 'rate') AND value >= 1000
    AND coalesce(modality, 'actual') IN ('actual', 'preliminary')
QUALIFY row_number() OVER (PARTITION BY subject ORDER BY value DESC, metric_id, article_id) = 1
ORDER BY value DESC, subject
LIMIT $limit;
