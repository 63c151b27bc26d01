-- title: Figures of one series and period that contradict one another
-- question: Where do two reports state one indicator of one subject and period differently, beyond rounding, in one round of publication?
-- parameters: indicator=%, subject=%
SELECT
    indicator_id AS indicator,
    subject,
    array_to_string(dimensions, ', ') AS part,
    period_start,
    period_end,
    surface,
    other_surface,
    round(times, 3) AS times,
    looks_like,
    sentence,
    other_sentence,
    published_at::DATE AS published,
    other_published_at::DATE AS other_published,
    metric_id,
    other_metric_id
FROM metric_conflict
WHERE indicator_id LIKE $indicator AND coalesce(subject, '') LIKE $subject
ORDER BY indicator, subject, part, period_start, period_end, metric_id, other_metric_id
