-- title: Ports in the press
-- question: Which ports are written about, in how many articles, and how many figures are stated of each?
-- parameters: type=port
SELECT
    entity.name,
    count(DISTINCT current_mention.article_id) AS articles,
    count(DISTINCT current_mention.mention_id) AS mentions,
    count(DISTINCT current_metric.metric_id) AS figures,
    list(DISTINCT current_mention.surface ORDER BY current_mention.surface) AS called
FROM entity
INNER JOIN current_mention USING (entity_id)
LEFT JOIN current_metric ON entity.entity_id = current_metric.subject_id
WHERE entity.type = $type
GROUP BY entity.entity_id, entity.name
ORDER BY articles DESC, mentions DESC, entity.name
