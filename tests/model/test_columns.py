"""A column laid out here is the column that `pa.array` makes."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.model import columns
from kouan.model.columns import FEW

CODES = st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CODES, max_size=5)
TYPES: list[tuple[pa.DataType, st.SearchStrategy[Any]]] = [
    (pa.string(), TEXTS),
    (pa.binary(), st.binary(max_size=5)),
    (pa.bool_(), st.booleans()),
    (pa.uint8(), st.integers(0, 255)),
    (pa.int32(), st.integers(-(2**31), 2**31 - 1)),
    (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    (pa.float64(), st.floats(allow_nan=False)),
    (pa.date32(), st.dates()),
    (pa.timestamp("us"), st.datetimes()),
    (pa.decimal128(38, 10), st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**26), max_value=10**26)),
    (pa.list_(pa.string()), st.lists(st.none() | TEXTS, max_size=3)),
    (pa.list_(pa.int32()), st.lists(st.integers(-9, 9), max_size=3).map(tuple)),
    (pa.list_(pa.int64()), st.lists(st.integers(-9, 9), max_size=3).map(lambda one: np.array(one, np.int64))),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "values"), TYPES, ids=lambda one: str(one)[:30])
@given(data=st.data())
def test_a_column_is_the_one_that_arrow_makes(
    type_: pa.DataType, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.none() | values, max_size=20))
    made = columns._laid_out(rows, type_)
    assert made is not None
    made.validate(full=True)
    assert made.equals(pa.array(rows, type_))


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), TEXTS, st.binary(max_size=3),
    st.dates(), st.datetimes(), st.decimals(allow_nan=False), st.lists(TEXTS, max_size=2),
)  # fmt: skip


@pytest.mark.parametrize("type_", [type_ for type_, _ in TYPES], ids=str)
@given(rows=st.lists(ANYTHING, max_size=3))
def test_a_column_never_takes_what_arrow_refuses(type_: pa.DataType, rows: list[Any]) -> None:
    made = columns._laid_out(rows, type_)
    if made is not None:
        assert made.equals(pa.array(rows, type_))


@pytest.mark.parametrize(
    ("rows", "type_"),
    [
        ([0], pa.string()),
        (["1"], pa.int64()),
        ([True], pa.int32()),
        ([300], pa.uint8()),
        ([2], pa.bool_()),
        ([b"\xff"], pa.string()),
        (["abc"], pa.list_(pa.string())),
        (["2020-01-01"], pa.date32()),
        ([Decimal("1.00000000001")], pa.decimal128(38, 10)),
        ([Decimal("NaN")], pa.decimal128(38, 10)),
        ([{"a": 1}], pa.struct([("a", pa.int64())])),
        ([[0] * (FEW + 1)], pa.list_(pa.int64())),
        ([1], pa.string()),
    ],
    ids=str,
)
def test_what_is_not_understood_is_left_to_arrow(rows: list[Any], type_: pa.DataType) -> None:
    assert columns._laid_out(rows, type_) is None


@pytest.mark.parametrize(
    "rows", [["a", None], [b"a"], [True], [1, None], [1.5], [], [None], [1, 1.5]], ids=str
)
def test_the_type_of_plain_values_is_the_one_that_arrow_finds(rows: list[Any]) -> None:
    assert columns.inferred(rows).equals(pa.array(rows))


def test_a_lone_surrogate_is_refused_as_arrow_refuses_it() -> None:
    with pytest.raises(UnicodeEncodeError):
        columns._laid_out(["\ud800"], pa.string())


def test_a_few_values_need_no_pandas() -> None:
    code = (
        "import sys; import pyarrow as pa; from kouan.model.columns import column, inferred;"
        " column(['a', None], pa.string()); column([date(2020, 1, 1)], pa.date32());"
        " inferred([1, 2]); assert 'pandas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", f"from datetime import date; {code}"], check=True)


def test_days_and_instants_keep_their_meaning() -> None:
    assert columns._laid_out([date(1969, 12, 31)], pa.date32()).to_pylist() == [date(1969, 12, 31)]
    instant = datetime(2024, 2, 29, 23, 59, 59, 999999)  # noqa: DTZ001 - instants say no zone
    assert columns._laid_out([instant], pa.timestamp("us")).to_pylist() == [instant]
