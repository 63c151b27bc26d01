-- title: What was removed, and why
-- question: Which stretches of the pages are not article, by which rule, and how sure was it?
-- parameters: kind=%
SELECT
    removed.kind,
    removed.rule,
    removed.confidence,
    length(removed.text) AS characters,
    document.locations[1] AS location,
    replace(substr(removed.text, 1, 60), chr(10), ' ') AS beginning
FROM removed
INNER JOIN document USING (document_id)
WHERE removed.kind LIKE $kind
ORDER BY location, removed.position
