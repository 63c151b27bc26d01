-- title: What cleaning chose
-- question: Which edits did context decide, what stood there, and which characters were guessed?
-- parameters: kind=%, location=%
SELECT
    document.locations[1] AS location,
    contextual_edit.kind,
    contextual_edit.before,
    contextual_edit.after,
    list_transform(contextual_edit.guessed, LAMBDA place: contextual_edit.after[place + 1]) AS guessed,
    contextual_edit.confidence,
    contextual_edit.raw_start,
    contextual_edit.raw_end
FROM contextual_edit
INNER JOIN document USING (document_id)
WHERE contextual_edit.kind LIKE $kind AND document.locations[1] LIKE $location
ORDER BY location, contextual_edit.position
