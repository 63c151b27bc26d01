"""A character n-gram model in, the bytes of its file out, and back; and the file that our knowledge holds.

The file holds a trie: for each n-gram its last symbol, its probability and its back-off weight, in 8 bits each, and
how many longer ones go on from it. Reading it gives one sorted table of keys an order, looked up by binary search.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar

import numpy as np
import numpy.typing as npt

from kouan.language.ngrams import ORDER, WIDTH, LogProbabilities, NgramModel, Table
from kouan.model.knowledge import Knowledge

T = TypeVar("T", bound=np.generic)

#: Log-probabilities are kept in steps of this size, from 0 down.
STEP: Final = 0.08
#: Back-off weights lie between these, in 255 steps.
BACK_OFF_LOW, BACK_OFF_HIGH = -9.0, 3.0

_MAGIC: Final = b"kouan characters 1\n"
#: The file begins with its kind and a digest of the rest.
HEAD: Final = len(_MAGIC) + 16


def write(model: NgramModel) -> bytes:
    """The model as the bytes of its file; equal models give equal bytes."""
    parts: list[npt.NDArray[Any]] = [model.fold]
    for order, table in enumerate(model.tables, 1):
        if order > 1:
            parts.append((table.keys & np.uint64(0xFFFF)).astype(np.uint16))
        parts.append(_quantized(table.log_probability))
        if order < ORDER:
            longer = model.tables[order].keys >> WIDTH
            parts.append(_back_off_quantized(table.back_off))
            first = np.searchsorted(longer, table.keys, "left")
            parts.append((np.searchsorted(longer, table.keys, "right") - first).astype(np.uint32))
    out = io.BytesIO()
    for part in parts:
        np.lib.format.write_array(out, _planes(part), allow_pickle=False)
    packed = zlib.compress(out.getvalue(), 9)
    return _MAGIC + _digest(packed) + packed


class ModelError(ValueError):
    """A file that is no character model, or a damaged one; the message names it and the remedy."""


def check(content: bytes, name: str) -> None:
    """See that the bytes are a whole model, without reading its tables.

    Raises:
        ModelError: they are not; the message says `name`.
    """
    remedy = "run `kouan model build`, or move the file away"
    if not content.startswith(_MAGIC):
        raise ModelError(f"{name}: not a character model of this version; {remedy}")
    if content[len(_MAGIC) : HEAD] != _digest(content[HEAD:]):
        raise ModelError(f"{name}: a damaged character model; {remedy}")


def read(content: bytes, name: str = "model") -> NgramModel:
    """The model from the bytes of its file.

    Raises:
        ModelError: the bytes are no such model, or not all of it; the message says `name`.
    """
    check(content, name)
    held = io.BytesIO(zlib.decompress(content[HEAD:]))
    fold = array_in(held, np.uint16)
    keys = np.arange(1 << 16, dtype=np.uint64)
    tables: list[Table] = []
    children = np.zeros(0, np.uint32)
    for order in range(1, ORDER + 1):
        if order > 1:
            last = array_in(held, np.uint16)
            keys = np.repeat(keys, children) << WIDTH | last
        log_probability = log_probabilities_in(held)
        back_off = np.zeros(0, np.float32)
        if order < ORDER:
            steps = array_in(held, np.uint8).astype(np.float32)
            back_off = BACK_OFF_LOW + steps * np.float32((BACK_OFF_HIGH - BACK_OFF_LOW) / 255)
            children = array_in(held, np.uint32)
        tables.append(Table(keys, log_probability, back_off))
    return NgramModel(fold, tuple(tables))


def array_in(held: io.BytesIO, kind: type[T]) -> npt.NDArray[T]:
    """The next array of a file."""
    planes = np.lib.format.read_array(held, allow_pickle=False)
    return np.ascontiguousarray(planes.T).view(kind).ravel()


def log_probabilities_in(held: io.BytesIO) -> LogProbabilities:
    """The next array of a file, as log-probabilities."""
    return array_in(held, np.uint8).astype(np.float32) * np.float32(-STEP)


def _digest(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=16).digest()


def _planes(values: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """The bytes of an array, first all lowest bytes, then all next ones: so they compress well."""
    wide = np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<")))
    return np.ascontiguousarray(wide.view(np.uint8).reshape(len(wide), -1).T)


def _quantized(values: LogProbabilities) -> npt.NDArray[np.uint8]:
    return np.asarray(np.clip(np.rint(values / -STEP), 0, 255), np.uint8)


def _back_off_quantized(values: LogProbabilities) -> npt.NDArray[np.uint8]:
    share = (values - BACK_OFF_LOW) / (BACK_OFF_HIGH - BACK_OFF_LOW)
    return np.asarray(np.clip(np.rint(share * 255), 0, 255), np.uint8)


@dataclass(frozen=True)
class ModelFile:
    """The bytes of a character model and their digest; read when somebody asks for the model."""

    name: str
    content: bytes
    digest: str

    @classmethod
    def of(cls, name: str, content: bytes, *, is_shipped: bool = False) -> Self:
        """A model file with the digest that it bears (32 hexadecimal digits).

        The shipped one is as whole as the modules beside it; `read` looks before it makes all tables.

        Raises:
            ModelError: the bytes are no whole model.
        """
        if not is_shipped:
            check(content, name)
        return cls(name, content, content[len(_MAGIC) : HEAD].hex())


def model_of(knowledge: Knowledge) -> NgramModel:
    """The character model that the knowledge holds, read once.

    Raises:
        ModelError: it holds none.
    """
    return knowledge.made(_model)


def _model(knowledge: Knowledge) -> NgramModel:
    held = file_of(knowledge)
    return read(held.content, held.name)


def file_of(knowledge: Knowledge) -> ModelFile:
    """The model's file that the knowledge holds.

    Raises:
        ModelError: it holds none.
    """
    held: ModelFile | None = knowledge.model
    if held is None:
        raise ModelError("this knowledge holds no character model; gather() gives one that does")
    return held
