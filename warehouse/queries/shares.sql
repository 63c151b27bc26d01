-- title: Shares and what they are shares of
-- question: Which part of which whole does an article state, and which amount is that part?
-- parameters: subject=%
SELECT
    share.subject,
    share.surface AS share,
    share.whole,
    share.indicator_raw AS indicator,
    part.surface AS part,
    part.indicator_raw AS part_of,
    share.period,
    share.sentence,
    share.title
FROM current_metric AS share
LEFT JOIN current_metric AS part
    ON share.article_id = part.article_id AND share.of_metric = part.fact_key
WHERE
    share.kind = 'share'
    AND (share.whole IS NOT NULL OR share.of_metric IS NOT NULL)
    AND coalesce(share.subject, '') LIKE $subject
ORDER BY share.title, share.start, part.start
