-- title: A series, point by point
-- question: How did an indicator of a subject go, period by period, and which sentence is behind each point?
-- parameters: indicator=%, subject=%, part=%
SELECT
    indicator_id AS indicator,
    subject,
    place,
    partner,
    array_to_string(dimensions, ', ') AS part,
    span,
    price_basis,
    period_start,
    period_end,
    vintage,
    role,
    value,
    value_low,
    value_high,
    unit_base AS unit,
    surface,
    published_at::DATE AS published,
    array_to_string(flags, ', ') AS flags,
    sentence,
    metric_id
FROM metric_series
WHERE
    (is_shown OR role = 'gap')
    AND indicator_id LIKE $indicator
    AND coalesce(subject, '') LIKE $subject
    AND array_to_string(dimensions, ', ') LIKE $part
ORDER BY indicator, subject, place, partner, part, span, price_basis, period_end, period_start, vintage
