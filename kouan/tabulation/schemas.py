"""Rows of one type in, an Arrow table out: the annotation of each field says what its column holds."""

from __future__ import annotations

import typing
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any

import pyarrow as pa

from kouan.model.columns import column

Text = Annotated[str, pa.string()]
Texts = Annotated[tuple[str, ...], pa.list_(pa.string())]
Count = Annotated[int, pa.int32()]
Bytes = Annotated[int, pa.int64()]
Share = Annotated[float, pa.float64()]
Places = Annotated[tuple[int, ...], pa.list_(pa.int32())]
Digests = Annotated[tuple[int, ...], pa.list_(pa.int64())]
Truth = Annotated[bool, pa.bool_()]
Number = Annotated[Decimal, pa.decimal128(38, 10)]
Day = Annotated[date, pa.date32()]
Instant = Annotated[datetime, pa.timestamp("us")]


@cache
def schema(row: type[tuple[Any, ...]]) -> pa.Schema:
    """The Arrow schema of a row type: the annotation of each field, nullable where it says `| None`."""
    fields = []
    for name, hint in typing.get_type_hints(row, include_extras=True).items():
        parts = typing.get_args(hint) if typing.get_origin(hint) is not Annotated else (hint,)
        arrow = next(typing.get_args(part)[1] for part in parts if part is not NoneType)
        fields.append(pa.field(name, arrow, nullable=NoneType in parts))
    return pa.schema(fields)


def table_of(row: type[tuple[Any, ...]], rows: Iterable[Any]) -> pa.Table:
    """Rows of one type as an Arrow table with the type's own schema."""
    shape, rows = schema(row), list(rows)
    columns = [
        _column([one[place] for one in rows], field.type) for place, field in enumerate(shape)
    ]
    return pa.Table.from_arrays(columns, schema=shape)


def _column(values: list[Any], arrow: pa.DataType) -> pa.Array:
    try:
        return column(values, arrow)
    except UnicodeEncodeError:  # a file name that is no Unicode reaches here as lone surrogates
        return column([_printable(value) for value in values], arrow)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return tuple(map(_printable, value)) if isinstance(value, tuple) else value
