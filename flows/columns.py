"""Plain values in, Arrow columns out, and back, without pandas.

`pa.array` and `to_numpy` import pandas to ask it about what they are given: a second and more, before a run
has seen that there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc


def text_array(values: Iterable[str]) -> pa.LargeStringArray:
    """Texts as an Arrow column; whatever their letters."""
    encoded = [value.encode("utf-8", "surrogatepass") for value in values]
    bounds = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=bounds[1:])
    return pa.LargeStringArray.from_buffers(
        len(encoded), pa.py_buffer(bounds), pa.py_buffer(b"".join(encoded))
    )


def numbers_array(values: npt.NDArray[np.int64]) -> pa.Int64Array:
    """Whole numbers as an Arrow column."""
    whole = np.ascontiguousarray(values, np.int64)
    return pa.Array.from_buffers(pa.int64(), len(whole), [None, pa.py_buffer(whole)])


def truth_array(values: npt.NDArray[np.bool_]) -> pa.BooleanArray:
    """Truth values as an Arrow column."""
    bits = pa.py_buffer(np.packbits(values, bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), len(values), [None, bits])


def numbers(column: Any) -> npt.NDArray[np.int64]:
    """A column of whole numbers."""
    array = _whole(column)
    return np.frombuffer(array.buffers()[1], np.int64)[array.offset :][: len(array)]


def truths(column: Any) -> npt.NDArray[np.bool_]:
    """A column of truth values."""
    array = _whole(column)
    bits = np.frombuffer(array.buffers()[1] or b"", np.uint8)
    return np.unpackbits(bits, bitorder="little").astype(np.bool_)[array.offset :][: len(array)]


def places_in(values: Any, among: Any) -> npt.NDArray[np.int64]:
    """Where each value stands among others; -1 where it does not."""
    array = _whole(pc.index_in(values, value_set=among))
    valid, at = array.buffers()
    position = np.frombuffer(at, np.int32)[array.offset :][: len(array)].astype(np.int64)
    if valid is not None:
        bits = np.unpackbits(np.frombuffer(valid, np.uint8), bitorder="little")
        position[bits[array.offset :][: len(array)] == 0] = -1
    return position


def _whole(column: Any) -> Any:
    """A column in one piece."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    return (
        column.chunk(0)
        if column.num_chunks == 1
        else pa.concat_arrays(column.chunks or [_none(column)])
    )


def _none(column: Any) -> Any:
    return pa.Array.from_buffers(column.type, 0, [None, pa.py_buffer(b"")])
