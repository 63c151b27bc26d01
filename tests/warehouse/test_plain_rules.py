"""Checks that are judged without a database say what the database says, of values and of NULL; what is not sure goes there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from warehouse.catalog import PART_TABLES, tables
from warehouse.constraints import Judge, judge, rules, violations
from warehouse.plain_rules import NotUnderstoodError, Rule, plain_rule

VALUES: dict[str, tuple[pa.DataType, tuple[Any, ...]]] = {
    "VARCHAR": (pa.string(), ("", "range", "口岸", "hans")),
    "INTEGER": (pa.int32(), (-1, 0, 1, 7)),
    "BIGINT": (pa.int64(), (-1, 0, 1, 7)),
    "DATE": (pa.date32(), (date(2020, 1, 1), date(2024, 2, 29))),
    "TIMESTAMP": (
        pa.timestamp("us"),
        tuple(map(datetime.fromisoformat, ("2020-01-01", "2024-02-29T08:00"))),
    ),
    "DECIMAL(38,10)": (pa.decimal128(38, 10), (Decimal("-1.5"), Decimal(0), Decimal(7))),
}
CHECKS = [
    (name, wording)
    for name in PART_TABLES
    for wording in rules(tables()[name])
    if not wording.endswith("is not null")
]


def test_a_check_says_of_any_row_what_the_database_says() -> None:
    with duckdb.connect() as connection:
        for name, wording in CHECKS:
            asked = _every_row(name, wording)
            connection.register("asked", asked)
            found = connection.execute(f"SELECT {wording} FROM asked").fetchall()
            rule = plain_rule(wording)
            assert rule is not None
            said = [rule(row) for row in asked.to_pylist()]
            assert len({*said}) > 1, wording
            assert said == [row[0] for row in found], wording


def _every_row(name: str, wording: str) -> pa.Table:
    """Rows with every combination of some values in the columns that a check names."""
    named = [one for one in tables()[name].part_columns if re.search(rf"\b{one.name}\b", wording)]
    said = tuple(re.findall(r"'([^']*)'", wording))
    pools = []
    for one in named:
        kind, values = VALUES[one.type]
        pools.append((None, *values, *(said if kind == pa.string() else ())))
    columns = zip(*product(*pools), strict=True)
    return pa.table(
        [pa.array(values, VALUES[one.type][0]) for one, values in zip(named, columns, strict=True)],
        names=[one.name for one in named],
    )


@pytest.mark.parametrize(
    "wording",
    ["length(name) > 0", "a - b > 0", "a BETWEEN 1 AND 2", "NOT a", "a::INTEGER = 1", "(a = 1", "a = 1.5",
     "a LIKE 'b%'", "a = b = c", "a IN (SELECT 1)", "", "a ="],
)  # fmt: skip
def test_what_is_worded_otherwise_is_left_to_the_database(wording: str) -> None:
    assert plain_rule(wording) is None


@pytest.mark.parametrize(
    ("wording", "row"),
    [
        ("a = 1", {"a": "1"}),  # the database makes a number of it
        ("a <= b", {"a": 1.5, "b": float("nan")}),  # which is the largest of all to it
        ("a IN ('b')", {"a": 1}),
        ("a = true", {"a": True}),
        ("a AND b", {"a": 1, "b": 1}),
    ],
)
def test_values_that_are_not_compared_alike_are_left_to_the_database(
    wording: str, row: dict[str, Any]
) -> None:
    rule = plain_rule(wording)
    assert rule is not None
    with pytest.raises(NotUnderstoodError):
        rule(row)


def test_a_database_is_opened_where_a_row_breaks_a_rule_and_not_before() -> None:
    one, table = Judge(), tables()["entity_alias"]
    kept = pa.table({column.name: _filling(column.type) for column in table.part_columns})
    assert violations(table, kept, one) == ()
    assert one._opened is None
    first = next(column.name for column in table.part_columns if not column.nullable)
    place = kept.column_names.index(first)
    broken = kept.set_column(place, first, pa.array([None], kept.schema.field(first).type))
    assert [found.rule for found in violations(table, broken, one)] == [f"{first} is not null"]
    assert one._opened is not None
    one.close()


def _unsure(_row: Mapping[str, Any]) -> Any:
    raise NotUnderstoodError("a value")


@pytest.mark.parametrize("read", [plain_rule, lambda _: None, lambda _: _unsure])
def test_a_row_that_breaks_a_check_is_found_whoever_judges_it(
    read: Callable[[str], Rule | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.constraints.plain_rule", read)
    with judge() as one:
        for name, wording in CHECKS:
            asked, rule = _every_row(name, wording), plain_rule(wording)
            assert rule is not None
            broken = [row for row in asked.to_pylist() if rule(row) is False]
            fullest = min(broken, key=lambda row: list(row.values()).count(None))
            row = pa.Table.from_pylist([fullest], asked.schema)
            found = violations(tables()[name], row, one)
            assert wording in {violation.rule for violation in found}


def test_many_rows_are_judged_by_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.constraints.FEW", 0)
    one, table = Judge(), tables()["entity_alias"]
    kept = pa.table({column.name: _filling(column.type) for column in table.part_columns})
    assert violations(table, kept, one) == ()
    assert one._opened is not None
    one.close()


def _filling(type_: str) -> pa.Array:
    kind, values = VALUES[type_]
    return pa.array(values[-1:], kind)


def test_every_check_of_a_part_is_judged_without_a_database() -> None:
    assert [wording for _, wording in CHECKS if plain_rule(wording) is None] == []
