-- title: Checks of the last run
-- question: What did the audit of the last run find?
-- parameters: outcome=%
SELECT
    suite,
    check_name,
    severity,
    outcome,
    checked,
    failed,
    notes
FROM quality_result
WHERE
    run_id = (SELECT run_id FROM run ORDER BY started_at DESC, run_id DESC LIMIT 1)
    AND outcome LIKE $outcome
ORDER BY outcome = 'passed', severity, failed DESC, suite, check_name
