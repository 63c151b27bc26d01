"""Versions of articles that this publication opened in; what each changed, block by block and figure by figure, out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

import duckdb
import pyarrow as pa

from kouan.model.columns import table
from warehouse.changes import insert
from warehouse.connection import NAME
from warehouse.duplicates.texts import incoming

#: Version, metric_id, and what each of `_MATCHED` says of a figure.
_Figure = tuple[str, str, list[str | None]]

#: Up to here two stretches are compared character by character; beyond, both count whole.
COMPARED: Final = 250_000

#: What a figure says; where one of these differs it is stated otherwise.
SAID: Final = (
    "value",
    "value_max",
    "bound",
    "unit",
    "kind",
    "indicator_raw",
    "subject",
    "period",
)

_PAIRS: Final = f"""
CREATE OR REPLACE TEMP TABLE version_pair AS
SELECT fresh.article_key, fresh.article_id, fresh.valid_from,
    arg_max(earlier.article_id, earlier.valid_from) AS previous_article_id,
    max(earlier.valid_from) AS previous_valid_from
FROM {NAME}.main.article AS fresh
INNER JOIN {NAME}.main.article AS earlier
    ON earlier.article_key = fresh.article_key AND earlier.valid_from < fresh.valid_from
WHERE fresh.valid_from = (SELECT valid_from FROM temp.publication)
GROUP BY ALL
"""

# By the places of their rows, which two columns give: to look for them through all columns took ten times as long.
_FIGURES: Final = """
CREATE OR REPLACE TEMP TABLE {side}_figure AS
SELECT pair.article_id AS version, metric.*,
    regexp_replace(metric.sentence, '[0-9０-９.,．，〇零一二三四五六七八九十百千两几数]+', '#', 'g') AS shape
FROM {name}.main.metric AS metric
INNER JOIN temp.version_pair AS pair
    ON metric.article_id = pair.{article} AND metric.valid_from = pair.{valid}
WHERE metric.rowid IN (
    SELECT place.rowid FROM {name}.main.metric AS place
    INNER JOIN temp.version_pair AS pair ON place.article_id = pair.{article} AND place.valid_from = pair.{valid}
)
"""

#: Why an old and a new figure are one statement, surest first: what is equal in both. The first are no change.
_MATCHED: Final = (
    ("equal", f"to_json([surface, {', '.join(f'{name}::VARCHAR' for name in SAID)}])::VARCHAR"),
    ("bytes", "fact_key"),
    ("sentence", "shape"),
    ("indicator", "CASE WHEN indicator_raw IS NOT NULL THEN"
     " to_json([indicator_raw, subject, unit, kind, period])::VARCHAR END"),
)  # fmt: skip


def write_article_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Write what each version opened now changed against the one before it; first versions change nothing."""
    connection.execute(_PAIRS)
    if not connection.execute("SELECT count(*) FROM temp.version_pair").fetchall()[0][0]:
        return
    rows = f"SELECT * FROM {NAME}.main.figure_change LIMIT 0"
    if has_figures := _match_figures(connection):
        rows = _figure_rows()
    connection.execute(f"CREATE OR REPLACE TEMP TABLE figure_row AS {rows}")
    if has_figures:
        insert(connection, "figure_change", "SELECT * FROM temp.figure_row")
    connection.register("counted", _blocks(connection))
    counts = ", ".join(
        f"count(*) FILTER (kind = '{kind}')::INTEGER AS figures_{kind}"
        for kind in ("added", "gone", "changed")
    )
    insert(
        connection,
        "article_change",
        "SELECT pair.*, counted.* EXCLUDE (article_id), coalesce(figures_added, 0) AS figures_added,"
        " coalesce(figures_gone, 0) AS figures_gone, coalesce(figures_changed, 0) AS figures_changed"
        " FROM temp.version_pair AS pair INNER JOIN counted USING (article_id) LEFT JOIN"
        f" (SELECT article_id, {counts} FROM temp.figure_row GROUP BY article_id) AS figures USING (article_id)",
    )
    connection.unregister("counted")


@dataclass(slots=True)
class Difference:
    """How far two texts of blocks are apart."""

    characters_added: int = 0
    characters_removed: int = 0
    blocks_added: int = 0
    blocks_removed: int = 0
    blocks_changed: int = 0


def difference(old: Sequence[str], new: Sequence[str]) -> Difference:
    """What became of the blocks of a version: a block that gave way to another one is changed.

    >>> difference(["甲乙", "丙"], ["甲丁乙", "丙", "戊"])
    Difference(characters_added=2, characters_removed=0, blocks_added=1, blocks_removed=0, blocks_changed=1)
    """
    found = Difference()
    for before, after in aligned(old, new):
        if before is None:
            found.blocks_added += 1
        elif after is None:
            found.blocks_removed += 1
        elif before != after:
            found.blocks_changed += 1
        added, removed = _characters(before or "", after or "")
        found.characters_added += added
        found.characters_removed += removed
    return found


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Blocks of two versions side by side, in reading order; None where one side has none."""
    for what, first, last, start, end in SequenceMatcher(None, old, new, False).get_opcodes():
        if what == "equal":
            yield from zip(old[first:last], new[start:end], strict=True)
            continue
        before, after = list(old[first:last]), list(new[start:end])
        for place in range(max(len(before), len(after))):
            yield (
                before[place] if place < len(before) else None,
                after[place] if place < len(after) else None,
            )


def _characters(old: str, new: str) -> tuple[int, int]:
    """Code points that only the new text has, and that only the old one has."""
    if old == new:
        return 0, 0
    first = 0
    shorter = min(len(old), len(new))
    while first < shorter and old[first] == new[first]:
        first += 1
    last = 0
    while last < shorter - first and old[-1 - last] == new[-1 - last]:
        last += 1
    before, after = old[first : len(old) - last], new[first : len(new) - last]
    if not before or not after or len(before) * len(after) > COMPARED:
        return len(after), len(before)
    same = sum(
        block.size for block in SequenceMatcher(None, before, after, False).get_matching_blocks()
    )
    return len(after) - same, len(before) - same


def _blocks(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The differences of all pairs; texts are fetched only where they are not the same."""
    names = [*Difference.__dataclass_fields__]
    columns: dict[str, list[str | int]] = {name: [] for name in ("article_id", *names)}
    for article_id, old, new in connection.execute(
        "WITH texts AS (SELECT article_id, valid_from, list(text ORDER BY position) AS texts"
        f" FROM {NAME}.main.block WHERE article_id IN (SELECT article_id FROM temp.version_pair"
        " UNION ALL SELECT previous_article_id FROM temp.version_pair) GROUP BY ALL)"
        " SELECT pair.article_id, CASE WHEN old.texts <> new.texts THEN old.texts END,"
        " CASE WHEN old.texts <> new.texts THEN new.texts END FROM temp.version_pair AS pair"
        " LEFT JOIN texts AS old ON old.article_id = pair.previous_article_id"
        " AND old.valid_from = pair.previous_valid_from"
        " LEFT JOIN texts AS new ON new.article_id = pair.article_id AND new.valid_from = pair.valid_from"
    ).fetchall():
        found = difference(old or (), new or ())
        columns["article_id"].append(article_id)
        for name in names:
            columns[name].append(getattr(found, name))
    types = [(name, pa.string() if name == "article_id" else pa.int32()) for name in columns]
    return table(columns, pa.schema(types))


def _match_figures(connection: duckdb.DuckDBPyConnection) -> bool:
    """Old and new figures that are one statement, as `figure_match`, the n-th with the n-th; whether there are figures."""
    sides = {
        "old": ("previous_article_id", "previous_valid_from"),
        "new": ("article_id", "valid_from"),
    }
    figures: list[list[_Figure]] = []
    for side, (article, valid) in sides.items():
        connection.execute(_FIGURES.format(side=side, name=NAME, article=article, valid=valid))
        keys = ", ".join(key for _, key in _MATCHED)
        figures.append(
            connection.execute(
                f'SELECT version, metric_id, [{keys}] FROM temp.{side}_figure ORDER BY "start", metric_id'
            ).fetchall()
        )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE figure_match"
        " (version VARCHAR, matched_by VARCHAR, old_metric_id VARCHAR, new_metric_id VARCHAR)"
    )
    if found := list(_matches(*figures)):
        with incoming(
            connection, ("version", "matched_by", "old_metric_id", "new_metric_id"), found
        ):
            connection.execute("INSERT INTO temp.figure_match SELECT * FROM incoming")
    return any(figures)


def _matches(old: Sequence[_Figure], new: Sequence[_Figure]) -> Iterator[tuple[str, str, str, str]]:
    """Version, what is equal, old and new metric; what one reason has matched no other one looks at."""
    matched: tuple[set[tuple[str, str]], set[tuple[str, str]]] = (set(), set())
    for number, (matched_by, _) in enumerate(_MATCHED):
        waiting: dict[tuple[str, str | None], deque[str]] = {}
        for version, metric_id, keys in old:
            if (version, metric_id) not in matched[0]:
                waiting.setdefault((version, keys[number]), deque()).append(metric_id)
        for version, metric_id, keys in new:
            turn = waiting.get((version, keys[number]))
            if keys[number] is None or not turn or (version, metric_id) in matched[1]:
                continue
            earlier = turn.popleft()
            matched[0].add((version, earlier))
            matched[1].add((version, metric_id))
            yield version, matched_by, earlier, metric_id


def _figure_rows() -> str:
    """The figures that differ, in reading order."""
    differs = ", ".join(
        f"CASE WHEN old.{name} IS DISTINCT FROM new.{name} THEN '{name}' END"
        for name in (*SAID, "surface")
    )
    return (
        "SELECT pair.version AS article_id, (SELECT valid_from FROM temp.publication) AS valid_from,"
        ' (row_number() OVER (PARTITION BY pair.version ORDER BY coalesce(new."start", old."start"),'
        " old.metric_id, new.metric_id) - 1)::INTEGER AS position,"
        " CASE WHEN old.metric_id IS NULL THEN 'added' WHEN new.metric_id IS NULL THEN 'gone' ELSE 'changed' END"
        " AS kind, matched_by,"
        " CASE WHEN old.metric_id IS NULL OR new.metric_id IS NULL THEN []::VARCHAR[] ELSE"
        f" list_filter([{differs}], lambda name: name IS NOT NULL) END AS changed,"
        " old.metric_id AS old_metric_id, new.metric_id AS new_metric_id,"
        " coalesce(new.indicator_raw, old.indicator_raw) AS indicator_raw, coalesce(new.subject, old.subject) AS subject,"
        " old.surface AS old_surface, new.surface AS new_surface, old.value AS old_value, new.value AS new_value,"
        " old.sentence AS old_sentence, new.sentence AS new_sentence FROM"
        " (SELECT * FROM temp.figure_match WHERE matched_by <> 'equal' UNION ALL"
        " SELECT version, NULL, metric_id, NULL FROM temp.old_figure WHERE (version, metric_id) NOT IN"
        " (SELECT (version, old_metric_id) FROM temp.figure_match) UNION ALL"
        " SELECT version, NULL, NULL, metric_id FROM temp.new_figure WHERE (version, metric_id) NOT IN"
        " (SELECT (version, new_metric_id) FROM temp.figure_match)) AS pair"
        " LEFT JOIN temp.old_figure AS old ON old.version = pair.version AND old.metric_id = pair.old_metric_id"
        " LEFT JOIN temp.new_figure AS new ON new.version = pair.version AND new.metric_id = pair.new_metric_id"
    )
