-- The post of a person is called post here too: held was nobody's word for it.
DROP VIEW person_post;
CREATE VIEW person_post AS
WITH said AS (
    SELECT
        current_position.* EXCLUDE (post),
        regexp_replace(current_position.post, '^(前任?|原任?|时任|曾任)', '') AS post,
        current_article.published_at,
        regexp_matches(current_position.post, '^(前任?|原任?|时任|曾任)') AS is_former
    FROM current_position
    INNER JOIN current_article USING (article_id, valid_from)
    -- a reprint says nothing new
    WHERE NOT EXISTS (
        SELECT 1 FROM duplicate
        WHERE duplicate.kind = 'near' AND duplicate.article_id = current_position.article_id
    )
)

SELECT
    person_id,
    any_value(person) AS person,
    post,
    organization_id,
    any_value(organization) AS organization,
    min(published_at) FILTER (NOT is_former) AS first_said,
    max(published_at) FILTER (NOT is_former) AS last_said,
    min(published_at) FILTER (is_former) AS former_since,
    count(DISTINCT article_id) AS articles,
    arg_max(position_id, (confidence, position_id)) AS position_id,
    arg_max(sentence, (confidence, position_id)) AS sentence
FROM said
GROUP BY person_id, post, organization_id;
COMMENT ON VIEW person_post IS 'One row per person, post and organization: between which days articles say that the person holds it. Reprints are left out.';
COMMENT ON COLUMN person_post.person_id IS 'The person.';
COMMENT ON COLUMN person_post.person IS 'Name of the person.';
COMMENT ON COLUMN person_post.post IS 'The post, in the words of the text, without what they say of its time (前, 原, 时任).';
COMMENT ON COLUMN person_post.organization_id IS 'The organization the post is in; null when not stated.';
COMMENT ON COLUMN person_post.organization IS 'Its name; null when not stated.';
COMMENT ON COLUMN person_post.first_said IS 'The earliest article that says the person holds it; null where all say the post is a former one, or none has a date.';
COMMENT ON COLUMN person_post.last_said IS 'The latest one: the post may have ended since.';
COMMENT ON COLUMN person_post.former_since IS 'The earliest article that calls it a former post (前总统, 时任局长); null when none does.';
COMMENT ON COLUMN person_post.articles IS 'Articles that say it.';
COMMENT ON COLUMN person_post.position_id IS 'The place that says it most surely.';
COMMENT ON COLUMN person_post.sentence IS 'Its sentence.';
