-- title: How often rows are right
-- question: Of the rows that persons judged, how many are right, in which table, column and stratum, with the interval of Wilson (95 %)?
-- parameters: table=%, reviewer=%
WITH opinion AS (
    SELECT
        table_name,
        row_id,
        coalesce(column_name, 'whole row') AS column_name,
        coalesce(stratum, 'all') AS stratum,
        bool_or(state IN ('stands', 'corrected')) AS stands,
        count(*) FILTER (state IN ('stands', 'corrected') AND verdict = 'right') AS right_votes,
        count(*) FILTER (state IN ('stands', 'corrected') AND verdict = 'wrong') AS wrong_votes
    FROM judged_row
    WHERE table_name LIKE $table AND reviewer LIKE $reviewer AND seed IS NOT NULL
    GROUP BY ALL
),

counted AS (
    SELECT
        table_name,
        column_name,
        stratum,
        count(*) FILTER (right_votes > 0 AND wrong_votes = 0) AS "right",
        count(*) FILTER (wrong_votes > 0 AND right_votes = 0) AS wrong,
        count(*) FILTER (stands AND (right_votes > 0) = (wrong_votes > 0)) AS unsure,
        count(*) FILTER (NOT stands) AS outdated
    FROM opinion
    GROUP BY ALL
),

measured AS (
    SELECT
        *,
        "right" + wrong AS sure,
        "right" / nullif("right" + wrong, 0) AS share
    FROM counted
)

SELECT
    table_name,
    column_name,
    stratum,
    "right",
    wrong,
    unsure,
    outdated,
    round(share, 4) AS precision,
    round(
        (share + 1.9208 / sure - 1.96 * sqrt(share * (1 - share) / sure + 0.9604 / (sure * sure)))
        / (1 + 3.8416 / sure), 4
    ) AS low,
    round(
        (share + 1.9208 / sure + 1.96 * sqrt(share * (1 - share) / sure + 0.9604 / (sure * sure)))
        / (1 + 3.8416 / sure), 4
    ) AS high
FROM measured
ORDER BY table_name, column_name, stratum
