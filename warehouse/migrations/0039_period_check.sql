-- Shorter periods beside the longer one that they fill, or lie in: 一季度 and 二季度 make 上半年, and 1—5月 is no more than 1—6月.
-- Rows are carried along as structs, whose fields the linter takes for columns of a table.
-- noqa: disable=RF01,RF03
CREATE VIEW period_check AS
WITH level AS (
    SELECT figure_interval.*
    FROM figure_interval
    INNER JOIN indicator ON figure_interval.indicator_id = indicator.indicator_id AND indicator.is_summable
    WHERE
        figure_interval.kind = 'level'
        AND figure_interval.measure = 'flow'
        AND figure_interval.subject IS NOT NULL
        AND figure_interval.period_start IS NOT NULL
        AND figure_interval.low >= 0
        AND NOT figure_interval.is_reprint
        AND NOT figure_interval.is_early
    -- what is stated of a period again adds nothing
    QUALIFY row_number() OVER (
        PARTITION BY
            figure_interval.indicator_id, figure_interval.subject, figure_interval.place, figure_interval.partner,
            figure_interval.dimensions, figure_interval.unit_base, figure_interval.per_unit,
            figure_interval.price_basis, figure_interval.period_start, figure_interval.period_end
        ORDER BY figure_interval.published_at NULLS LAST, figure_interval.high - figure_interval.low, figure_interval.metric_id
    ) = 1
),

-- Two periods of one thing that begin, or end, on one day: the longer one is the whole.
nested AS (
    SELECT
        whole,
        part,
        whole.period_start = part.period_start AS is_first
    FROM level AS whole
    INNER JOIN level AS part
        ON
            whole.indicator_id = part.indicator_id
            AND whole.subject = part.subject
            AND whole.unit_base = part.unit_base
            AND whole.dimensions = part.dimensions
            AND whole.period_start = part.period_start
            AND whole.period_end > part.period_end
    UNION ALL
    SELECT
        whole,
        part,
        FALSE AS is_first
    FROM level AS whole
    INNER JOIN level AS part
        ON
            whole.indicator_id = part.indicator_id
            AND whole.subject = part.subject
            AND whole.unit_base = part.unit_base
            AND whole.dimensions = part.dimensions
            AND whole.period_end = part.period_end
            AND whole.period_start < part.period_start
),

fitting AS (
    SELECT * FROM nested
    WHERE
        whole.place IS NOT DISTINCT FROM part.place
        AND whole.partner IS NOT DISTINCT FROM part.partner
        AND whole.per_unit IS NOT DISTINCT FROM part.per_unit
        AND whole.price_basis IS NOT DISTINCT FROM part.price_basis
),

checked AS (
    SELECT
        'period' AS question,
        part AS claim,
        whole AS other,
        part AS third,
        [whole] AS compared,
        part.low AS claimed_low,
        part.high AS claimed_high,
        0 AS implied_low,
        whole.high AS implied_high
    FROM fitting
    UNION ALL
    SELECT
        'periods' AS question,
        first.whole AS claim,
        first.part AS other,
        last.part AS third,
        [first.part, last.part] AS compared,
        first.whole.low AS claimed_low,
        first.whole.high AS claimed_high,
        first.part.low + last.part.low AS implied_low,
        first.part.high + last.part.high AS implied_high
    FROM fitting AS first
    INNER JOIN fitting AS last
        ON
            first.whole.metric_id = last.whole.metric_id
            AND first.whole.article_id = last.whole.article_id
            AND first.part.period_end + 1 = last.part.period_start
    WHERE first.is_first AND NOT last.is_first
)

SELECT
    question,
    claim.metric_id,
    claim.article_id,
    compared,
    claimed_low,
    claimed_high,
    implied_low,
    implied_high,
    claim.unit_base AS unit,
    claim.price_basis,
    claim.indicator_id,
    CASE
        WHEN claim.article_id = other.article_id AND other.article_id = third.article_id THEN 0
        ELSE date_diff(
            'day',
            least(claim.published_at, other.published_at, third.published_at),
            greatest(claim.published_at, other.published_at, third.published_at)
        )
    END AS days_apart,
    NULL::DOUBLE AS base_revision
FROM checked;
COMMENT ON VIEW period_check IS 'Every figure of a period that can be held against a longer one, whether they agree or not.';
COMMENT ON COLUMN period_check.question IS 'period: a part of a period has no more than the whole. periods: two that follow on one another make the whole (一季度 and 二季度; 1—5月 and 6月).';
COMMENT ON COLUMN period_check.metric_id IS 'The figure that is checked.';
COMMENT ON COLUMN period_check.article_id IS 'Its article.';
COMMENT ON COLUMN period_check.compared IS 'The figures it is held against, rows of figure_interval.';
COMMENT ON COLUMN period_check.claimed_low IS 'Lower end of what the text claims, rounding and bound included.';
COMMENT ON COLUMN period_check.claimed_high IS 'Upper end of it.';
COMMENT ON COLUMN period_check.implied_low IS 'Lower end of what follows from the figures compared.';
COMMENT ON COLUMN period_check.implied_high IS 'Upper end of it.';
COMMENT ON COLUMN period_check.unit IS 'Unit of these four: % of growth and shares, else the base unit of the amounts.';
COMMENT ON COLUMN period_check.price_basis IS 'Of money, at which prices the claim is; null for other units.';
COMMENT ON COLUMN period_check.indicator_id IS 'The canonical indicator; null where none is named.';
COMMENT ON COLUMN period_check.days_apart IS 'Days between the publications of the figures involved, 0 in one article; null where one is undated.';
COMMENT ON COLUMN period_check.base_revision IS 'Null: nothing here has a base.';
