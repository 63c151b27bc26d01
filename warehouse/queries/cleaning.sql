-- title: What cleaning did to each document
-- question: Which rules changed how many characters, and how much of each page is left?
-- parameters: location=%
SELECT
    document.locations[1] AS location,
    edit_summary.rule,
    edit_summary.kind,
    edit_summary.edits,
    edit_summary.characters,
    document.kept,
    document.removed,
    document.replaced
FROM edit_summary
INNER JOIN document USING (document_id)
WHERE document.locations[1] LIKE $location
ORDER BY location, edit_summary.edits DESC, edit_summary.rule
