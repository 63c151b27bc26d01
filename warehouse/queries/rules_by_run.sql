-- title: Edits by rule and run
-- question: How much does each rule change per document, run by run? A jump tells of a page that changed, or of a rule.
-- parameters: rule=%
SELECT
    run.started_at,
    document.run_id,
    edit_summary.rule,
    count(DISTINCT document.document_id) AS documents,
    sum(edit_summary.edits) AS edits,
    round(sum(edit_summary.edits) / count(DISTINCT document.document_id), 1) AS edits_a_document
FROM edit_summary
INNER JOIN document USING (document_id)
LEFT JOIN run ON document.run_id = run.run_id
WHERE edit_summary.rule LIKE $rule
GROUP BY run.started_at, document.run_id, edit_summary.rule
ORDER BY run.started_at, document.run_id, edits DESC, edit_summary.rule
