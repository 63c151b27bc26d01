"""Formats of an export: every value comes back exactly as it was, whatever it is."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import duckdb
import pytest
from batches import NASTY
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.catalog import described, tables
from warehouse.transfer.formats import (
    FORMULA,
    Form,
    FormatError,
    check_types,
    load_table,
    write_table,
)

FORMS = get_args(Form)


COLUMNS = (
    "a VARCHAR, b VARCHAR[], c DECIMAL(38, 10), d DOUBLE, e TIMESTAMP, f DATE, g BOOLEAN, h INTEGER, i BIGINT,"
    ' j INTEGER[], k BLOB, l STRUCT("number" INTEGER, "words" VARCHAR)[], m HUGEINT'
)


texts = st.one_of(
    st.sampled_from([one for one in NASTY if one is not None]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)


integers = st.integers(-(2**31), 2**31 - 1)


rows = st.tuples(
    st.none() | texts,
    st.none() | st.lists(st.none() | texts, max_size=3),
    st.none()
    | st.decimals(
        min_value=Decimal(-(10**27)), max_value=Decimal(10**27), places=10, allow_nan=False
    ),
    st.none() | st.floats(),
    st.none() | st.datetimes(),
    st.none() | st.dates(date(1, 1, 2)),
    st.none() | st.booleans(),
    st.none() | integers,
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.lists(st.none() | integers, max_size=3),
    st.none() | st.binary(max_size=12),
    st.none()
    | st.lists(st.fixed_dictionaries({"number": integers, "words": st.none() | texts}), max_size=2),
    st.none() | st.integers(-(2**100), 2**100),
)


def round_trip(folder: Path, form: Form, values: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows as they come back from a file of this format."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE t ({COLUMNS})")
        connection.execute("CREATE TABLE back AS SELECT * FROM t")
        if values:
            connection.executemany(
                f"INSERT INTO t VALUES ({', '.join('?' * len(values[0]))})", values
            )
        found = described(connection)
        check_types(found["t"])
        file = folder / f"t.{form}"
        assert write_table(connection, found["t"], "t", file, form) == len(values)
        assert load_table(connection, found["t"], "back", file, form) == len(values)
        assert [repr(row) for row in connection.execute("SELECT * FROM t").fetchall()] == [
            repr(row) for row in connection.execute("SELECT * FROM back").fetchall()
        ]
        return connection.execute("SELECT * FROM back").fetchall()


@settings(max_examples=25, deadline=None)
@given(values=st.lists(rows, max_size=4))
@pytest.mark.parametrize("form", FORMS)
def test_every_value_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, form: Form, values: list[tuple[Any, ...]]
):
    back = round_trip(tmp_path_factory.mktemp("trip"), form, values)
    assert [row[:3] for row in back] == [row[:3] for row in values]


@pytest.mark.parametrize("form", FORMS)
def test_nasty_texts_come_back_as_they_were(tmp_path: Path, form: Form):
    values = [(text, [text], *[None] * 11) for text in NASTY]
    assert [row[:2] for row in round_trip(tmp_path, form, values)] == [row[:2] for row in values]


def test_no_cell_of_csv_begins_like_a_formula(tmp_path: Path):
    round_trip(tmp_path, "csv", [(text, [text], *[None] * 11) for text in NASTY])
    content = (tmp_path / "t.csv").read_text("utf-8")
    assert content.startswith("\ufeff")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_negative_numbers_of_csv_stay_numbers(tmp_path: Path):
    round_trip(tmp_path, "csv", [(None, None, Decimal("-5.25"), *[None] * 10)])
    assert ',"-5.2500000000",' in (tmp_path / "t.csv").read_text("utf-8")


def test_json_lines_are_json_to_any_reader(tmp_path: Path):
    values = [("甲", ["", None], Decimal("0.1"), float("inf"), None, date(2019, 5, 1), True, 1)]
    round_trip(tmp_path, "jsonl", [(*values[0], *[None] * 5)])
    row = json.loads((tmp_path / "t.jsonl").read_text("utf-8"), parse_constant=pytest.fail)
    assert list(row.values())[:8] == [
        "甲",
        ["", None],
        "0.1000000000",
        "inf",
        None,
        "2019-05-01",
        True,
        1,
    ]


def test_a_row_of_csv_may_be_longer_than_a_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("warehouse.transfer.formats.BLOCK", 1024)
    long = "字\n" * 3000
    assert round_trip(tmp_path, "csv", [(long, [long], *[None] * 11)])[0][0] == long


def test_every_column_of_the_warehouse_can_be_exported():
    for table in tables().values():
        if not table.is_view:
            check_types(table)


def test_a_type_that_no_format_is_made_for_is_refused_before_anything_is_written():
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (a VARCHAR, b DOUBLE[])")
        with pytest.raises(FormatError, match=r"t\.b"):
            check_types(described(connection)["t"])
