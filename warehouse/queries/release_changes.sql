-- title: Released figures that are otherwise now
-- question: Which figures of a release hold no more as they were cited, what does the same place say now, and for what reason did its article change? `kouan release compare` also finds figures that moved on their page.
-- parameters: release=%
WITH otherwise AS (
    SELECT *
    FROM release_fact
    WHERE release_name LIKE $release AND metric_id NOT IN (SELECT metric_id FROM current_metric)
),

reason AS (
    SELECT
        otherwise.release_name,
        otherwise.metric_id,
        arg_min(article.version_reason, article.valid_from) AS reason
    FROM otherwise
    INNER JOIN article
        ON otherwise.article_key = article.article_key AND otherwise.version_from < article.valid_from
    LEFT JOIN metric
        ON
            article.article_id = metric.article_id AND article.valid_from = metric.valid_from
            AND otherwise.metric_id = metric.metric_id
    WHERE metric.metric_id IS NULL
    GROUP BY ALL
)

SELECT
    otherwise.release_name AS release,
    reason.reason,
    otherwise.location,
    otherwise.row_json ->> '$.subject' AS subject,
    otherwise.row_json ->> '$.indicator_raw' AS indicator,
    otherwise.surface AS cited,
    (otherwise.row_json ->> '$.value')::DECIMAL(38, 10) AS cited_value,
    now_there.surface AS says_now,
    now_there.value AS value_now,
    otherwise.sentence,
    otherwise.fact_key
FROM otherwise
LEFT JOIN reason ON otherwise.release_name = reason.release_name AND otherwise.metric_id = reason.metric_id
LEFT JOIN current_metric AS now_there ON otherwise.fact_key = now_there.fact_key
ORDER BY release, otherwise.location, otherwise.raw_start, otherwise.metric_id
