"""Rows as they were and as they are or would be in; what differs, by what it is, with each document's share in it, out.

Both sides lie in temporary tables `before_NAME` and `after_NAME`. A row is known by what it stands for and
not by its id: a story by its document and item, a figure by its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import duckdb

from warehouse.publishing.article_changes import SAID


class Rows(NamedTuple):
    """How the rows of one table are told apart: by their key, numbered where it repeats, and what is compared of them."""

    what: str
    table: str
    key: tuple[str, ...]
    values: tuple[str, ...] = ()
    #: What an example shows of a row.
    shown: str = "NULL"
    order: str = "1"


#: Everything that is compared row by row.
COMPARED: Final = (
    Rows(
        "article",
        "article",
        ("story",),
        ("title", "subtitle", "published_text", "publisher", "authors", "script"),
        "title",
    ),
    Rows("block", "block", ("story", "text"), ("role",), "text", "position"),
    Rows("removed", "removed", ("document_id", "kind", "text"), ("rule",), "text", "position"),
    Rows("suspicion", "suspicion", ("document_id", "rule", "surface"), (), "surface", "position"),
    Rows("entity", "entity", ("story", "type", "entity"), (), "entity"),
    Rows("mention", "mention", ("story", "type", "surface"), ("entity",), "surface", "raw_start"),
    Rows(
        "figure",
        "metric",
        ("story", "fact"),
        (
            "surface",
            *SAID,
            "period_basis",
            "subject_basis",
            "resolution",
            "per_unit",
            "unit_base",
            "value_base",
            "currency",
            "measure",
            "modality",
            "indicator_id",
            "place",
            "partner",
            "reported_by",
            "dimensions",
            "grain",
            "span",
            "form",
            "base",
            "base_period",
            "price_basis",
            "of_metric",
            "whole",
        ),
        "surface",
        "value, surface",
    ),
    Rows("document", "document", ("document_id",), ("status", "encoding", "script"), "NULL"),
)

#: Numbers of a document or article that are compared as sums: what, table, column, how it is called.
SUMS: Final = (
    ("characters", "document", "kept"),
    ("characters", "document", "removed"),
    ("characters", "document", "replaced"),
    ("characters", "document", "clean_characters"),
    ("edits", "edit_summary", "edits"),
    ("edited characters", "edit_summary", "characters"),
    ("characters", "article_sum", "characters"),
    ("edits", "article_sum", "edits"),
    ("suspicions", "article_sum", "suspicions"),
)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one kind of difference one document has; sums can be negative."""

    what: str
    change: str
    name: str
    document_id: str
    amount: int


@dataclass(frozen=True, slots=True)
class Example:
    """One difference with its place; `shown` are the words it is about."""

    what: str
    change: str
    name: str
    document_id: str
    shown: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences of some documents."""

    shares: tuple[Share, ...]
    examples: tuple[Example, ...]


def differences(connection: duckdb.DuckDBPyConnection, examples: int) -> Differences:
    """What differs between the tables `before_…` and `after_…` that are there, with some examples of each kind."""
    columns: dict[str, set[str]] = {}
    for table, name in connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'temp'"
    ).fetchall():
        columns.setdefault(table, set()).add(name)

    def shared(table: str) -> set[str]:
        """The columns of both sides; a snapshot that is older than a column says nothing of it."""
        return columns.get(f"before_{table}", set()) & columns.get(f"after_{table}", set())

    queries = [
        _rows(one._replace(values=tuple(name for name in one.values if name in both)))
        for one in COMPARED
        if (both := shared(one.table))
    ]
    queries += [_sums(what, table, column) for what, table, column in SUMS if shared(table)]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE difference AS {' UNION ALL '.join(queries)}")
    shares = connection.execute(
        "SELECT what, change, name, document_id, sum(amount)::BIGINT FROM temp.difference"
        " GROUP BY ALL HAVING sum(amount) <> 0 ORDER BY ALL"
    ).fetchall()
    some = connection.execute(
        "SELECT what, change, name, document_id, shown, old, new FROM temp.difference"
        " QUALIFY row_number() OVER"
        " (PARTITION BY what, change, name ORDER BY md5(document_id || coalesce(shown, '')), old, new) <= ?"
        " ORDER BY ALL",
        [examples],
    ).fetchall()
    return Differences(tuple(Share(*row) for row in shares), tuple(Example(*row) for row in some))


def _rows(one: Rows) -> str:
    """Rows that came, rows that went, and columns that read otherwise."""
    key = ", ".join(one.key)
    numbered = (
        f"SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY {one.order}) AS nth FROM temp."
    )
    pairs = (
        f"(SELECT old, new FROM ({numbered}before_{one.table}) AS old"
        f" FULL JOIN ({numbered}after_{one.table}) AS new ON"
        f" {' AND '.join(f'old.{name} IS NOT DISTINCT FROM new.{name}' for name in (*one.key, 'nth'))})"
    )
    text = "NULL::VARCHAR"
    whole = (
        f"SELECT '{one.what}' AS what, CASE WHEN old.nth IS NULL THEN 'added' ELSE 'gone' END AS change,"
        f" {_name(one)} AS name, coalesce(old.document_id, new.document_id) AS document_id,"
        f" {_of(one.shown)} AS shown, {text} AS old, {text} AS new, 1 AS amount"
        f" FROM {pairs} WHERE old.nth IS NULL OR new.nth IS NULL"
    )
    if not one.values:
        return whole
    told = ", ".join(
        f"{{'name': '{name}', 'old': old.{name}::VARCHAR, 'new': new.{name}::VARCHAR}}"
        for name in one.values
    )
    return (
        f"{whole} UNION ALL SELECT '{one.what}', 'changed', told.name, document_id, shown, told.old, told.new, 1"
        f" FROM (SELECT new.document_id AS document_id, {_of(one.shown)} AS shown, unnest([{told}]) AS told"
        f" FROM {pairs} WHERE old.nth IS NOT NULL AND new.nth IS NOT NULL)"
        " WHERE told.old IS DISTINCT FROM told.new"
    )


def _name(one: Rows) -> str:
    """What rows that came or went are counted under, besides their table."""
    by = {
        "entity": "type",
        "mention": "type",
        "removed": "kind",
        "suspicion": "rule",
        "figure": "kind",
        "block": "role",
    }
    return _of(by[one.what]) if one.what in by else "''"


def _of(column: str) -> str:
    if column == "NULL":
        return "NULL::VARCHAR"
    return f"coalesce(new.{column}, old.{column})::VARCHAR"


def _sums(what: str, table: str, column: str) -> str:
    """The difference of a number, by document; of edits by document and rule."""
    is_edit = table == "edit_summary"
    name = "coalesce(new.rule, old.rule)" if is_edit else f"'{column}'"
    by = "document_id, rule" if is_edit else "document_id"
    grouped = f"SELECT {by}, sum({column}) AS number FROM temp.{{}}_{table} GROUP BY {by}"
    return (
        f"SELECT '{what}' AS what, 'changed' AS change, {name} AS name, document_id, NULL::VARCHAR AS shown,"
        " coalesce(old.number, 0)::VARCHAR AS old, coalesce(new.number, 0)::VARCHAR AS new,"
        " coalesce(new.number, 0)::BIGINT - coalesce(old.number, 0)::BIGINT AS amount"
        f" FROM ({grouped.format('before')}) AS old FULL JOIN ({grouped.format('after')}) AS new USING ({by})"
        " WHERE coalesce(old.number, 0) <> coalesce(new.number, 0)"
    )


def drop_sides(connection: duckdb.DuckDBPyConnection) -> None:
    """Take both sides away, for the next documents."""
    found: list[tuple[Any, ...]] = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'temp'"
        " AND (starts_with(table_name, 'before_') OR starts_with(table_name, 'after_'))"
    ).fetchall()
    for (name,) in found:
        connection.execute(f"DROP TABLE temp.{name}")
