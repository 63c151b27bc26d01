-- Checks of one run, worst first, with the first run of the present streak of failures.
WITH dated AS (
    SELECT
        quality_result.suite,
        quality_result.check_name,
        quality_result.outcome,
        run.started_at
    FROM quality_result
    INNER JOIN run USING (run_id)
    WHERE run.started_at <= (SELECT max(this.started_at) FROM run AS this WHERE this.run_id = $run_id)
),

passed AS (
    SELECT
        suite,
        check_name,
        max(started_at) AS last_passed
    FROM dated
    WHERE outcome = 'passed'
    GROUP BY suite, check_name
),

streak AS (
    SELECT
        dated.suite,
        dated.check_name,
        min(dated.started_at) AS since
    FROM dated
    LEFT JOIN passed USING (suite, check_name)
    WHERE dated.outcome <> 'passed' AND (passed.last_passed IS NULL OR dated.started_at > passed.last_passed)
    GROUP BY dated.suite, dated.check_name
)

SELECT
    result.suite,
    result.check_name,
    result.severity,
    result.outcome,
    result.checked,
    result.failed,
    result.notes,
    result.failed / nullif(result.checked, 0) AS share,
    streak.since
FROM quality_result AS result
LEFT JOIN streak USING (suite, check_name)
WHERE result.run_id = $run_id
ORDER BY
    CASE result.outcome WHEN 'error' THEN 0 WHEN 'failed' THEN 1 ELSE 2 END,
    CASE result.severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END,
    result.failed DESC,
    result.suite,
    result.check_name;
