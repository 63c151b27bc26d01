-- What a person can judge, and which judgments still speak of what stands there.

CREATE VIEW reviewable AS
SELECT
    'metric' AS table_name,
    fact_key AS row_id,
    metric_id AS why_id,
    document_id,
    concat_ws(chr(31), surface, sentence) AS evidence,
    list_filter([
        'value=' || concat_ws(' ', bound, value::VARCHAR, value_max::VARCHAR),
        'unit=' || concat_ws(' ', unit, unit_base, per_unit, currency),
        'kind=' || kind,
        'measure=' || measure,
        'modality=' || modality,
        'indicator=' || nullif(concat_ws(' ', indicator_raw, indicator_id), ''),
        'subject=' || subject,
        'place=' || place,
        'partner=' || partner,
        'reported_by=' || reported_by,
        'dimensions=' || nullif(array_to_string(dimensions, ' '), ''),
        'period=' || period,
        'span=' || nullif(concat_ws(' ', span, grain), ''),
        'change=' || nullif(concat_ws(' ', form, base, base_period, price_basis), ''),
        'whole=' || whole
    ], LAMBDA one: one IS NOT NULL) AS said
FROM current_metric
UNION ALL
SELECT
    'mention' AS table_name,
    concat_ws(':', document_id, raw_start, raw_end) AS row_id,
    mention_id AS why_id,
    document_id,
    surface AS evidence,
    ['type=' || type, 'entity=' || name] AS said
FROM current_mention
UNION ALL
SELECT
    'edit' AS table_name,
    concat_ws(':', document_id, raw_start, raw_end) AS row_id,
    concat_ws(':', 'edit', document_id, position) AS why_id,
    document_id,
    concat_ws(chr(31), before, after) AS evidence,
    ['kind=' || kind, 'rule=' || rule] AS said
FROM contextual_edit
WHERE
    document_id IN (SELECT current_article.document_id FROM current_article)
    AND NOT EXISTS (
        SELECT 1 FROM removed
        WHERE
            removed.document_id = contextual_edit.document_id
            AND removed.raw_start <= contextual_edit.raw_start
            AND contextual_edit.raw_end <= removed.raw_end
    )
UNION ALL
SELECT
    'removed' AS table_name,
    concat_ws(':', document_id, raw_start, raw_end) AS row_id,
    concat_ws(':', 'removed', document_id, position) AS why_id,
    document_id,
    text AS evidence,
    ['kind=' || kind] AS said
FROM removed
WHERE text <> '' AND document_id IN (SELECT current_article.document_id FROM current_article);
COMMENT ON VIEW reviewable IS 'One row per row that a person can judge with kouan review, as it stands in valid articles.';
COMMENT ON COLUMN reviewable.table_name IS 'metric, mention, edit (a row of contextual_edit in text that was not removed) or removed.';
COMMENT ON COLUMN reviewable.row_id IS 'fact_key, or document and raw bytes: what a judgment holds on to over all rules and versions.';
COMMENT ON COLUMN reviewable.why_id IS 'What kouan why takes.';
COMMENT ON COLUMN reviewable.document_id IS 'Its document.';
COMMENT ON COLUMN reviewable.evidence IS 'The words it was read from.';
COMMENT ON COLUMN reviewable.said IS 'What it says, as column=value; what it does not say is left out.';

-- The linter does not know macros.
-- noqa: disable=all
-- Of a judgment on one column only that column counts, and the words it was read from.
CREATE MACRO judged_digest(evidence, said, column_name) AS
    sha256(concat(evidence, chr(31), CASE
        WHEN column_name IS NULL THEN array_to_string(said, chr(31))
        ELSE coalesce(list_filter(said, LAMBDA one: starts_with(one, column_name || '='))[1], '')
    END));
-- noqa: enable=all

CREATE VIEW corrected_row AS
SELECT DISTINCT
    CASE table_name WHEN 'text' THEN 'edit' ELSE table_name END AS table_name,
    coalesce(fact_key, concat_ws(':', document_id, raw_start, raw_end)) AS row_id
FROM correction
WHERE state = 'active' AND table_name IN ('metric', 'mention', 'removed', 'text');
COMMENT ON VIEW corrected_row IS 'Rows that a correction changes now, by the keys of reviewable.';
COMMENT ON COLUMN corrected_row.table_name IS 'metric, mention, edit or removed.';
COMMENT ON COLUMN corrected_row.row_id IS 'As in reviewable, also of a row that a correction has dropped.';

CREATE VIEW judged_row AS
SELECT
    review.*,
    CASE
        WHEN bool_or(
            review.row_digest = judged_digest(reviewable.evidence, reviewable.said, review.column_name)
        ) THEN 'stands'
        WHEN count(corrected_row.row_id) FILTER (review.verdict = 'wrong') > 0 THEN 'corrected'
        WHEN count(reviewable.row_id) > 0 THEN 'outdated'
        ELSE 'gone'
    END AS state
FROM review
LEFT JOIN reviewable USING (table_name, row_id)
LEFT JOIN corrected_row USING (table_name, row_id)
GROUP BY ALL;
COMMENT ON VIEW judged_row IS 'Judgments with what became of their rows. Those that stand count, and those on wrong rows that were corrected since: the rows that nobody looked at have no correction.';
COMMENT ON COLUMN judged_row.state IS 'stands; corrected: it was wrong and a correction changes it; outdated: it reads otherwise now, judge it anew; gone.';

COMMENT ON TABLE review IS 'One row per judgment of a person on a row that was drawn for review, as the project''s reviews/ say; view judged_row tells which still stand.';
COMMENT ON COLUMN review.table_name IS 'Table of the row: metric, mention, edit (contextual_edit) or removed.';
COMMENT ON COLUMN review.row_id IS 'Key of the row: fact_key, or document and raw bytes.';
COMMENT ON COLUMN review.row_digest IS 'Digest of what was judged and the words it was read from: a row that reads otherwise has to be judged anew.';
COMMENT ON COLUMN review.stratum IS 'The group it was drawn from, as column=value; null when all were one.';
