-- title: Articles without a date
-- question: Which articles state no day of publication, and how many of their figures are dated all the same?
-- parameters: location=%
SELECT
    current_article.location,
    current_article.title,
    current_article.publisher,
    count(current_metric.metric_id) AS figures,
    count(current_metric.metric_id) FILTER (current_metric.period IS NOT NULL) AS dated_figures,
    max(current_metric.period_end) AS newest_day
FROM current_article
LEFT JOIN current_metric USING (article_id, valid_from)
WHERE current_article.published_at IS NULL AND current_article.location LIKE $location
GROUP BY current_article.article_id, current_article.location, current_article.title, current_article.publisher
ORDER BY figures DESC, current_article.location, current_article.title
