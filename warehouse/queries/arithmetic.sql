-- title: Figures that do not add up
-- question: Which growth does not follow from its levels, which part is more than its total, which shares are more than all?
-- parameters: subject=%, question=%, verdict=contradiction
SELECT
    question,
    verdict,
    subject,
    indicator_raw AS indicator,
    period,
    surface,
    round(claimed_low, 2) AS claimed_low,
    round(claimed_high, 2) AS claimed_high,
    round(implied_low, 2) AS implied_low,
    round(implied_high, 2) AS implied_high,
    unit,
    array_to_string(compared_surfaces, ', ') AS compared_with,
    sentence,
    compared_sentences,
    title,
    metric_id
FROM arithmetic_flag
WHERE coalesce(subject, '') LIKE $subject AND question LIKE $question AND verdict LIKE $verdict
ORDER BY question, subject NULLS LAST, period, metric_id
