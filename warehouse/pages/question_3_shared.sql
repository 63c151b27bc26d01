-- en: Which names stand in more than one article?
-- zh: 哪些名称出现在不止一篇文章里？
WITH by_article AS (
    SELECT
        entity_id,
        article_id,
        count(*) AS mentions
    FROM current_mention
    GROUP BY entity_id, article_id
),

shared AS (
    SELECT
        entity_id,
        count(*) AS articles,
        sum(mentions)::BIGINT AS mentions
    FROM by_article
    GROUP BY entity_id
    HAVING count(*) > 1
),

-- the first ones only: to gather the surfaces of all takes longer than to count them
chosen AS (
    SELECT
        shared.*,
        entity.name,
        entity.type
    FROM shared
    INNER JOIN entity USING (entity_id)
    ORDER BY shared.articles DESC, shared.mentions DESC, entity.name, entity_id
    LIMIT 20
),

met AS (
    SELECT DISTINCT
        entity_id,
        surface
    FROM current_mention
    WHERE entity_id IN (SELECT chosen.entity_id FROM chosen)
)

SELECT
    chosen.name,
    chosen.type,
    chosen.articles,
    chosen.mentions,
    string_agg(met.surface, '、' ORDER BY met.surface) AS surfaces
FROM chosen
INNER JOIN met USING (entity_id)
GROUP BY chosen.entity_id, chosen.name, chosen.type, chosen.articles, chosen.mentions
ORDER BY chosen.articles DESC, chosen.mentions DESC, chosen.name, chosen.entity_id;
