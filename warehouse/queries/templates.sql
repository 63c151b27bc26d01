-- title: Page templates
-- question: Which lines frame the pages of each source, who decided about them, and from how many documents has each been taken out?
-- parameters: source=%
WITH gone AS (
    SELECT
        source_line.site,
        removed.template,
        count(DISTINCT removed.document_id) AS documents
    FROM removed
    INNER JOIN source_line ON removed.document_id = source_line.document_id
    WHERE removed.template IS NOT NULL
    GROUP BY ALL
)

SELECT
    template.site AS source,
    template.status,
    template.name,
    template.line,
    template.figures,
    template.kind,
    template.place,
    template.stories,
    template.share,
    template.first_seen,
    template.last_seen,
    coalesce(gone.documents, 0) AS gone_from,
    template.decided_by,
    template.decided_at,
    template.reason
FROM template
LEFT JOIN gone ON template.site = gone.site AND template.name = gone.template
WHERE template.site LIKE $source
ORDER BY template.site, template.status DESC, template.stories DESC, template.name
