-- title: Figures of one article
-- question: Which figures does an article state, in the order in which one reads them?
-- parameters: article=%
SELECT
    current_article.title,
    current_metric.surface,
    current_metric.indicator_raw AS indicator,
    current_metric.subject,
    current_metric.period,
    current_metric.kind,
    current_metric.bound,
    current_metric.sentence,
    current_metric.metric_id
FROM current_metric
INNER JOIN current_article USING (article_id, valid_from)
WHERE
    current_article.location LIKE $article
    OR current_article.title LIKE $article
    OR current_article.article_id LIKE $article
ORDER BY current_article.location, current_metric.start, current_metric.metric_id
