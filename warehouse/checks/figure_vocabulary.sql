-- severity: critical
-- table: metric
-- notes: The columns that a later version gave to figures hold only the words that their comments name.
SELECT
    metric_id AS row_key,
    document_id,
    concat_ws(', ', grain, span, period_basis, subject_basis, form, base, price_basis, measure, modality) AS observed
FROM metric
WHERE
    grain NOT IN ('day', 'month', 'quarter', 'half', 'year', 'other')
    OR span NOT IN ('instant', 'single', 'ytd', 'since', 'custom')
    OR period_basis NOT IN ('stated', 'resolved', 'carried', 'inferred')
    OR subject_basis NOT IN ('clause', 'sentence', 'paragraph', 'article')
    OR form NOT IN ('pct', 'pp', 'abs', 'multiple')
    OR base NOT IN ('yoy', 'mom', 'named')
    OR price_basis NOT IN ('nominal', 'real', 'comparable', 'unknown')
    OR measure NOT IN ('flow', 'stock', 'average', 'ratio', 'index')
    OR modality NOT IN ('actual', 'preliminary', 'forecast', 'target', 'capacity', 'standard')
    OR (form IS NOT NULL AND kind <> 'change')
    OR (grain IS NOT NULL AND period_start IS NULL)
