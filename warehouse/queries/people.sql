-- title: People and the organizations they are named with
-- question: Who is named in the same paragraph as which organization, and where?
-- parameters: person=%
SELECT
    person.name AS person,
    organization.name AS organization,
    count(DISTINCT block.position) AS paragraphs,
    any_value(current_article.title) AS title,
    any_value(substr(block.text, 1, 60)) AS paragraph
FROM current_block AS block
INNER JOIN current_article USING (article_id, valid_from)
INNER JOIN current_mention AS person
    ON
        block.article_id = person.article_id
        AND person.type = 'person'
        AND person.start BETWEEN block.start AND block."end" - 1
INNER JOIN current_mention AS organization
    ON
        block.article_id = organization.article_id
        AND organization.type = 'organization'
        AND organization.start BETWEEN block.start AND block."end" - 1
WHERE person.name LIKE $person
GROUP BY person.name, organization.name
ORDER BY person.name, paragraphs DESC, organization.name
