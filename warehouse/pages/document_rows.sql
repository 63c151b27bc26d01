-- What is shown of some documents in a list of them.
WITH shown AS (
    SELECT *
    FROM document
    WHERE document_id IN (SELECT unnest($documents::VARCHAR[]))
),

-- of these what versions that gave way hold is left out: it takes longer to look up the valid ones
closed AS (
    SELECT
        article_id,
        valid_from
    FROM article
    WHERE valid_to IS NOT NULL
),

facts AS (
    SELECT
        document_id,
        count(*) AS metrics
    FROM metric
    SEMI JOIN shown USING (document_id)
    ANTI JOIN closed USING (article_id, valid_from)
    GROUP BY document_id
),

names AS (
    SELECT
        document_id,
        count(DISTINCT entity_id) AS entities
    FROM mention
    SEMI JOIN shown USING (document_id)
    ANTI JOIN closed USING (article_id, valid_from)
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
    SEMI JOIN shown USING (document_id)
    LEFT JOIN item USING (document_id, item_key)
    GROUP BY document_id
),

made AS (
    SELECT
        document_id,
        sum(edits)::BIGINT AS edits
    FROM edit_summary
    SEMI JOIN shown USING (document_id)
    GROUP BY document_id
),

doubts AS (
    SELECT
        document_id,
        count(*) AS suspicions
    FROM suspicion
    SEMI JOIN shown USING (document_id)
    GROUP BY document_id
)

SELECT
    shown.* EXCLUDE (run_id, part, state_digest),
    coalesce(stories.articles, 0) AS articles,
    stories.title,
    stories.publisher,
    stories.published_text,
    coalesce(facts.metrics, 0) AS metrics,
    coalesce(names.entities, 0) AS entities,
    coalesce(made.edits, 0) AS edits,
    coalesce(doubts.suspicions, 0) AS suspicions
FROM shown
LEFT JOIN stories USING (document_id)
LEFT JOIN facts USING (document_id)
LEFT JOIN names USING (document_id)
LEFT JOIN made USING (document_id)
LEFT JOIN doubts USING (document_id);
