-- What no text states: months, quarters and halves between two year-to-date figures, and gaps where a figure is held.
--
-- Only what may be added up (a flow of a summable indicator, at nominal prices) is taken apart, and only of
-- figures of one vintage that are exact or about. A period that a text states is never derived.
--
-- Of the years that are touched, what was stated before of other periods and what is stated now of those touched.
CREATE OR REPLACE TEMP TABLE series_year AS
WITH before AS (
    SELECT observation.*
    FROM kouan.main.observation
    SEMI JOIN temp.touched_year AS touched
        ON
            observation.indicator_id = touched.indicator_id
            AND year(observation.period_end) = touched.of_year
            AND observation.measure = touched.measure
            AND observation.subject IS NOT DISTINCT FROM touched.subject
            AND observation.place IS NOT DISTINCT FROM touched.place
            AND observation.partner IS NOT DISTINCT FROM touched.partner
    ANTI JOIN temp.touched_unit AS touched_now
        ON
            observation.indicator_id = touched_now.indicator_id
            AND CASE
                WHEN observation.span = 'instant' THEN -1000000 - year(observation.period_end)
                ELSE observation.period_end - DATE '1970-01-01'
            END = touched_now.unit
            AND observation.measure = touched_now.measure
            AND observation.subject IS NOT DISTINCT FROM touched_now.subject
            AND observation.place IS NOT DISTINCT FROM touched_now.place
            AND observation.partner IS NOT DISTINCT FROM touched_now.partner
    WHERE observation.state = 'stated'
),

stated AS (
    SELECT * FROM before
    UNION ALL BY NAME
    SELECT * FROM temp.fresh_observation
)

SELECT
    *,
    md5(to_json([
        indicator_id, subject, place, partner, to_json(dimensions)::VARCHAR, measure, unit_base, price_basis
    ])::VARCHAR) AS sibling_id,
    md5(series_id || ' ' || period_start || ' ' || period_end) AS period_id
FROM stated;

CREATE OR REPLACE TEMP TABLE series_cumulative AS
SELECT
    stated.*,
    year(stated.period_end) AS of_year,
    month(stated.period_end) AS of_month
FROM temp.series_year AS stated
INNER JOIN kouan.main.indicator ON stated.indicator_id = indicator.indicator_id
WHERE
    indicator.is_summable AND stated.measure = 'flow' AND coalesce(stated.price_basis, 'nominal') = 'nominal'
    AND stated.bound IN ('exact', 'about') AND stated.span IN ('single', 'ytd')
    AND month(stated.period_start) = 1 AND day(stated.period_start) = 1
    AND year(stated.period_start) = year(stated.period_end) AND stated.period_end = last_day(stated.period_end);

CREATE OR REPLACE TEMP TABLE series_derived AS
WITH pair AS (
    SELECT
        later.* EXCLUDE (
            observation_id, series_id, period_id, grain, span, period_start, resolution, value, value_low, value_high
        ),
        earlier.period_end + 1 AS period_start,
        CASE later.of_month - earlier.of_month WHEN 1 THEN 'month' WHEN 3 THEN 'quarter' ELSE 'half' END AS grain,
        'single' AS span,
        later.value - earlier.value AS value,
        later.value_low - earlier.value_high AS value_low,
        later.value_high - earlier.value_low AS value_high,
        greatest(later.resolution, earlier.resolution) AS resolution,
        greatest(later.published_at, earlier.published_at) AS told_at,
        [later.observation_id, earlier.observation_id] AS taken_from
    FROM temp.series_cumulative AS later
    INNER JOIN temp.series_cumulative AS earlier
        ON
            later.sibling_id = earlier.sibling_id AND later.of_year = earlier.of_year
            AND later.vintage = earlier.vintage AND later.of_month > earlier.of_month
    WHERE
        later.of_month - earlier.of_month = 1
        OR (later.of_month - earlier.of_month = 3 AND later.of_month % 3 = 0)
        OR (later.of_month = 12 AND earlier.of_month = 6)
),

digested AS (
    SELECT
        *,
        md5(sibling_id || grain || ' ' || span) AS series_id
    FROM pair
),

placed AS (
    SELECT
        *,
        md5(series_id || ' ' || period_start || ' ' || period_end) AS period_id
    FROM digested
)

SELECT
    *,
    md5(period_id || ' ' || vintage) AS observation_id
FROM placed
WHERE period_id NOT IN (SELECT period_id FROM temp.series_year);

CREATE OR REPLACE TEMP TABLE series_held AS
SELECT *
FROM temp.series_statement
WHERE is_held AND period_id NOT IN (SELECT period_id FROM temp.series_year)
QUALIFY row_number() OVER (PARTITION BY period_id ORDER BY fact_key, metric_id) = 1;

INSERT INTO temp.fresh_observation BY NAME
SELECT
    derived.observation_id,
    derived.series_id,
    derived.indicator_id,
    derived.subject_id,
    derived.place_id,
    derived.partner_id,
    derived.dimensions,
    derived.measure,
    derived.unit_base,
    derived.price_basis,
    derived.grain,
    derived.span,
    derived.period_start,
    derived.period_end,
    derived.vintage,
    derived.revision,
    'derived' AS state,
    derived.value,
    derived.value_low,
    derived.value_high,
    derived.resolution,
    held.fact_key,
    derived.taken_from AS derived_from,
    0 AS statements,
    0 AS reprints,
    derived.told_at AS published_at,
    list_filter(
        [
            CASE WHEN derived.value < 0 THEN 'negative' END,
            CASE WHEN held.fact_key IS NOT NULL THEN 'held' END
        ],
        LAMBDA flag: flag IS NOT NULL
    ) AS flags,
    derived.subject,
    derived.place,
    derived.partner
FROM temp.series_derived AS derived
LEFT JOIN temp.series_held AS held ON derived.period_id = held.period_id;

INSERT INTO temp.fresh_observation BY NAME
SELECT
    md5(held.period_id || ' 0') AS observation_id,
    held.series_id,
    held.indicator_id,
    entity.subject_id,
    entity.place_id,
    entity.partner_id,
    held.dimensions,
    held.measure,
    held.unit_base,
    held.price_basis,
    held.grain,
    held.span,
    held.period_start,
    held.period_end,
    0 AS vintage,
    0 AS revision,
    'gap' AS state,
    held.fact_key,
    []::VARCHAR[] AS derived_from,
    0 AS statements,
    0 AS reprints,
    ['held'] AS flags,
    held.subject,
    held.place,
    held.partner
FROM temp.series_held AS held
INNER JOIN temp.series_entity AS entity ON held.period_id = entity.period_id
WHERE held.period_id NOT IN (SELECT period_id FROM temp.series_derived)
