-- By what one sees that the page of a document is as it was: what wrote its rows, its valid versions, what waits of it.
WITH paged AS (
    SELECT * EXCLUDE (state_digest)
    FROM document
    WHERE list_contains($documents::VARCHAR[], document_id)
),

versions AS (
    SELECT
        current_article.document_id,
        string_agg(current_article.article_id || ' ' || current_article.valid_from::VARCHAR, ',' ORDER BY current_article.article_id) AS articles
    FROM current_article
    INNER JOIN paged USING (document_id)
    GROUP BY current_article.document_id
),

waiting AS (
    SELECT
        CASE WHEN level = 'fact' AND json_valid(row_json) THEN row_json ->> '$.document_id' ELSE subject_id END
            AS document_id,
        string_agg(concat_ws(' ', level, reason, detail, attempts), ',' ORDER BY quarantine_id) AS held
    FROM quarantine
    WHERE status <> 'released'
    GROUP BY ALL
)

SELECT
    paged.document_id,
    paged.part,
    run.run_id,
    run.started_at,
    run.version,
    md5(concat_ws('|', to_json(paged)::VARCHAR, coalesce(versions.articles, ''), coalesce(waiting.held, ''))) AS mark
FROM paged
LEFT JOIN run USING (run_id)
LEFT JOIN versions USING (document_id)
LEFT JOIN waiting USING (document_id);
