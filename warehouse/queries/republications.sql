-- title: Who prints whom
-- question: Which source or publisher prints articles of which other one again, how many, and how many days later?
-- parameters: source=%
SELECT
    coalesce(copy_source, copy_publisher, '(none)') AS printed_by,
    coalesce(kept_source, kept_publisher, '(none)') AS printed_first_by,
    count(*) AS articles,
    count(*) FILTER (difference IS NOT NULL) AS changed,
    min(days_later) AS least_days,
    median(days_later) AS median_days,
    max(days_later) AS most_days
FROM republication
WHERE coalesce(copy_source, copy_publisher, '(none)') LIKE $source
GROUP BY ALL
ORDER BY articles DESC, printed_by, printed_first_by
