"""A few plain values and an Arrow type in, the Arrow column that `pa.array` would make out, without pandas.

`pa.array` imports pandas to ask it what it is given: a tenth of a second, which many values do not feel
and a run over one changed document does.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import numpy as np
import pyarrow as pa

#: Up to so many values are laid out here; with more of them the import is a small part of it.
FEW: Final = 2_000

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - instants are UTC and say no zone
_DAY: Final = _EPOCH.toordinal()
_MICROSECOND: Final = timedelta(microseconds=1)

#: What `struct` calls the types whose values lie side by side.
_PLAIN: Final = {
    pa.uint8(): "B",
    pa.int32(): "i",
    pa.int64(): "q",
    pa.float32(): "f",
    pa.float64(): "d",
}
_WHOLE: Final = (int, np.integer)
#: The values that are laid out as they are; of any other Arrow may say what it thinks.
_TAKEN: Final[Mapping[pa.DataType, tuple[type, ...]]] = {
    pa.string(): (str,),
    pa.binary(): (bytes,),
    pa.bool_(): (bool,),
    pa.uint8(): _WHOLE,
    pa.int32(): _WHOLE,
    pa.int64(): _WHOLE,
    pa.float32(): (float, np.floating),
    pa.float64(): (float, np.floating),
    pa.date32(): (date,),
    pa.timestamp("us"): (datetime,),
}

#: The Arrow types of plain values.
_FOUND: Final = {
    str: pa.string(),
    bytes: pa.binary(),
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
}


def column(values: Iterable[Any], type_: pa.DataType) -> pa.Array:
    """Values as an Arrow column; None is null.

    Raises:
        UnicodeEncodeError: a text has a lone surrogate. Else what `pa.array` raises.
    """
    rows = list(values)
    if len(rows) > FEW or "pandas" in sys.modules:
        return pa.array(rows, type_)
    laid_out = _laid_out(rows, type_)
    return pa.array(rows, type_) if laid_out is None else laid_out


def inferred(values: Iterable[Any]) -> pa.Array:
    """Values as an Arrow column of the type that `pa.array` would find for them."""
    rows = list(values)
    # of an enumeration of strings the strings
    kinds = {
        next((base for base in kind.__mro__ if base in _FOUND), kind)
        for kind in {type(row) for row in rows if row is not None}
    }
    if not kinds:
        return pa.nulls(len(rows))
    type_ = _FOUND.get(next(iter(kinds))) if len(kinds) == 1 else None
    return pa.array(rows) if type_ is None else column(rows, type_)


def table(columns: Mapping[str, Iterable[Any]], schema: pa.Schema) -> pa.Table:
    """Columns by name as an Arrow table."""
    return pa.Table.from_arrays(
        [column(columns[field.name], field.type) for field in schema], schema=schema
    )


def table_of_rows(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table; what a row does not say is null."""
    rows = list(rows)
    return table({name: [row.get(name) for row in rows] for name in schema.names}, schema)


def _laid_out(rows: Sequence[Any], type_: pa.DataType) -> pa.Array | None:
    """The column, from its buffers; None where a type or a value is not understood."""
    if not all(_takes(type_, kind) for kind in {type(row) for row in rows} - {type(None)}):
        return None
    valid = None
    if any(row is None for row in rows):
        bits = np.packbits([row is not None for row in rows], bitorder="little")
        valid = pa.py_buffer(bits.tobytes())
    if pa.types.is_list(type_):
        parts = [() if row is None else row for row in rows]
        inner = [value for part in parts for value in part]
        child = _laid_out(inner, type_.value_type) if len(inner) <= FEW else None
        if child is None:
            return None
        buffers = [valid, _bounds(parts)]
        return pa.Array.from_buffers(type_, len(rows), buffers, children=[child])
    if type_ in (pa.string(), pa.binary()):
        return _texts(rows, type_, valid)
    if pa.types.is_boolean(type_):
        bits = np.packbits(np.array(rows, bool), bitorder="little")
        return pa.Array.from_buffers(type_, len(rows), [valid, pa.py_buffer(bits.tobytes())])
    data = _numbers(rows, type_)
    if data is None:
        return None
    return pa.Array.from_buffers(type_, len(rows), [valid, pa.py_buffer(data)])


def _takes(type_: pa.DataType, kind: type) -> bool:
    """Whether a column takes values of this kind; true and false are numbers to Python, but not to Arrow."""
    if pa.types.is_list(type_):
        return issubclass(kind, (list, tuple, np.ndarray))
    if pa.types.is_decimal128(type_):
        return issubclass(kind, Decimal)
    return issubclass(kind, _TAKEN.get(type_, ())) and (kind is not bool or type_ == pa.bool_())


def _texts(rows: Sequence[Any], type_: pa.DataType, valid: Any) -> pa.Array | None:
    parts = [row.encode("utf-8") if isinstance(row, str) else row or b"" for row in rows]
    if sum(map(len, parts)) >= 1 << 31:
        return None
    buffers = [valid, _bounds(parts), pa.py_buffer(b"".join(parts))]
    return pa.Array.from_buffers(type_, len(rows), buffers)


def _bounds(parts: Sequence[Any]) -> Any:
    bounds = np.zeros(len(parts) + 1, np.int32)
    np.cumsum([len(part) for part in parts], out=bounds[1:])
    return pa.py_buffer(bounds.tobytes())


def _numbers(rows: Sequence[Any], type_: pa.DataType) -> bytes | None:
    """The numbers of a column as they lie in memory, zeros where it is null."""
    if plain := _PLAIN.get(type_):
        try:
            return struct.pack(f"={len(rows)}{plain}", *(0 if row is None else row for row in rows))
        except (struct.error, OverflowError):  # too large for it
            return None
    known: tuple[Callable[[Any], int | None], int] | None = None
    if type_ == pa.date32():
        known = lambda day: day.toordinal() - _DAY, 4
    elif type_ == pa.timestamp("us"):
        known = lambda at: None if at.tzinfo else (at - _EPOCH) // _MICROSECOND, 8
    elif pa.types.is_decimal128(type_):
        known = lambda value: _scaled(value, type_.precision, type_.scale), 16
    if known is None:
        return None
    number, size = known
    laid_out = []
    for row in rows:
        said = 0 if row is None else number(row)
        if said is None:
            return None
        laid_out.append(said.to_bytes(size, "little", signed=True))
    return b"".join(laid_out)


def _scaled(value: Decimal, precision: int, scale: int) -> int | None:
    """The digits of a number that has `scale` places behind the point; None where that loses any."""
    sign, digits, exponent = value.as_tuple()
    if (
        not isinstance(exponent, int)
        or exponent < -scale
        or len(digits) + exponent + scale > precision
    ):
        return None
    whole: int = int("".join(map(str, digits))) * 10 ** (exponent + scale)
    return -whole if sign else whole
