"""Two sets of figures in; each figure of the first with what became of it in temporary table `outcome` out.

Only keys and digests of the figures lie in memory, so that millions can be compared; what they said is
fetched for those that are listed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import duckdb

from warehouse.catalog import tables
from warehouse.transfer.digests import row_text

#: Columns that say where a figure stands, which figure it is and how sure the grammar is: not what it says.
PLACE: Final = (
    "metric_id",
    "fact_key",
    "article_id",
    "valid_from",
    "document_id",
    "start",
    "end",
    "raw_start",
    "raw_end",
    "confidence",
    "of_metric",
)

#: Why two figures are one statement, surest first; the n-th is matched with the n-th.
MATCHED: Final = ("bytes", "statement", "value", "sentence", "indicator")

_NUMBERS: Final = "[0-9０-９.,．，〇零一二三四五六七八九十百千两几数]+"


@dataclass(frozen=True, slots=True)
class Side:
    """One set of figures: a query for its keys, and one for the whole rows by metric_id."""

    #: metric_id, fact_key, article_key, version_from, location, is_asked.
    keys: str
    #: metric_id, document_id, raw_start, sentence, row_json.
    rows: str
    parameters: dict[str, object]


def released(name: str, parameter: str) -> Side:
    """The figures of a release; `parameter` is the name its name goes by in the queries."""
    return Side(
        "SELECT metric_id, fact_key, article_key, version_from, location, true AS is_asked"
        f" FROM release_fact WHERE release_name = ${parameter}",
        "SELECT metric_id, document_id, raw_start, sentence, row_json"
        f" FROM release_fact WHERE release_name = ${parameter}",
        {parameter: name},
    )


def holding(selection: str | None) -> Side:
    """The figures that hold now; those of the selection are asked for, the others may be what became of one."""
    asked = (
        "true" if selection is None else "metric.metric_id IN (SELECT metric_id FROM temp.asked)"
    )
    valid = "FROM metric INNER JOIN article USING (article_id, valid_from) WHERE article.valid_to IS NULL"
    return Side(
        "SELECT metric.metric_id, metric.fact_key, article.article_key, article.valid_from AS version_from,"
        f" article.location, {asked} AS is_asked {valid}",
        f"SELECT metric_id, document_id, raw_start, sentence, {row_text(tables()['metric'])} AS row_json"
        " FROM metric SEMI JOIN (SELECT article_id, valid_from FROM article WHERE valid_to IS NULL) AS valid"
        " USING (article_id, valid_from)",
        {},
    )


def stage(connection: duckdb.DuckDBPyConnection, before: Side, after: Side) -> str:
    """Match the figures of two sets; `temp.outcome` has a row for each of the first, and for each that came.

    Gives what is not compared, as `said` takes it.
    """
    for name, side in (("before", before), ("after", after)):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name}_key AS SELECT * FROM ({side.keys})"
            " QUALIFY row_number() OVER (PARTITION BY metric_id ORDER BY location) = 1",
            side.parameters,
        )
    connection.execute(_LOST)
    connection.execute(_FRESH)
    dropped = json.dumps(dict.fromkeys(dropped_keys(connection, before, after)))
    for name, side in (("lost", before), ("fresh", after)):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name}_said AS {_said(name, side)}",
            {**side.parameters, "dropped": dropped},
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE pair (matched_by VARCHAR, old_metric_id VARCHAR, new_metric_id VARCHAR,"
        " is_same BOOLEAN)"
    )
    for matched_by in MATCHED:
        connection.execute(_matched(matched_by))
    connection.execute(_OUTCOME)
    return dropped


def dropped_keys(
    connection: duckdb.DuckDBPyConnection, before: Side, after: Side
) -> tuple[str, ...]:
    """What is not compared: places, and columns that only one of the sides knows (a later version brought them)."""
    known = [
        set(row[0])
        for side in (before, after)
        for row in connection.execute(
            f"SELECT json_keys(row_json) FROM ({side.rows}) LIMIT 1", side.parameters
        ).fetchall()
    ]
    lonely = set.union(*known) - set.intersection(*known) if known else set()
    return tuple(sorted({*PLACE, *lonely}))


def said(row: str, dropped: str = "$dropped") -> str:
    """An SQL expression: what a row of table metric says, without places and without what is null."""
    return f"json_merge_patch(json_merge_patch('{{}}', {row}), {dropped})"


_LOST: Final = """
CREATE OR REPLACE TEMP TABLE lost AS
SELECT * FROM temp.before_key ANTI JOIN temp.after_key USING (metric_id)
"""

# Of figures that were not asked for only those can be what became of one: at its bytes, or at its location. A story
# of a file of several has another article_key when it is told from its neighbours otherwise.
_FRESH: Final = """
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT * FROM temp.after_key ANTI JOIN temp.before_key USING (metric_id)
WHERE is_asked
    OR fact_key IN (SELECT fact_key FROM temp.lost)
    OR location IN (SELECT location FROM temp.lost)
"""


def _said(name: str, side: Side) -> str:
    """The keys by which a figure is found again, each as a digest; null where it has none."""
    return f"""
SELECT metric_id, fact_key, article_key, version_from, location, is_asked, document_id, raw_start,
    md5_number(said::VARCHAR) AS says,
    fact_key AS bytes,
    md5_number(location || said::VARCHAR) AS statement,
    md5_number(location || json_merge_patch(said, '{{"sentence": null}}')::VARCHAR) AS "value",
    md5_number(location || regexp_replace(sentence, '{_NUMBERS}', '#', 'g')) AS sentence,
    CASE WHEN said ->> '$.indicator_raw' IS NOT NULL THEN md5_number(location || to_json([
        said ->> '$.indicator_raw', said ->> '$.subject', said ->> '$.unit', said ->> '$.kind',
        said ->> '$.period'])::VARCHAR) END AS indicator
FROM (
    SELECT {name}.*, told.* EXCLUDE (metric_id, row_json), {said("told.row_json")} AS said
    FROM temp.{name} INNER JOIN ({side.rows}) AS told USING (metric_id)
    QUALIFY row_number() OVER (PARTITION BY {name}.metric_id) = 1
)
"""


def _matched(key: str) -> str:
    """Figures of both sides that no earlier key has matched, and that this one does."""
    numbered = [
        f'SELECT metric_id, says, "{key}" AS matching,'
        f' row_number() OVER (PARTITION BY "{key}" ORDER BY raw_start, metric_id) AS nth'
        f' FROM temp.{side}_said WHERE "{key}" IS NOT NULL'
        f" AND metric_id NOT IN (SELECT {metric_id} FROM temp.pair)"
        for side, metric_id in (("lost", "old_metric_id"), ("fresh", "new_metric_id"))
    ]
    return (
        f"INSERT INTO temp.pair SELECT '{key}', old.metric_id, new.metric_id, old.says = new.says"
        f" FROM ({numbered[0]}) AS old INNER JOIN ({numbered[1]}) AS new USING (matching, nth)"
    )


_OUTCOME: Final = """
CREATE OR REPLACE TEMP TABLE outcome AS
SELECT
    CASE WHEN before.location <> after.location THEN 'moved' ELSE 'same' END AS kind,
    NULL::VARCHAR AS reason, NULL::VARCHAR AS matched_by,
    before.metric_id AS old_metric_id, after.metric_id AS new_metric_id
FROM temp.before_key AS before INNER JOIN temp.after_key AS after USING (metric_id)
UNION ALL
SELECT
    CASE
        WHEN is_same AND matched_by = 'bytes' THEN 'same' WHEN is_same THEN 'moved'
        WHEN matched_by = 'value' THEN 'reworded' ELSE 'changed'
    END,
    NULL, matched_by, old_metric_id, new_metric_id
FROM temp.pair
UNION ALL
SELECT 'gone', NULL, NULL, metric_id, NULL FROM temp.lost_said
WHERE metric_id NOT IN (SELECT old_metric_id FROM temp.pair)
UNION ALL
SELECT 'added', NULL, NULL, NULL, metric_id FROM temp.fresh_said
WHERE is_asked AND metric_id NOT IN (SELECT new_metric_id FROM temp.pair)
"""
