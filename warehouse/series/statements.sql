-- The figures that may be observations, of the series and periods that are to be built: one row each in
-- temp.series_statement. Of what is held, those of whole years: a gap may be closed by what is told of other months.
--
-- A level, share or rate that is claimed as a fact (actual or preliminary) and names an indicator, a period and
-- a subject or place. Changes are no levels; forecasts, targets, capacities and standards are no facts; a figure
-- of nobody belongs to no series. A number of 25 digits is no statistic, and its bounds would not fit.
CREATE OR REPLACE TEMP TABLE touched_year AS
SELECT DISTINCT
    * EXCLUDE (period_end),
    year(period_end) AS of_year
FROM temp.touched_period;

-- What is read together: flows, averages and ratios of one last day, and the states of one year, since a state
-- stands at the day it was told where its period had not ended by then.
CREATE OR REPLACE TEMP TABLE touched_unit AS
SELECT
    * EXCLUDE (period_end),
    period_end - DATE '1970-01-01' AS unit
FROM temp.touched_period
UNION ALL
SELECT
    * EXCLUDE (of_year),
    -1000000 - of_year AS unit
FROM temp.touched_year;

CREATE OR REPLACE TEMP TABLE series_statement AS
WITH held AS (
    SELECT
        unnest(json_transform(
            row_json,
            '{"metric_id":"VARCHAR","fact_key":"VARCHAR","article_id":"VARCHAR","document_id":"VARCHAR",
            "value":"DECIMAL(38,10)","value_max":"DECIMAL(38,10)","value_base":"DECIMAL(38,10)",
            "value_max_base":"DECIMAL(38,10)","resolution":"DECIMAL(38,10)","unit":"VARCHAR","unit_base":"VARCHAR",
            "per_unit":"VARCHAR","bound":"VARCHAR","kind":"VARCHAR","measure":"VARCHAR","modality":"VARCHAR",
            "indicator_id":"VARCHAR","subject":"VARCHAR","subject_id":"VARCHAR","place":"VARCHAR",
            "place_id":"VARCHAR","partner":"VARCHAR","partner_id":"VARCHAR","dimensions":["VARCHAR"],
            "whole":"VARCHAR","price_basis":"VARCHAR","period_start":"DATE","period_end":"DATE","span":"VARCHAR",
            "start":"INTEGER"}'
        ))
    FROM kouan.main.quarantine
    WHERE level = 'fact' AND status = 'held' AND json_valid(row_json)
),

waiting AS (
    SELECT
        held.* REPLACE (
            coalesce(subject.name, held.subject) AS subject,
            coalesce(place.name, held.place) AS place,
            coalesce(partner.name, held.partner) AS partner
        ),
        article.published_at::DATE AS first_told_on
    FROM held
    LEFT JOIN temp.series_place AS subject ON held.subject_id = subject.entity_id
    LEFT JOIN temp.series_place AS place ON held.place_id = place.entity_id
    LEFT JOIN temp.series_place AS partner ON held.partner_id = partner.entity_id
    LEFT JOIN kouan.main.article ON held.article_id = article.article_id AND article.valid_to IS NULL
),

-- 江苏 and 江苏省 are one place: series go by the names of entities
told AS (
    SELECT
        metric.* REPLACE (
            coalesce(subject.name, metric.subject) AS subject,
            coalesce(place.name, metric.place) AS place,
            coalesce(partner.name, metric.partner) AS partner
        ),
        CASE
            WHEN metric.span = 'instant' OR (metric.measure = 'stock' AND metric.span IN ('single', 'ytd'))
                THEN -1000000 - year(metric.period_end)
            ELSE metric.period_end - DATE '1970-01-01'
        END AS touched_unit
    FROM kouan.main.metric
    SEMI JOIN temp.touched_unit AS touched
        ON metric.indicator_id = touched.indicator_id AND metric.measure = touched.measure
    LEFT JOIN temp.series_place AS subject ON metric.subject_id = subject.entity_id
    LEFT JOIN temp.series_place AS place ON metric.place_id = place.entity_id
    LEFT JOIN temp.series_place AS partner ON metric.partner_id = partner.entity_id
),

figure AS (
    SELECT
        metric.metric_id,
        metric.fact_key,
        metric.article_id,
        metric.document_id,
        metric.value,
        metric.value_max,
        metric.value_base,
        metric.value_max_base,
        metric.resolution,
        metric.unit,
        metric.unit_base,
        metric.per_unit,
        metric.bound,
        metric.kind,
        metric.measure,
        metric.modality,
        metric.indicator_id,
        metric.subject,
        metric.subject_id,
        metric.place,
        metric.place_id,
        metric.partner,
        metric.partner_id,
        metric.dimensions,
        metric.whole,
        metric.price_basis,
        metric.period_start,
        metric.period_end,
        metric.span,
        metric."start",
        article.published_at,
        near.cluster AS copy_of,
        coalesce(kept.published_at, article.published_at)::DATE AS first_told_on,
        FALSE AS is_held
    FROM told AS metric
    SEMI JOIN temp.touched_unit AS touched
        ON
            metric.indicator_id = touched.indicator_id
            AND metric.touched_unit = touched.unit
            AND metric.measure = touched.measure
            AND metric.subject IS NOT DISTINCT FROM touched.subject
            AND metric.place IS NOT DISTINCT FROM touched.place
            AND metric.partner IS NOT DISTINCT FROM touched.partner
    INNER JOIN kouan.main.article
        ON metric.article_id = article.article_id AND metric.valid_from = article.valid_from
    LEFT JOIN kouan.main.duplicate AS near ON metric.article_id = near.article_id AND near.kind = 'near'
    LEFT JOIN kouan.main.article AS kept ON near.cluster = kept.article_id AND kept.valid_to IS NULL
    WHERE article.valid_to IS NULL
    UNION ALL BY NAME
    SELECT
        waiting.*,
        TRUE AS is_held
    FROM waiting
    SEMI JOIN temp.touched_year AS touched
        ON
            waiting.indicator_id = touched.indicator_id
            AND year(waiting.period_end) = touched.of_year
            AND waiting.measure = touched.measure
            AND waiting.subject IS NOT DISTINCT FROM touched.subject
            AND waiting.place IS NOT DISTINCT FROM touched.place
            AND waiting.partner IS NOT DISTINCT FROM touched.partner
),

entering AS (
    SELECT figure.*
    FROM figure
    WHERE
        figure.kind IN ('level', 'share', 'rate')
        AND figure.modality IN ('actual', 'preliminary')
        AND figure.period_start IS NOT NULL
        AND figure.value IS NOT NULL
        AND (figure.subject IS NOT NULL OR figure.place IS NOT NULL)
        -- a flow that may not be added up is told of single events: the dead of two accidents are no series
        AND NOT EXISTS (
            SELECT 1 FROM kouan.main.indicator
            WHERE indicator.indicator_id = figure.indicator_id AND indicator.measure = 'flow' AND NOT indicator.is_summable
        )
),

measured AS (
    SELECT
        * EXCLUDE (
            value, value_max, value_base, value_max_base, resolution, unit, unit_base, per_unit, dimensions, whole
        ),
        coalesce(value_base, value) AS value,
        coalesce(value_max_base, value_max) AS value_max,
        -- a step of the last digit is told in the unit of the text
        try_cast(
            CASE
                WHEN resolution IS NOT NULL
                    THEN least(1e24, resolution::DOUBLE * abs(coalesce(value_base / nullif(value, 0), 1)))
            END AS DECIMAL(38, 10)
        ) AS resolution,
        nullif(coalesce(unit_base, unit), '1') || coalesce('/' || per_unit, '') AS unit_base,
        coalesce(dimensions, []::VARCHAR[])
        || CASE WHEN kind = 'share' AND whole IS NOT NULL THEN ['whole=' || whole] ELSE []::VARCHAR[] END AS dimensions,
        span = 'instant' OR (measure = 'stock' AND span IN ('single', 'ytd')) AS is_instant,
        CASE
            WHEN
                first_told_on BETWEEN period_start AND period_end AND year(first_told_on) = year(period_end)
                THEN first_told_on
            ELSE period_end
        END AS stands_on
    FROM entering
    WHERE
        abs(coalesce(value_base, value)) < 1e24
        AND abs(coalesce(value_max_base, value_max, 0)) < 1e24
),

bounded AS (
    SELECT
        * EXCLUDE (period_start, period_end),
        CASE WHEN is_instant THEN stands_on ELSE period_start END AS period_start,
        CASE WHEN is_instant THEN stands_on ELSE period_end END AS period_end,
        coalesce(
            NOT is_instant AND measure = 'flow' AND span IN ('single', 'ytd') AND first_told_on < period_end, FALSE
        ) AS is_early,
        (CASE bound
            WHEN 'exact' THEN value - coalesce(resolution, 0) * 0.5
            WHEN 'about' THEN value - greatest(coalesce(resolution, 0), abs(value) * 0.05)
            WHEN 'under' THEN value - abs(value) * 0.5
            WHEN 'at_most' THEN value - abs(value) * 0.5
            ELSE value
        END)::DECIMAL(38, 10) AS value_low,
        (CASE bound
            WHEN 'exact' THEN value + coalesce(resolution, 0) * 0.5
            WHEN 'about' THEN value + greatest(coalesce(resolution, 0), abs(value) * 0.05)
            WHEN 'over' THEN value + abs(value)
            WHEN 'at_least' THEN value + abs(value)
            WHEN 'range' THEN greatest(value_max, value)
            ELSE value
        END)::DECIMAL(38, 10) AS value_high
    FROM measured
),

-- What a period is follows from its days, not from the words: 前三季度 is 1—9月, 1—12月 is the year.
calendar AS (
    SELECT
        *,
        CASE
            WHEN period_start = period_end THEN 'day'
            WHEN day(period_start) > 1 THEN 'other'
            WHEN period_end = last_day(period_start) THEN 'month'
            WHEN month(period_start) % 3 = 1 AND period_end = last_day(period_start + INTERVAL 2 MONTH) THEN 'quarter'
            WHEN month(period_start) % 6 = 1 AND period_end = last_day(period_start + INTERVAL 5 MONTH) THEN 'half'
            WHEN month(period_start) = 1 AND period_end = last_day(period_start + INTERVAL 11 MONTH) THEN 'year'
            ELSE 'other'
        END AS calendar_grain
    FROM bounded
),

placed AS (
    SELECT
        * EXCLUDE (span),
        CASE
            WHEN is_instant THEN 'instant'
            WHEN span = 'since' THEN 'since'
            WHEN is_early THEN 'custom'
            WHEN calendar_grain IN ('day', 'month', 'year') THEN 'single'
            WHEN month(period_start) = 1 AND day(period_start) = 1 AND year(period_start) = year(period_end) THEN 'ytd'
            WHEN calendar_grain <> 'other' THEN 'single'
            ELSE 'custom'
        END AS placed_span
    FROM calendar
),

named AS (
    SELECT
        placed.* EXCLUDE (placed.placed_span, placed.calendar_grain),
        placed.placed_span AS span,
        CASE WHEN placed.placed_span = 'ytd' THEN 'other' ELSE placed.calendar_grain END AS grain,
        md5(to_json([
            placed.indicator_id, placed.subject, placed.place, placed.partner, to_json(placed.dimensions)::VARCHAR,
            placed.measure, placed.unit_base, placed.price_basis
        ])::VARCHAR) AS sibling_id
    FROM placed
),

keyed AS (
    SELECT
        *,
        md5(sibling_id || grain || ' ' || span) AS series_id
    FROM named
)

SELECT
    keyed.* EXCLUDE (is_instant, stands_on, copy_of, sibling_id),
    md5(keyed.series_id || ' ' || keyed.period_start || ' ' || keyed.period_end) AS period_id,
    coalesce(keyed.copy_of, keyed.article_id) AS origin,
    keyed.copy_of IS NOT NULL AS is_copy,
    CASE source.tier WHEN 'official' THEN 0 WHEN 'copier' THEN 2 ELSE 1 END AS tier,
    CASE keyed.bound WHEN 'exact' THEN 0 WHEN 'about' THEN 1 WHEN 'range' THEN 1 ELSE 2 END AS looseness,
    keyed.published_at::DATE AS told_on,
    greatest(len(document.locations), 1) AS places
FROM keyed
LEFT JOIN kouan.main.document ON keyed.document_id = document.document_id
LEFT JOIN kouan.main.source ON document.source = source.pattern AND source.valid_to IS NULL
