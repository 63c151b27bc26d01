-- Parts beside their total, shares beside the amounts they are made of, and shorter periods beside the longer one they fill.
-- Rows are carried along as structs, whose fields the linter takes for columns of a table.
-- noqa: disable=RF01,RF03
CREATE VIEW part_pair AS
WITH level AS (
    SELECT * FROM figure_interval
    WHERE kind = 'level' AND measure IN ('flow', 'stock') AND NOT is_reprint
),

-- 出口 beside 进出口: indicators of their own that are parts of another one.
within (part_id, whole_id, dimension) AS (
    VALUES
    ('goods_exports', 'goods_trade', 'direction=export'),
    ('goods_imports', 'goods_trade', 'direction=import')
),

-- One thing, once as a whole and once by a part that is named.
named AS (
    SELECT
        whole,
        part,
        list_filter(part.dimensions, LAMBDA one: NOT list_contains(whole.dimensions, one))[1] AS dimension
    FROM level AS whole
    INNER JOIN indicator ON whole.indicator_id = indicator.indicator_id AND indicator.is_summable
    INNER JOIN level AS part
        ON
            whole.article_id = part.article_id
            AND whole.indicator_id = part.indicator_id
            AND len(part.dimensions) = len(whole.dimensions) + 1
    -- part=新增 of a stock, or part=服务 beside goods, is another thing as often as a part
    WHERE list_has_all(part.dimensions, whole.dimensions) AND NOT starts_with(part.dimensions[-1], 'part=')
    UNION ALL
    SELECT
        whole,
        part,
        within.dimension
    FROM level AS whole
    INNER JOIN within ON whole.indicator_id = within.whole_id
    INNER JOIN level AS part
        ON whole.article_id = part.article_id AND within.part_id = part.indicator_id
    WHERE list_filter(part.dimensions, LAMBDA one: one <> within.dimension) = whole.dimensions
),

-- Where a sentence begins: what a figure that its surface shows once says of it.
begun AS (
    SELECT
        article_id,
        sentence,
        min("start" - strpos(sentence, surface)) AS before_first
    FROM level
    WHERE contains(sentence, '其中') AND len(string_split(sentence, surface)) = 2
    GROUP BY article_id, sentence
),

-- The words of a sentence before each of its figures, and those behind the last 其中 that opens a list of parts.
placed AS (
    SELECT
        level,
        level.article_id,
        level.sentence,
        level.unit_base,
        level."start" - begun.before_first - 1 AS at,
        regexp_extract(
            left(level.sentence, (level."start" - begun.before_first - 1)::INTEGER), '^(.*[，。；、（(])其中', 1
        ) AS before_among
    FROM level
    INNER JOIN begun USING (article_id, sentence)
),

-- 其中: the amount right behind it is part of the last one before it.
among AS (
    SELECT
        whole.level AS whole,
        part.level AS part,
        NULL AS dimension
    FROM placed AS part
    INNER JOIN placed AS whole
        ON
            part.article_id = whole.article_id
            AND part.sentence = whole.sentence
            AND part.unit_base = whole.unit_base
            AND whole.at < len(part.before_among)
    -- 其中南昌有两处 of things that nothing names is told of something else as often as not
    WHERE part.before_among <> ''
    -- of each list the first figure, and the last amount before it
    QUALIFY
        whole.level.indicator_id IS NOT NULL
        AND row_number() OVER (
            PARTITION BY part.article_id, part.sentence, part.before_among
            ORDER BY part.at, part.level.metric_id, whole.at DESC, whole.level.metric_id
        ) = 1
),

paired AS (
    SELECT
        *,
        TRUE AS is_named
    FROM named
    -- further away in the text the same words are of another whole
    WHERE whole.subject IS NOT DISTINCT FROM part.subject AND abs(whole.start - part.start) <= 150
    UNION ALL
    SELECT
        *,
        FALSE AS is_named
    FROM among
)

SELECT
    whole,
    part,
    dimension,
    is_named
FROM paired
WHERE
    whole.metric_id <> part.metric_id
    AND whole.unit_base = part.unit_base
    AND whole.period IS NOT DISTINCT FROM part.period
    AND whole.place IS NOT DISTINCT FROM part.place
    AND whole.partner IS NOT DISTINCT FROM part.partner
    AND whole.per_unit IS NOT DISTINCT FROM part.per_unit
-- each part beside one whole, of its sentence or else the nearest, and beside none of them twice
QUALIFY
    row_number() OVER (
        PARTITION BY part.metric_id, part.article_id, dimension
        ORDER BY whole.sentence = part.sentence DESC, abs(part.start - whole.start), whole.metric_id
    ) = 1
    AND row_number() OVER (
        PARTITION BY part.metric_id, part.article_id, whole.metric_id ORDER BY is_named DESC, dimension
    ) = 1;
COMMENT ON VIEW part_pair IS 'A part and its total as one article states them: by a dimension that the part names, by indicators that are part of another, or by the word 其中 between them.';
COMMENT ON COLUMN part_pair.whole IS 'The row of figure_interval that is the total.';
COMMENT ON COLUMN part_pair.part IS 'The row of figure_interval that is part of it.';
COMMENT ON COLUMN part_pair.dimension IS 'Which part it is, as name=value; null where only 其中 says so.';
COMMENT ON COLUMN part_pair.is_named IS 'True where a dimension or an indicator says that it is a part, false where 其中 does.';

CREATE VIEW part_check AS
WITH halves (one, other) AS (
    VALUES
    ('direction=export', 'direction=import'),
    ('direction=outbound', 'direction=inbound'),
    ('residence=urban', 'residence=rural'),
    ('sex=male', 'sex=female')
),

pair AS MATERIALIZED (
    SELECT * FROM part_pair
),

share AS MATERIALIZED (
    SELECT
        figure_interval AS figure,
        metric.of_metric,
        metric.whole
    FROM figure_interval
    INNER JOIN current_metric AS metric USING (metric_id, article_id)
    WHERE figure_interval.kind = 'share' AND figure_interval.unit_base = '%' AND NOT figure_interval.is_reprint
),

checked AS (
    SELECT
        'part' AS question,
        part AS claim,
        [whole] AS compared,
        part.low AS claimed_low,
        part.high AS claimed_high,
        least(whole.low, 0) AS implied_low,
        whole.high AS implied_high
    FROM pair
    UNION ALL
    SELECT
        'parts' AS question,
        first.whole AS claim,
        [first.part, second.part] AS compared,
        first.whole.low AS claimed_low,
        first.whole.high AS claimed_high,
        first.part.low + second.part.low AS implied_low,
        first.part.high + second.part.high AS implied_high
    FROM pair AS first
    INNER JOIN halves ON first.dimension = halves.one
    INNER JOIN pair AS second
        ON
            halves.other = second.dimension
            AND first.whole.metric_id = second.whole.metric_id
            AND first.whole.article_id = second.whole.article_id
    UNION ALL
    SELECT
        'share' AS question,
        share.figure AS claim,
        [pair.part, pair.whole] AS compared,
        share.figure.low AS claimed_low,
        share.figure.high AS claimed_high,
        pair.part.low / pair.whole.high * 100 AS implied_low,
        pair.part.high / pair.whole.low * 100 AS implied_high
    FROM share
    INNER JOIN pair
        ON share.figure.article_id = pair.part.article_id AND share.of_metric = pair.part.fact_key
    WHERE
        pair.whole.low > 0
        AND share.figure.sentence = pair.part.sentence
        AND (share.whole IS NULL OR regexp_matches(share.whole, '^[^全国省市县球]{0,4}总'))
    UNION ALL
    SELECT
        'shares' AS question,
        CASE WHEN share.figure.start > other.figure.start THEN share.figure ELSE other.figure END AS claim,
        [CASE WHEN share.figure.start > other.figure.start THEN other.figure ELSE share.figure END] AS compared,
        share.figure.low + other.figure.low AS claimed_low,
        share.figure.high + other.figure.high AS claimed_high,
        100 AS implied_low,
        100 AS implied_high
    FROM share
    INNER JOIN halves ON list_contains(share.figure.dimensions, halves.one)
    INNER JOIN share AS other
        ON
            share.figure.article_id = other.figure.article_id
            AND share.figure.sentence = other.figure.sentence
            AND list_filter(share.figure.dimensions, LAMBDA one: one <> halves.one)
            = list_filter(other.figure.dimensions, LAMBDA one: one <> halves.other)
            AND list_contains(other.figure.dimensions, halves.other)
    WHERE
        share.figure.period IS NOT DISTINCT FROM other.figure.period
        AND coalesce(share.whole, other.whole, '') = coalesce(other.whole, share.whole, '')
        AND share.figure.subject IS NOT DISTINCT FROM other.figure.subject
),

-- Where the text says what 其余 has, the shares of a list are all there are; 分别占 lists shares of several wholes.
told AS (
    SELECT
        *,
        regexp_extract(figure.sentence, '占[^。；]*其余[^。；]*占[^。；，]*') AS run
    FROM share
),

listed AS (
    SELECT
        arg_max(figure, figure.start) AS claim,
        list(figure ORDER BY figure.start) AS figures,
        sum(figure.low) AS low,
        sum(figure.high) AS high
    FROM told
    WHERE contains(run, figure.surface)
    GROUP BY figure.article_id, figure.sentence, run, figure.period
    HAVING count(*) > 1 AND count(DISTINCT whole) <= 1
),

every AS (
    SELECT * FROM checked
    UNION ALL
    SELECT
        'shares' AS question,
        claim,
        figures[:-2] AS compared,
        low AS claimed_low,
        high AS claimed_high,
        100 AS implied_low,
        100 AS implied_high
    FROM listed
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
    0 AS days_apart,
    NULL::DOUBLE AS base_revision
FROM every;
COMMENT ON VIEW part_check IS 'Every part, sum of parts and share that can be held against its total, whether they agree or not.';
COMMENT ON COLUMN part_check.question IS 'part: no part is more than its total. parts: two halves (出口 and 进口) make the total. share: a share against part and total. shares: shares of one whole, summed.';
COMMENT ON COLUMN part_check.metric_id IS 'The figure that is checked.';
COMMENT ON COLUMN part_check.article_id IS 'Its article.';
COMMENT ON COLUMN part_check.compared IS 'The figures it is held against, rows of figure_interval.';
COMMENT ON COLUMN part_check.claimed_low IS 'Lower end of what the text claims, rounding and bound included.';
COMMENT ON COLUMN part_check.claimed_high IS 'Upper end of it.';
COMMENT ON COLUMN part_check.implied_low IS 'Lower end of what follows from the figures compared.';
COMMENT ON COLUMN part_check.implied_high IS 'Upper end of it.';
COMMENT ON COLUMN part_check.unit IS 'Unit of these four: % of growth and shares, else the base unit of the amounts.';
COMMENT ON COLUMN part_check.price_basis IS 'Of money, at which prices the claim is; null for other units.';
COMMENT ON COLUMN part_check.indicator_id IS 'The canonical indicator; null where none is named.';
COMMENT ON COLUMN part_check.days_apart IS 'Days between the publications of the figures involved, 0 in one article; null where one is undated.';
COMMENT ON COLUMN part_check.base_revision IS 'Null: nothing here has a base.';
