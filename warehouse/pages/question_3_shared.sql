-- en: Which names stand in more than one article?
-- zh: 哪些名称出现在不止一篇文章里？
SELECT
    name,
    type,
    count(DISTINCT article_id) AS articles,
    count(*) AS mentions,
    string_agg(DISTINCT surface, '、' ORDER BY surface) AS surfaces
FROM current_mention
GROUP BY entity_id, name, type
HAVING count(DISTINCT article_id) > 1
ORDER BY articles DESC, mentions DESC, name;
