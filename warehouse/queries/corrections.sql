-- title: Corrections
-- question: What did people correct, why, and does it still change what the rules say?
-- parameters: state=%
SELECT
    correction.state,
    correction.table_name,
    correction.column_name,
    correction.seen,
    correction.new,
    correction.reason,
    correction.evidence,
    correction.author,
    correction.made_on,
    correction.fact_key,
    document.locations[1] AS location,
    correction.raw_start,
    correction.file,
    correction.line,
    correction.correction_id
FROM correction
LEFT JOIN document ON correction.document_id = document.document_id
WHERE correction.state LIKE $state
ORDER BY correction.state DESC, correction.file, correction.line
