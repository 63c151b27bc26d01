-- What each rule changed in one document.
SELECT
    rule,
    kind,
    edits,
    characters
FROM edit_summary
WHERE document_id = $document_id
ORDER BY edits DESC, rule, kind;
