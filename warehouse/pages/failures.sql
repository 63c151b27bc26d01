-- Example rows of failed checks, at most $limit for each check.
SELECT
    suite,
    check_name,
    row_key,
    document_id,
    observed
FROM quality_failure
WHERE run_id = $run_id
QUALIFY row_number() OVER (PARTITION BY suite, check_name ORDER BY row_key) <= $limit
ORDER BY suite, check_name, row_key;
