-- title: Names that stand together
-- question: Which other names stand in the same paragraphs as this one, most often first?
-- parameters: name=%, type=%, least=1
WITH named AS (
    SELECT DISTINCT
        current_block.article_id,
        current_block.position,
        current_mention.entity_id,
        current_mention.name,
        current_mention.type
    FROM current_block
    INNER JOIN current_mention
        ON
            current_block.article_id = current_mention.article_id
            AND current_block.start <= current_mention.start
            AND current_block."end" > current_mention.start
)

SELECT
    one.name,
    other.name AS other_name,
    other.type AS other_type,
    count(*) AS paragraphs,
    count(DISTINCT one.article_id) AS articles
FROM named AS one
INNER JOIN named AS other
    ON
        one.article_id = other.article_id
        AND one.position = other.position
        AND one.entity_id != other.entity_id
WHERE
    one.entity_id IN (SELECT entity_alias.entity_id FROM entity_alias WHERE entity_alias.alias LIKE $name)
    AND other.type LIKE $type
GROUP BY one.entity_id, one.name, other.entity_id, other.name, other.type
HAVING count(*) >= $least::INTEGER
ORDER BY paragraphs DESC, one.name, other_name, other_type
