-- title: Who printed it again
-- question: Which articles repeat another one, how closely, and what did they change?
-- parameters: title=%
SELECT
    kept_title AS title,
    kept_publisher AS publisher,
    kept_published_at::DATE AS published,
    copy_publisher AS printed_again_by,
    copy_published_at::DATE AS printed_again,
    round(similarity, 2) AS similarity,
    difference,
    kept_location AS location,
    copy_location
FROM republication
WHERE coalesce(kept_title, '') LIKE $title OR coalesce(copy_title, '') LIKE $title
ORDER BY kept_published_at, kept_location, copy_published_at, copy_location
