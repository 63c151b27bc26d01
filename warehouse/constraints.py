"""Rows before they are published in, what their table would refuse out: one scan per table, whatever its size."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa

from kouan.model.columns import column
from warehouse.catalog import Table
from warehouse.plain_rules import NotUnderstoodError, plain_rule

_NUMBER: Final = "row_number_"
#: So many rows are looked through before a database is opened.
FEW: Final = 5_000


@dataclass(frozen=True, slots=True)
class Violation:
    """A row, by its number, that breaks one rule of its table."""

    row: int
    rule: str


def rules(table: Table) -> dict[str, str]:
    """The rules of a table by their wording, as conditions in SQL that are true where a row breaks them."""
    required = {wording: f'"{name}" IS NULL' for wording, name in _required(table).items()}
    published = {column.name for column in table.columns} - {
        column.name for column in table.part_columns
    }
    checks = {
        _bare(check): f"(NOT {check}) IS TRUE"
        for check in table.checks
        if not published & set(re.findall(r"\w+", check))
    }
    return required | checks


def _required(table: Table) -> dict[str, str]:
    """The columns that are always filled, by the wording of that rule."""
    return {
        f"{column.name} is not null": column.name
        for column in table.part_columns
        if not column.nullable
    }


class Judge:
    """An empty database that judges the rows of table after table, opened where the first is to be judged by it."""

    def __init__(self) -> None:
        self._opened: duckdb.DuckDBPyConnection | None = None

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The database; it takes longer to open than to ask."""
        if self._opened is None:
            self._opened = duckdb.connect(config={"threads": 1, "enable_external_access": False})
        return self._opened

    def close(self) -> None:
        """Let go of the database."""
        if self._opened is not None:
            self._opened.close()


@contextlib.contextmanager
def judge() -> Iterator[Judge]:
    """A judge for the tables of one audit."""
    one = Judge()
    try:
        yield one
    finally:
        one.close()


def violations(table: Table, rows: pa.Table, judge: Judge) -> tuple[Violation, ...]:
    """What the table would refuse of these rows, all of it; rules over columns that the rows lack are left out.

    The database is asked where a rule is broken, and where that is not sure without it.
    """
    lacking = {column.name for column in table.part_columns} - set(rows.column_names)
    broken = {
        rule: condition
        for rule, condition in rules(table).items()
        if not lacking & set(re.findall(r"\w+", rule))
    }
    if not broken or not rows.num_rows or _all_kept(table, rows, broken.keys()):
        return ()
    connection = judge.connection
    numbered = rows.append_column(_NUMBER, column(range(rows.num_rows), pa.int64()))
    conditions = [f"({condition})" for condition in broken.values()]
    connection.register("numbered", numbered)
    try:
        broken_by_any = f"FROM numbered WHERE {' OR '.join(conditions)}"
        # mostly none is, and to plan each rule once takes half as long as twice
        if not connection.execute(f"SELECT 1 {broken_by_any} LIMIT 1").fetchall():
            return ()
        found = connection.execute(
            f"SELECT {_NUMBER}, {', '.join(conditions)} {broken_by_any} ORDER BY 1"
        ).fetchall()
    finally:
        connection.unregister("numbered")
    names = list(broken)
    return tuple(
        Violation(number, names[at])
        for number, *is_broken in found
        for at, broken_here in enumerate(is_broken)
        if broken_here
    )


def _all_kept(table: Table, rows: pa.Table, asked: Set[str]) -> bool:
    """Whether it is sure, without a database, that a few rows keep all these rules, told by their wording."""
    if rows.num_rows > FEW:
        return False
    required = _required(table)
    if any(rows[required[wording]].null_count for wording in asked & required.keys()):
        return False
    wordings = asked - required.keys()
    named = set(re.findall(r"\w+", " ".join(wordings))) & set(rows.column_names)
    columns = {name: rows[name].to_pylist() for name in named}
    listed = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    for wording in wordings:
        rule = plain_rule(wording)
        if rule is None:
            return False
        try:
            if any(rule(row) is False for row in listed):
                return False
        except NotUnderstoodError:
            return False
    return True


def _bare(check: str) -> str:
    """A check without the brackets around the whole of it.

    >>> _bare("((a IS NULL) OR (a <= b))"), _bare("(a = 1) OR (b = 2)")
    ('(a IS NULL) OR (a <= b)', '(a = 1) OR (b = 2)')
    """
    depth = 0
    for at, character in enumerate(check):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return check[1:-1] if at == len(check) - 1 and check[0] == "(" else check
    return check
