-- title: Conversions that were a choice
-- question: Where did a Traditional character stand for two Simplified ones (乾, 於, 徵), or 著 for 着, and how often?
-- parameters: location=%
SELECT
    document.locations[1] AS location,
    edit_summary.rule,
    edit_summary.kind,
    edit_summary.edits
FROM edit_summary
INNER JOIN document USING (document_id)
WHERE edit_summary.kind IN ('script_choice', 'particle') AND document.locations[1] LIKE $location
ORDER BY location, edit_summary.edits DESC, edit_summary.rule
