-- The run a report is about: the one named, else the last one.
SELECT *
FROM run
WHERE $run_id IS NULL OR run_id = $run_id
ORDER BY started_at DESC, run_id DESC
LIMIT 1;
