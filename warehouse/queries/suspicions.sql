-- title: What is in doubt
-- question: Which repairs were weighed and not made, and what might stand there?
-- parameters: rule=%
SELECT
    document.locations[1] AS location,
    suspicion.rule,
    suspicion.surface,
    suspicion.candidates[1] AS likeliest,
    suspicion.margin,
    suspicion.note
FROM suspicion
INNER JOIN document USING (document_id)
WHERE suspicion.rule LIKE $rule
ORDER BY location, suspicion.position
