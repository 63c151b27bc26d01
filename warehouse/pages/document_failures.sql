-- Failed checks of one document, in the run that read it last.
SELECT
    failure.suite,
    failure.check_name,
    failure.row_key,
    failure.observed,
    result.severity,
    result.notes
FROM quality_failure AS failure
INNER JOIN document USING (document_id, run_id)
INNER JOIN quality_result AS result
    ON
        failure.run_id = result.run_id
        AND failure.suite = result.suite
        AND failure.check_name = result.check_name
WHERE document.document_id = $document_id
ORDER BY result.severity, failure.suite, failure.check_name, failure.row_key
LIMIT $limit;
