-- Figures that do not add up, with the sentences that say them and with what may explain it.
-- Rows are carried along as structs, whose fields the linter takes for columns of a table.
-- noqa: disable=RF01,RF03
CREATE VIEW arithmetic_flag AS
WITH checked AS (
    SELECT * FROM growth_check
    UNION ALL
    SELECT * FROM part_check
    UNION ALL
    SELECT * FROM period_check
),

-- Figures are decimals and the intervals are not: a hair is no contradiction.
apart AS (
    SELECT
        *,
        1e-9 * greatest(abs(claimed_low), abs(claimed_high), abs(implied_low), abs(implied_high)) AS hair
    FROM checked
)

SELECT
    apart.question,
    CASE
        WHEN apart.price_basis IN ('real', 'comparable') THEN 'revised or comparable base'
        WHEN apart.days_apart IS NULL OR apart.days_apart > 30 THEN 'revised or comparable base'
        -- growth of output is given at comparable prices whether or not the sentence says so
        WHEN
            apart.price_basis = 'unknown'
            AND apart.indicator_id IN (
                'gdp', 'gdp_per_capita', 'value_added', 'industrial_output_value', 'disposable_income',
                'consumption_expenditure'
            )
            THEN 'revised or comparable base'
        -- nobody says at whose prices: a base revised by so little would explain it
        WHEN apart.price_basis = 'unknown' AND coalesce(apart.base_revision, 0) < 0.03 THEN 'revised or comparable base'
        -- a later report may have the earlier figures a little better
        WHEN
            apart.days_apart > 0
            AND greatest(apart.claimed_low - apart.implied_high, apart.implied_low - apart.claimed_high)
            < 0.01 * greatest(abs(apart.implied_low), abs(apart.implied_high))
            THEN 'revised or comparable base'
        ELSE 'contradiction'
    END AS verdict,
    apart.metric_id,
    list_transform(apart.compared, LAMBDA one: one.metric_id) AS compared,
    list_transform(apart.compared, LAMBDA one: one.surface) AS compared_surfaces,
    claim.article_id,
    claim.subject,
    claim.indicator_id,
    claim.indicator_raw,
    claim.period,
    claim.surface,
    apart.claimed_low,
    apart.claimed_high,
    apart.implied_low,
    apart.implied_high,
    apart.unit,
    apart.days_apart,
    claim.sentence,
    list_transform(apart.compared, LAMBDA one: one.sentence) AS compared_sentences,
    claim.title
FROM apart
INNER JOIN current_metric AS claim USING (metric_id, article_id)
WHERE apart.claimed_low > apart.implied_high + apart.hair OR apart.claimed_high < apart.implied_low - apart.hair;
COMMENT ON VIEW arithmetic_flag IS 'Figures that do not fit the others, rounding and bounds allowed for, with the sentences of all of them.';
COMMENT ON COLUMN arithmetic_flag.question IS 'What was held against what, as in growth_check, part_check and period_check.';
COMMENT ON COLUMN arithmetic_flag.verdict IS 'contradiction: nominal figures of one round of publication that cannot all be right. revised or comparable base: they may be, since the figures were published more than 30 days apart, or growth is given at other prices than the levels.';
COMMENT ON COLUMN arithmetic_flag.metric_id IS 'The figure that does not fit.';
COMMENT ON COLUMN arithmetic_flag.compared IS 'metric_id of the figures that it does not fit.';
COMMENT ON COLUMN arithmetic_flag.compared_surfaces IS 'They as written.';
COMMENT ON COLUMN arithmetic_flag.article_id IS 'Article of the figure.';
COMMENT ON COLUMN arithmetic_flag.subject IS 'What it is about.';
COMMENT ON COLUMN arithmetic_flag.indicator_id IS 'Its canonical indicator; null where none is named.';
COMMENT ON COLUMN arithmetic_flag.indicator_raw IS 'What it counts, in the words of the text.';
COMMENT ON COLUMN arithmetic_flag.period IS 'Its period.';
COMMENT ON COLUMN arithmetic_flag.surface IS 'The figure as written.';
COMMENT ON COLUMN arithmetic_flag.claimed_low IS 'Lower end of what the text claims, rounding and bound included.';
COMMENT ON COLUMN arithmetic_flag.claimed_high IS 'Upper end of it.';
COMMENT ON COLUMN arithmetic_flag.implied_low IS 'Lower end of what follows from the figures compared.';
COMMENT ON COLUMN arithmetic_flag.implied_high IS 'Upper end of it.';
COMMENT ON COLUMN arithmetic_flag.unit IS 'Unit of these four: % of growth and shares, else the base unit of the amounts.';
COMMENT ON COLUMN arithmetic_flag.days_apart IS 'Days between the publications of the figures involved, 0 in one article; null where one is undated.';
COMMENT ON COLUMN arithmetic_flag.sentence IS 'Sentence of the figure.';
COMMENT ON COLUMN arithmetic_flag.compared_sentences IS 'Sentences of the figures that it does not fit, in their order.';
COMMENT ON COLUMN arithmetic_flag.title IS 'Title of its article.';
