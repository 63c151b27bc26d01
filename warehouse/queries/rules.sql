-- title: What each rule did
-- question: Which rules of cleaning changed how many documents, by how many edits and characters?
-- parameters: rule=%
SELECT
    rule,
    kind,
    count(*) AS documents,
    sum(edits) AS edits,
    sum(characters) AS characters
FROM edit_summary
WHERE rule LIKE $rule
GROUP BY rule, kind
ORDER BY characters DESC, edits DESC, rule, kind
