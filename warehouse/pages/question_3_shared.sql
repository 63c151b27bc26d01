-- en: Which names stand in more than one document?
-- zh: 哪些名称出现在不止一个文档里？
WITH chosen AS (
    SELECT
        entity_id,
        name,
        type,
        documents
    FROM current_alias
    WHERE alias = name AND documents > 1
    ORDER BY documents DESC, name, entity_id
    LIMIT 20
),

closed AS (
    SELECT
        article_id,
        valid_from
    FROM article
    WHERE valid_to IS NOT NULL
),

-- all mentions but those in versions that gave way: it takes longer to look up the valid ones
met AS (
    SELECT
        mention.entity_id,
        mention.surface,
        count(*) AS mentions
    FROM mention
    SEMI JOIN chosen USING (entity_id)
    ANTI JOIN closed USING (article_id, valid_from)
    GROUP BY mention.entity_id, mention.surface
)

SELECT
    chosen.name,
    chosen.type,
    chosen.documents,
    sum(met.mentions)::BIGINT AS mentions,
    string_agg(met.surface, '、' ORDER BY met.surface) AS surfaces
FROM chosen
INNER JOIN met USING (entity_id)
GROUP BY chosen.entity_id, chosen.name, chosen.type, chosen.documents
ORDER BY chosen.documents DESC, chosen.name, chosen.entity_id;
