-- title: Figures that changed
-- question: Which figures does a later version of an article state otherwise, add, or drop?
-- parameters: location=%, kind=%
SELECT
    article_version.location,
    article_version.version_reason,
    figure_change.valid_from,
    figure_change.kind,
    figure_change.subject,
    figure_change.indicator_raw,
    figure_change.old_surface,
    figure_change.new_surface,
    figure_change.old_value,
    figure_change.new_value,
    figure_change.changed,
    figure_change.matched_by,
    coalesce(figure_change.new_sentence, figure_change.old_sentence) AS sentence
FROM figure_change
INNER JOIN article_version
    ON
        figure_change.article_id = article_version.article_id
        AND figure_change.valid_from = article_version.valid_from
WHERE article_version.location LIKE $location AND figure_change.kind LIKE $kind
ORDER BY figure_change.valid_from DESC, article_version.location, figure_change.position
