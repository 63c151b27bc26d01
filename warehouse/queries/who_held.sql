-- title: Who held which post
-- question: Who is said to hold which post, where, and between which days do articles say so?
-- parameters: person=%, post=%, organization=%
SELECT
    position.person,
    position.post,
    position.organization,
    min(current_article.published_at::DATE) AS first_said,
    max(current_article.published_at::DATE) AS last_said,
    count(DISTINCT position.article_id) AS articles,
    first(position.sentence ORDER BY position.confidence DESC, position.position_id) AS sentence,
    first(position.position_id ORDER BY position.confidence DESC, position.position_id) AS position_id
FROM current_position AS position
INNER JOIN current_article USING (article_id, valid_from)
WHERE
    position.person LIKE $person
    AND position.post LIKE $post
    AND coalesce(position.organization, '') LIKE $organization
GROUP BY position.person, position.post, position.organization
ORDER BY position.organization NULLS LAST, position.post, position.person
