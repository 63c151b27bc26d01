-- Documents that get a page: those with something to look at first, then this run's, then a fixed sample.
WITH failed AS (
    -- of the run that read the document last: a later run that leaves it alone does not clear it
    SELECT
        document.document_id,
        count(*) AS failures
    FROM quality_failure
    INNER JOIN document USING (document_id, run_id)
    INNER JOIN quality_result USING (run_id, suite, check_name)
    WHERE quality_result.severity <> 'info'
    GROUP BY document.document_id
),

damaged AS (
    SELECT
        document_id,
        sum(damaged_characters)::BIGINT AS damaged
    FROM current_article
    WHERE damaged_characters > 0
    GROUP BY document_id
),

-- which come first is settled before anything is counted: an archive has many documents, a report a few
chosen AS (
    SELECT
        document.document_id,
        document.run_id = $run_id AS is_new,
        coalesce(damaged.damaged, 0) AS damaged,
        coalesce(failed.failures, 0) AS failures,
        (document.status = 'held' OR failed.failures IS NOT NULL OR damaged.damaged IS NOT NULL) AS is_found,
        md5(document.document_id) AS lot
    FROM document
    LEFT JOIN damaged USING (document_id)
    LEFT JOIN failed USING (document_id)
    -- one that stands nowhere any more was replaced by another one at its place
    WHERE len(document.locations) > 0
    ORDER BY is_found DESC, is_new DESC, lot
    LIMIT $limit
),

facts AS (
    SELECT
        document_id,
        count(*) AS metrics
    FROM current_metric
    SEMI JOIN chosen USING (document_id)
    GROUP BY document_id
),

names AS (
    SELECT
        document_id,
        count(DISTINCT entity_id) AS entities
    FROM current_mention
    SEMI JOIN chosen USING (document_id)
    GROUP BY document_id
),

stories AS (
    SELECT
        document_id,
        count(*) AS articles,
        arg_min(title, item.position) FILTER (WHERE title IS NOT NULL) AS title,
        arg_min(publisher, item.position) FILTER (WHERE publisher IS NOT NULL) AS publisher,
        min(published_text) AS published_text
    FROM current_article
    SEMI JOIN chosen USING (document_id)
    LEFT JOIN item USING (document_id, item_key)
    GROUP BY document_id
),

made AS (
    SELECT
        document_id,
        sum(edits)::BIGINT AS edits
    FROM edit_summary
    SEMI JOIN chosen USING (document_id)
    GROUP BY document_id
),

doubts AS (
    SELECT
        document_id,
        count(*) AS suspicions
    FROM suspicion
    SEMI JOIN chosen USING (document_id)
    GROUP BY document_id
)

SELECT
    document.* EXCLUDE (run_id, part, state_digest),
    chosen.is_new,
    coalesce(stories.articles, 0) AS articles,
    stories.title,
    stories.publisher,
    stories.published_text,
    chosen.damaged,
    coalesce(facts.metrics, 0) AS metrics,
    coalesce(names.entities, 0) AS entities,
    coalesce(made.edits, 0) AS edits,
    coalesce(doubts.suspicions, 0) AS suspicions,
    chosen.failures
FROM document
INNER JOIN chosen USING (document_id)
LEFT JOIN stories USING (document_id)
LEFT JOIN facts USING (document_id)
LEFT JOIN names USING (document_id)
LEFT JOIN made USING (document_id)
LEFT JOIN doubts USING (document_id)
ORDER BY chosen.is_found DESC, chosen.is_new DESC, chosen.lot;
