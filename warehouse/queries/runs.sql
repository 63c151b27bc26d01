-- title: Runs and what became of their inputs
-- question: What came in with each run, and what was released, held, or failed?
SELECT
    run_id,
    started_at,
    inputs,
    released,
    unchanged,
    duplicates,
    held,
    failed,
    exit_code
FROM run
ORDER BY started_at DESC, run_id
