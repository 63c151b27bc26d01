-- What each rule changed in running text; what it took out of the page is in removed_kinds.
SELECT
    rule,
    kind,
    count(DISTINCT document_id) AS documents,
    sum(edits)::BIGINT AS edits,
    sum(characters)::BIGINT AS characters
FROM edit_summary
WHERE kind NOT IN (SELECT removed.kind FROM removed)
GROUP BY rule, kind
ORDER BY edits DESC, rule, kind;
