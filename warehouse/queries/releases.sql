-- title: Releases
-- question: Which sets of figures were frozen under a name, when, for what, and how many of their figures hold no more as they were cited?
-- parameters: release=%
WITH held AS (
    SELECT DISTINCT metric_id
    FROM current_metric
)

SELECT
    release.release_name AS release,
    release.created_at,
    release.note,
    release.facts AS figures,
    count(release_fact.metric_id) FILTER (held.metric_id IS NULL) AS otherwise_now,
    release.version AS kouan,
    release.digest
FROM release
LEFT JOIN release_fact ON release.release_name = release_fact.release_name
LEFT JOIN held ON release_fact.metric_id = held.metric_id
WHERE release.release_name LIKE $release
GROUP BY ALL
ORDER BY release.created_at DESC, release.release_name
