-- title: Growth beside the level it is about
-- question: Where an article claims a growth, against what, and of which amount does it say so?
-- parameters: subject=%
SELECT
    growth.subject,
    growth.indicator_raw AS indicator,
    growth.surface AS growth,
    growth.base,
    growth.base_period,
    growth.price_basis,
    growth.period,
    level.surface AS level,
    level.indicator_raw AS level_of,
    growth.sentence,
    growth.title
FROM current_metric AS growth
LEFT JOIN current_metric AS level
    ON
        growth.article_id = level.article_id
        AND growth.of_metric = level.fact_key
WHERE growth.kind = 'change' AND coalesce(growth.subject, '') LIKE $subject
ORDER BY growth.title, growth.start, level.start
