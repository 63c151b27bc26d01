-- Each round with the figure that is shown: temp.fresh_observation_metric and the stated rows of temp.fresh_observation.
CREATE OR REPLACE TEMP TABLE series_led AS
SELECT
    *,
    first_value(tier) OVER led AS led_tier,
    first_value(value_low) OVER led AS led_low,
    first_value(value_high) OVER led AS led_high
FROM temp.series_vintage
WINDOW led AS (
    PARTITION BY period_id, vintage
    ORDER BY
        is_unplaced, place_in_report > 1, tier, looseness, first_told NULLS LAST, is_copy, resolution NULLS LAST,
        article_id, "start", metric_id
);

CREATE OR REPLACE TEMP TABLE series_shown AS
SELECT
    *,
    md5(period_id || ' ' || vintage) AS observation_id,
    row_number() OVER showing AS place_in_vintage,
    first_value(value_low) OVER showing AS shown_low,
    first_value(value_high) OVER showing AS shown_high
FROM temp.series_led
WINDOW showing AS (
    PARTITION BY period_id, vintage
    ORDER BY
        is_unplaced, place_in_report > 1, tier > led_tier,
        NOT (value_low <= led_high AND value_high >= led_low), looseness, resolution NULLS LAST,
        first_told NULLS LAST, is_copy, article_id, "start", metric_id
);

CREATE OR REPLACE TEMP TABLE fresh_observation_metric AS
SELECT
    metric_id,
    article_id,
    observation_id,
    CASE
        WHEN place_in_vintage = 1 THEN 'shown'
        WHEN place_in_report > 1 AND article_id <> head_article THEN 'reprint'
        WHEN place_in_report > 1 THEN 'repeat'
        WHEN is_unplaced THEN 'undated'
        WHEN value_low <= shown_high AND value_high >= shown_low THEN 'agrees'
        ELSE 'differs'
    END AS role,
    origin,
    value_low,
    value_high
FROM temp.series_shown;

CREATE OR REPLACE TEMP TABLE series_counted AS
WITH saying AS (
    SELECT
        observation_id,
        origin,
        article_id,
        max(places) AS places
    FROM temp.series_shown
    WHERE NOT is_unplaced AND value_low <= shown_high AND value_high >= shown_low
    GROUP BY ALL
)

SELECT
    observation_id,
    count(DISTINCT origin) AS statements,
    sum(places) - count(DISTINCT origin) AS reprints
FROM saying
GROUP BY observation_id;

CREATE OR REPLACE TEMP TABLE series_doubted AS
SELECT
    observation_id,
    bool_or(role = 'differs') AS has_conflict,
    bool_or(role = 'undated') AS has_undated
FROM temp.fresh_observation_metric
GROUP BY observation_id;

-- The entity of a name, where any of its figures names one.
CREATE OR REPLACE TEMP TABLE series_entity AS
SELECT
    period_id,
    min(subject_id) AS subject_id,
    min(place_id) AS place_id,
    min(partner_id) AS partner_id
FROM temp.series_statement
GROUP BY period_id;

CREATE OR REPLACE TEMP TABLE fresh_observation AS
SELECT
    shown.observation_id,
    stated.series_id,
    stated.indicator_id,
    entity.subject_id,
    entity.place_id,
    entity.partner_id,
    stated.dimensions,
    stated.measure,
    stated.unit_base,
    stated.price_basis,
    stated.grain,
    stated.span,
    stated.period_start,
    stated.period_end,
    shown.vintage::INTEGER AS vintage,
    shown.vintage::INTEGER AS revision,
    'stated' AS state,
    stated.value,
    shown.value_low,
    shown.value_high,
    stated.bound,
    stated.resolution,
    shown.metric_id,
    stated.fact_key,
    []::VARCHAR[] AS derived_from,
    counted.statements::INTEGER AS statements,
    counted.reprints::INTEGER AS reprints,
    stated.published_at,
    list_filter(
        [
            CASE WHEN doubted.has_conflict THEN 'conflict' END,
            CASE WHEN doubted.has_undated OR shown.told_on IS NULL THEN 'undated' END,
            CASE WHEN stated.is_early THEN 'early' END
        ],
        LAMBDA flag: flag IS NOT NULL
    ) AS flags,
    stated.subject,
    stated.place,
    stated.partner
FROM temp.series_shown AS shown
INNER JOIN temp.series_statement AS stated
    ON shown.metric_id = stated.metric_id AND shown.article_id = stated.article_id AND NOT stated.is_held
INNER JOIN temp.series_counted AS counted ON shown.observation_id = counted.observation_id
INNER JOIN temp.series_doubted AS doubted ON shown.observation_id = doubted.observation_id
INNER JOIN temp.series_entity AS entity ON shown.period_id = entity.period_id
WHERE shown.place_in_vintage = 1
