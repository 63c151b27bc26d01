-- Growth that is claimed, beside the growth that follows from the two levels it lies between.
-- Rows are carried along as structs, whose fields the linter takes for columns of a table.
-- noqa: disable=RF01,RF03
CREATE VIEW growth_check AS
WITH claimed AS (
    SELECT
        figure_interval.*,
        metric.form,
        metric.base,
        metric.base_period,
        metric.of_metric,
        metric.unit,
        regexp_extract(
            figure_interval.sentence,
            '([^，。；！？]*)' || regexp_escape(figure_interval.surface),
            1
        ) AS words
    FROM figure_interval
    INNER JOIN current_metric AS metric USING (metric_id, article_id)
    WHERE
        figure_interval.kind = 'change'
        AND metric.form IN ('pct', 'multiple', 'abs', 'pp')
        AND NOT figure_interval.is_reprint
),

turned AS (
    SELECT
        *,
        regexp_extract(
            coalesce(indicator, '') || words,
            '.*(增|升|涨|提高|扩大|加快|多|高|超|降|减|跌|回落|下滑|少|低|缩|收窄|放缓)',
            1
        ) IN ('降', '减', '跌', '回落', '下滑', '少', '低', '缩', '收窄', '放缓') AS is_fall,
        regexp_matches(words, '年均|平均每年|年复合|复合年') AS is_annual
    FROM claimed
),

-- Of a multiple nobody knows whether 增长2倍 means twice or three times as much: both are allowed.
growth AS MATERIALIZED (
    SELECT
        * EXCLUDE (low, high),
        CASE
            WHEN form = 'multiple' AND unit = '番' THEN (pow(2, low) - 1) * 100
            WHEN form = 'multiple' THEN (low - 1) * 100
            WHEN is_fall THEN -high
            ELSE low
        END AS low,
        CASE
            WHEN form = 'multiple' AND unit = '番' THEN (pow(2, high) - 1) * 100
            WHEN form = 'multiple' THEN high * 100
            WHEN is_fall THEN -low
            ELSE high
        END AS high,
        CASE
            WHEN base = 'mom' AND grain = 'day' THEN (period_start - INTERVAL 1 DAY)::DATE
            WHEN base = 'mom' AND grain = 'month' THEN (period_start - INTERVAL 1 MONTH)::DATE
            WHEN base = 'mom' AND grain = 'quarter' THEN (period_start - INTERVAL 3 MONTH)::DATE
            WHEN base IS NULL OR base = 'yoy' THEN (period_start - INTERVAL 1 YEAR)::DATE
        END AS base_start,
        CASE
            WHEN base = 'mom' AND grain IN ('day', 'month', 'quarter') THEN (period_start - INTERVAL 1 DAY)::DATE
            WHEN base IS NULL OR base = 'yoy'
                THEN (period_end + INTERVAL 1 DAY - INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE
        END AS base_end
    FROM turned
),

level AS MATERIALIZED (
    SELECT * FROM figure_interval
    WHERE kind IN ('level', 'rate', 'share') AND period_start IS NOT NULL AND NOT is_reprint AND NOT is_early
),

-- The level that was reached: the one that the growth is about.
arrival AS (
    SELECT
        growth AS claim,
        level AS reached
    FROM growth
    INNER JOIN level ON growth.article_id = level.article_id AND growth.of_metric = level.fact_key
    WHERE NOT growth.is_annual
),

-- The level that it grew from: of the same thing in the base period, in this article or in another one.
near AS (
    SELECT
        arrival.claim,
        arrival.reached,
        level AS origin
    FROM arrival
    INNER JOIN level
        ON
            arrival.reached.article_id = level.article_id
            AND arrival.reached.indicator = level.indicator
            AND arrival.reached.unit_base = level.unit_base
            AND arrival.reached.subject IS NOT DISTINCT FROM level.subject
),

far AS (
    SELECT
        arrival.claim,
        arrival.reached,
        level AS origin
    FROM arrival
    INNER JOIN level
        ON
            arrival.reached.indicator_id = level.indicator_id
            AND arrival.reached.unit_base = level.unit_base
            AND arrival.reached.subject = level.subject
            AND arrival.claim.base_start = level.period_start
            AND arrival.claim.base_end = level.period_end
    WHERE arrival.reached.article_id <> level.article_id
),

met AS (
    SELECT * FROM near
    UNION ALL
    SELECT * FROM far
),

paired AS (
    SELECT
        *,
        reached.article_id = origin.article_id AS is_one_article,
        reached.sentence = origin.sentence AS is_one_sentence
    FROM met
    WHERE
        reached.metric_id <> origin.metric_id
        AND reached.kind = origin.kind
        AND reached.place IS NOT DISTINCT FROM origin.place
        AND reached.partner IS NOT DISTINCT FROM origin.partner
        AND reached.per_unit IS NOT DISTINCT FROM origin.per_unit
        AND reached.dimensions = origin.dimensions
        AND (
            (claim.base_start = origin.period_start AND claim.base_end = origin.period_end)
            OR (claim.base = 'named' AND claim.base_period = origin.period)
        )
        AND CASE claim.form
            WHEN 'pp' THEN reached.unit_base = '%'
            WHEN 'abs' THEN reached.unit_base = claim.unit_base
            ELSE origin.low > 0 AND reached.low >= 0
        END
),

best AS (
    SELECT * FROM paired
    QUALIFY row_number() OVER (
        PARTITION BY claim.metric_id, claim.article_id
        ORDER BY
            is_one_sentence DESC,
            is_one_article DESC,
            abs(date_diff('day', origin.published_at, reached.published_at)) NULLS LAST,
            origin.high - origin.low,
            origin.metric_id
    ) = 1
),

-- 年均: between the first and the last year of one thing in the sentence.
yearly AS (
    SELECT
        growth AS claim,
        level
    FROM growth
    INNER JOIN level
        ON
            growth.article_id = level.article_id
            AND growth.sentence = level.sentence
            AND growth.subject IS NOT DISTINCT FROM level.subject
    WHERE
        growth.is_annual
        AND growth.form = 'pct'
        AND level.kind = 'level'
        AND level.grain = 'year'
        AND level.low > 0
),

spanned AS (
    SELECT
        claim,
        arg_min(level, level.period_start) AS origin,
        arg_max(level, level.period_start) AS reached
    FROM yearly
    GROUP BY
        claim, level.indicator, level.unit_base, level.place, level.partner, level.dimensions, level.per_unit
    HAVING count(DISTINCT level.period_start) = 2 AND count(*) = 2
    -- growth of which of two things is told by nothing
    QUALIFY count(*) OVER (PARTITION BY claim.metric_id, claim.article_id) = 1
),

implied AS (
    SELECT
        claim,
        reached,
        origin,
        'growth' AS question,
        CASE
            WHEN claim.form IN ('pp', 'abs') THEN reached.low - origin.high
            ELSE (reached.low / origin.high - 1) * 100
        END AS low,
        CASE
            WHEN claim.form IN ('pp', 'abs') THEN reached.high - origin.low
            ELSE (reached.high / origin.low - 1) * 100
        END AS high
    FROM best
    UNION ALL
    SELECT
        claim,
        reached,
        origin,
        'annual growth' AS question,
        (pow(reached.low / origin.high, 1.0 / date_diff('year', origin.period_start, reached.period_start)) - 1)
        * 100 AS low,
        (pow(reached.high / origin.low, 1.0 / date_diff('year', origin.period_start, reached.period_start)) - 1)
        * 100 AS high
    FROM spanned
    WHERE
        claim.period_start IS NULL
        OR (
            year(claim.period_end) = year(reached.period_start)
            AND year(claim.period_start) - year(origin.period_start) IN (0, 1)
        )
)

SELECT
    implied.question,
    implied.claim.metric_id,
    implied.claim.article_id,
    [implied.origin, implied.reached] AS compared,
    implied.claim.low AS claimed_low,
    implied.claim.high AS claimed_high,
    implied.low AS implied_low,
    implied.high AS implied_high,
    CASE WHEN implied.claim.form IN ('pp', 'abs') THEN implied.claim.unit_base ELSE '%' END AS unit,
    -- of the growth of money nobody knows at whose prices, unless it says so
    coalesce(implied.claim.price_basis, CASE WHEN implied.reached.price_basis IS NOT NULL THEN 'unknown' END)
        AS price_basis,
    implied.reached.indicator_id,
    CASE
        WHEN implied.reached.article_id = implied.origin.article_id THEN 0
        ELSE abs(date_diff('day', implied.origin.published_at, implied.reached.published_at))
    END AS days_apart,
    -- how far the base would have to be revised for the claim to hold
    CASE
        WHEN implied.question = 'growth' AND implied.claim.form = 'pct' AND implied.claim.low > -100
            THEN greatest(
                implied.origin.low / (implied.reached.high / (1 + implied.claim.low / 100)) - 1,
                (implied.reached.low / (1 + implied.claim.high / 100)) / implied.origin.high - 1,
                0
            )
    END AS base_revision
FROM implied;
COMMENT ON VIEW growth_check IS 'Every growth that can be held against two levels, whether they agree or not: what is claimed, and what follows from the levels.';
COMMENT ON COLUMN growth_check.question IS 'growth: against the level it is about and that of the base period. annual growth: 年均, against the first and the last year of its sentence.';
COMMENT ON COLUMN growth_check.metric_id IS 'The figure that is checked.';
COMMENT ON COLUMN growth_check.article_id IS 'Its article.';
COMMENT ON COLUMN growth_check.compared IS 'The two levels, rows of figure_interval: the earlier one first.';
COMMENT ON COLUMN growth_check.claimed_low IS 'Lower end of what the text claims, rounding and bound included.';
COMMENT ON COLUMN growth_check.claimed_high IS 'Upper end of it.';
COMMENT ON COLUMN growth_check.implied_low IS 'Lower end of what follows from the figures compared.';
COMMENT ON COLUMN growth_check.implied_high IS 'Upper end of it.';
COMMENT ON COLUMN growth_check.unit IS 'Unit of these four: % of growth and shares, else the base unit of the amounts.';
COMMENT ON COLUMN growth_check.price_basis IS 'Of money, at which prices the claim is; null for other units.';
COMMENT ON COLUMN growth_check.indicator_id IS 'The canonical indicator; null where none is named.';
COMMENT ON COLUMN growth_check.days_apart IS 'Days between the publications of the figures involved, 0 in one article; null where one is undated.';
COMMENT ON COLUMN growth_check.base_revision IS 'Of growth in per cent: by which share the earlier level would have to be another one for the claim to hold; 0 where it holds.';
