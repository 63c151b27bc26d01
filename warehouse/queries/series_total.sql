-- title: The sum of an indicator over a time
-- question: What does an indicator add up to from one day to another, no day counted twice? One figure where one is stated for just that time, else the fewest that follow one another, stated before derived; where they end earlier, until and is_whole say so. A part is empty for the whole, % for all.
-- parameters: indicator=%, subject=%, part=, since=2023-01-01, until=2023-12-31
WITH RECURSIVE piece AS (
    SELECT
        *,
        md5(to_json([indicator_id, subject, place, partner, to_json(dimensions)::VARCHAR, unit_base])::VARCHAR)
            AS counted,
        (state = 'derived')::INTEGER AS is_derived
    FROM current_observation
    WHERE
        value IS NOT NULL AND span IN ('single', 'ytd') AND measure = 'flow'
        AND coalesce(price_basis, 'nominal') = 'nominal'
        AND indicator_id IN (SELECT indicator_id FROM indicator WHERE is_summable)
        AND indicator_id LIKE $indicator AND coalesce(subject, '') LIKE $subject
        AND array_to_string(dimensions, ', ') LIKE $part
        AND period_start >= $since::DATE AND period_end <= $until::DATE
),

reach (counted, pieces, ends, best) AS (
    SELECT DISTINCT
        counted,
        0 AS pieces,
        $since::DATE - 1 AS ends,
        {
            'value': 0::DECIMAL(38, 10), 'low': 0::DECIMAL(38, 10), 'high': 0::DECIMAL(38, 10),
            'derived': 0, 'periods': []::VARCHAR[]
        } AS best
    FROM piece
    UNION ALL
    SELECT
        reach.counted,
        reach.pieces + 1 AS pieces,
        piece.period_end AS ends,
        arg_min(
            {
                'value': (reach.best.value + piece.value)::DECIMAL(38, 10),
                'low': (reach.best.low + piece.value_low)::DECIMAL(38, 10),
                'high': (reach.best.high + piece.value_high)::DECIMAL(38, 10),
                'derived': reach.best.derived + piece.is_derived,
                'periods': list_append(reach.best.periods, piece.period_start || '/' || piece.period_end)
            },
            (
                reach.best.derived + piece.is_derived,
                reach.best.high - reach.best.low + piece.value_high - piece.value_low,
                piece.observation_id
            )
        ) AS best
    FROM reach
    INNER JOIN piece ON reach.counted = piece.counted AND piece.period_start = reach.ends + 1
    WHERE reach.pieces < 400
    GROUP BY reach.counted, reach.pieces, piece.period_end
),

furthest AS (
    SELECT reach.*
    FROM reach
    WHERE reach.pieces > 0
    QUALIFY
        row_number() OVER (
            PARTITION BY reach.counted ORDER BY reach.ends DESC, reach.pieces, reach.best.derived
        ) = 1
),

named AS (
    SELECT DISTINCT ON (counted) *
    FROM piece
)

SELECT
    named.indicator_id AS indicator,
    named.subject,
    named.place,
    named.partner,
    array_to_string(named.dimensions, ', ') AS part,
    $since::DATE AS since,
    furthest.ends AS until,
    furthest.ends = $until::DATE AS is_whole,
    furthest.best.value,
    furthest.best.low,
    furthest.best.high,
    named.unit_base AS unit,
    furthest.pieces AS figures,
    furthest.best.derived,
    furthest.best.periods
FROM furthest
INNER JOIN named ON furthest.counted = named.counted
ORDER BY named.indicator_id, named.subject, named.place, named.partner, part, unit
