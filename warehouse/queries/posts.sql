-- title: Who held a post, one after another
-- question: Who is told to hold a post, from when to when, and since when is it called a former one?
-- parameters: post=%, organization=%, person=%
SELECT
    organization,
    post,
    person,
    first_said::DATE AS first_said,
    last_said::DATE AS last_said,
    former_since::DATE AS former_since,
    articles,
    sentence,
    position_id
FROM person_post
WHERE post LIKE $post AND coalesce(organization, '') LIKE $organization AND person LIKE $person
ORDER BY organization NULLS LAST, post, first_said NULLS LAST, former_since NULLS LAST, person
