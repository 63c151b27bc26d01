-- title: The sources and what stands under them
-- question: Who publishes at each source of sources.csv, is it the figures' own house or a copier, under which terms may its texts be used, how long are its bytes kept, and how many documents stand under it?
-- parameters: source=%
SELECT
    current_source.pattern AS source,
    current_source.publisher,
    current_source.tier,
    current_source.licence,
    current_source.retention,
    current_source.budget,
    count(document.document_id) AS documents,
    count(document.document_id) FILTER (document.status = 'held') AS held,
    count(DISTINCT source_line.site) AS sites
FROM current_source
LEFT JOIN document ON current_source.pattern = document.source
LEFT JOIN source_line ON document.document_id = source_line.document_id
WHERE current_source.pattern LIKE $source
GROUP BY ALL
ORDER BY any_value(current_source.position)
