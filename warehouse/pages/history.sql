-- The last runs with what they did, oldest first.
WITH audit AS (
    SELECT
        run_id,
        count(*) AS checks,
        count(*) FILTER (WHERE failed > 0 OR outcome <> 'passed') AS failed_checks
    FROM quality_result
    GROUP BY run_id
),

scores AS (
    SELECT
        run_id,
        max(score) FILTER (WHERE measure = 'body_similarity') AS body_similarity,
        max(score) FILTER (WHERE measure = 'removed_chars') AS removed_chars,
        max(score) FILTER (WHERE measure = 'ent_strict') AS ent_strict,
        max(score) FILTER (WHERE measure = 'met_value') AS met_value
    FROM gold_score
    WHERE document = 'all'
    GROUP BY run_id
),

latest AS (
    SELECT * FROM run ORDER BY started_at DESC, run_id DESC LIMIT $limit
)

SELECT
    latest.*,
    coalesce(audit.checks, 0) AS checks,
    coalesce(audit.failed_checks, 0) AS failed_checks,
    scores.body_similarity,
    scores.removed_chars,
    scores.ent_strict,
    scores.met_value
FROM latest
LEFT JOIN audit USING (run_id)
LEFT JOIN scores USING (run_id)
ORDER BY latest.started_at, latest.run_id;
