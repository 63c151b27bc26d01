"""The catalog and rows in, what the tables would refuse of them out: found before it is loaded.

One refused row would stop the transaction of its whole chunk. Not written down here a second time:
columns, required ones, closed vocabularies and sums (a document's characters = kept + removed +
replaced) come from the migrations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from expectations.rows import Rows
from kouan.model.columns import table as table_from
from warehouse.catalog import PART_TABLES, Table, tables
from warehouse.constraints import Violation, judge, rules, violations

#: Why a row is held that its table would refuse.
REASON = "table_definition"
#: The columns of a profile.
PROFILE = pa.schema([("rule", pa.string()), ("is_missing", pa.bool_()), ("refused", pa.int64())])


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that its table would refuse, and the rule it breaks."""

    table: str
    row_key: str
    rule: str


def part_tables() -> dict[str, Table]:
    """The tables whose rows are audited."""
    return {name: tables()[name] for name in PART_TABLES}


def key_columns() -> dict[str, tuple[str, ...]]:
    """What tells one row from another, by table: its own id where it has one, else its whole key."""
    return {
        name: (f"{name}_id",) if f"{name}_id" in table.row_key else table.row_key
        for name, table in part_tables().items()
    }


def profile(rows: Rows) -> tuple[pa.Table, tuple[Refused, ...]]:
    """One row per rule of each table at hand, with how many rows it would refuse; and those rows."""
    names: list[str] = []
    is_missing: list[bool] = []
    refused: list[int] = []
    found: list[Refused] = []
    all_broken = _all_broken(rows)
    for name, table in part_tables().items():
        if name not in rows.tables:
            continue
        here, expected = set(rows.tables[name].column_names), _expected(table)
        broken = all_broken.get(name, {})
        for column in sorted(here | expected):
            names.append(f"{name}.{column}")
            is_missing.append(column not in here & expected)
            refused.append(0)
        for rule in rules(table):
            names.append(f"{name}: {rule}")
            is_missing.append(False)
            refused.append(len(broken.get(rule, ())))
            found += [Refused(name, key, rule) for key in broken.get(rule, ())]
    columns: dict[str, list[Any]] = {
        "rule": names,
        "is_missing": is_missing,
        "refused": refused,
    }
    return table_from(columns, PROFILE), tuple(found)


def _expected(table: Table) -> set[str]:
    return {column.name for column in table.part_columns}


def _all_broken(rows: Rows) -> dict[str, Mapping[str, list[str]]]:
    """By table that has all its columns: keys of the rows that break each rule."""
    with judge() as asked:
        return {
            name: _broken(rows, name, violations(table, rows.tables[name], asked))
            for name, table in part_tables().items()
            if name in rows.tables and not _expected(table) - set(rows.tables[name].column_names)
        }


def _broken(rows: Rows, table: str, found: Sequence[Violation]) -> Mapping[str, list[str]]:
    broken: dict[str, list[str]] = {}
    if found:
        keys = rows.keys(table).to_pylist()
        for violation in found:
            broken.setdefault(violation.rule, []).append(str(keys[violation.row]))
    return broken
