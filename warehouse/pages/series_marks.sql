-- By what one sees that the page of a series is as it was: its observations, the figures that state them, their
-- versions, the documents they lead to; and its values by period, which the list of series draws.
WITH shown AS (
    SELECT
        *,
        vintage = max(vintage) OVER (PARTITION BY series_id, period_start, period_end) AS is_last
    FROM observation
    WHERE series_id IN (SELECT unnest($series::VARCHAR[]))
),

stating AS (
    SELECT
        shown.series_id,
        string_agg(
            concat_ws(' ', observation_metric.metric_id, observation_metric.role, current_article.article_id, current_article.valid_from),
            ',' ORDER BY observation_metric.metric_id, current_article.article_id
        ) AS said,
        list(DISTINCT current_article.document_id ORDER BY current_article.document_id) AS documents
    FROM shown
    INNER JOIN observation_metric USING (observation_id)
    INNER JOIN current_article USING (article_id)
    GROUP BY shown.series_id
),

drawn AS (
    SELECT
        series_id,
        list(value ORDER BY period_end, period_start) FILTER (WHERE is_last) AS amounts,
        md5(string_agg(to_json(shown)::VARCHAR, ',' ORDER BY observation_id)) AS rows_digest
    FROM shown
    GROUP BY series_id
)

SELECT
    drawn.series_id,
    drawn.amounts,
    coalesce(stating.documents, []) AS documents,
    md5(concat_ws('|', drawn.rows_digest, coalesce(stating.said, ''))) AS mark
FROM drawn
LEFT JOIN stating USING (series_id);
