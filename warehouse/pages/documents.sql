-- Documents that get a page: those with something to look at first, then this run's, then a fixed sample.
WITH failed AS (
    -- of the run that read the document last: a later run that leaves it alone does not clear it
    SELECT
        document.document_id,
        count(*) AS failures
    FROM quality_failure
    INNER JOIN document USING (document_id, run_id)
    INNER JOIN quality_result USING (run_id, suite, check_name)
    WHERE quality_result.severity <> 'info'
    GROUP BY document.document_id
),

damaged AS (
    SELECT
        document_id,
        sum(damaged_characters)::BIGINT AS damaged
    FROM current_article
    WHERE damaged_characters > 0
    GROUP BY document_id
)

SELECT
    document.document_id,
    document.run_id = $run_id AS is_new,
    coalesce(damaged.damaged, 0) AS damaged,
    coalesce(failed.failures, 0) AS failures
FROM document
LEFT JOIN damaged USING (document_id)
LEFT JOIN failed USING (document_id)
-- one that stands nowhere any more was replaced by another one at its place
WHERE len(document.locations) > 0
ORDER BY
    (document.status = 'held' OR failed.failures IS NOT NULL OR damaged.damaged IS NOT NULL) DESC,
    is_new DESC,
    md5(document.document_id)
LIMIT $limit;
