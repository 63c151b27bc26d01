-- Each figure in its round of publication: temp.series_vintage, of temp.series_statement without what is held.
--
-- Equal values of one report (an article and its copies) are one statement, told when the first of them was;
-- is_head marks the figure that stands for them. A round begins with a statement and takes in all within 30
-- days; the first one behind them that agrees with none of those begins the next.
CREATE OR REPLACE TEMP TABLE series_report AS
SELECT
    metric_id,
    article_id,
    period_id,
    origin,
    is_copy,
    tier,
    looseness,
    told_on,
    resolution,
    value_low,
    value_high,
    places,
    "start",
    row_number() OVER report AS place_in_report,
    first_value(article_id) OVER report AS head_article,
    min(told_on) OVER (PARTITION BY period_id, origin, value_low, value_high) AS first_told
FROM temp.series_statement
WHERE NOT is_held
WINDOW report AS (
    PARTITION BY period_id, origin, value_low, value_high
    ORDER BY tier, looseness, told_on NULLS LAST, resolution NULLS LAST, is_copy, article_id, "start", metric_id
);

CREATE OR REPLACE TEMP TABLE series_told AS
SELECT DISTINCT
    period_id,
    first_told,
    value_low,
    value_high
FROM temp.series_report
WHERE place_in_report = 1 AND first_told IS NOT NULL;

CREATE OR REPLACE TEMP TABLE series_round AS
WITH RECURSIVE begun (period_id, vintage, begins) AS (
    SELECT
        period_id,
        0 AS vintage,
        min(first_told) AS begins
    FROM temp.series_told
    GROUP BY period_id
    UNION ALL
    SELECT
        begun.period_id,
        begun.vintage + 1 AS vintage,
        min(later.first_told) AS begins
    FROM begun
    INNER JOIN temp.series_told AS later
        ON begun.period_id = later.period_id AND later.first_told > begun.begins + 30
    WHERE
        NOT EXISTS (
            SELECT 1 FROM temp.series_told AS founding
            WHERE
                founding.period_id = begun.period_id
                AND founding.first_told BETWEEN begun.begins AND begun.begins + 30
                AND later.value_low <= founding.value_high AND later.value_high >= founding.value_low
        )
    GROUP BY begun.period_id, begun.vintage
)

SELECT
    *,
    coalesce(lead(begins) OVER (PARTITION BY period_id ORDER BY vintage), DATE '9999-12-31') AS next_begins
FROM begun;

-- An undated statement joins the first round it agrees with; where all are undated they are one round; else
-- it stands beside the last one, as undated.
CREATE OR REPLACE TEMP TABLE series_undated AS
WITH undated AS (
    SELECT DISTINCT
        period_id,
        value_low,
        value_high
    FROM temp.series_report
    WHERE first_told IS NULL
),

agreed AS (
    SELECT
        undated.period_id,
        undated.value_low,
        undated.value_high,
        min(rounds.vintage) AS vintage
    FROM undated
    INNER JOIN temp.series_told AS told
        ON
            undated.period_id = told.period_id
            AND undated.value_low <= told.value_high AND undated.value_high >= told.value_low
    INNER JOIN temp.series_round AS rounds
        ON
            told.period_id = rounds.period_id
            AND told.first_told >= rounds.begins AND told.first_told < rounds.next_begins
    GROUP BY ALL
),

last_round AS (
    SELECT
        period_id,
        max(vintage) AS vintage
    FROM temp.series_round
    GROUP BY period_id
)

SELECT
    undated.*,
    coalesce(agreed.vintage, last_round.vintage, 0) AS vintage,
    agreed.vintage IS NULL AND last_round.vintage IS NOT NULL AS is_unplaced
FROM undated
LEFT JOIN agreed USING (period_id, value_low, value_high)
LEFT JOIN last_round USING (period_id);

CREATE OR REPLACE TEMP TABLE series_vintage AS
SELECT
    report.*,
    coalesce(rounds.vintage, undated.vintage) AS vintage,
    coalesce(undated.is_unplaced, FALSE) AS is_unplaced
FROM temp.series_report AS report
LEFT JOIN temp.series_round AS rounds
    ON
        report.period_id = rounds.period_id
        AND report.first_told >= rounds.begins AND report.first_told < rounds.next_begins
LEFT JOIN temp.series_undated AS undated
    ON
        report.period_id = undated.period_id AND report.first_told IS NULL
        AND report.value_low = undated.value_low AND report.value_high = undated.value_high
