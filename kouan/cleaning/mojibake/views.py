"""Text in, the bytes it was wrongly read from out, and bytes in, the text a codec reads from them: both with offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.characters import Codes

Octets = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.uint16]

BEYOND: Final = 0x10000
#: Bytes beyond ASCII that are one character for a codec that reads two at a time; all others are a half.
_KATAKANA: Final = (0x80, *range(0xA0, 0xE0), 0xFD, 0xFE, 0xFF)
_DOUBLE: Final = {"gb18030": (), "big5hkscs": (), "cp949": (), "cp932": _KATAKANA}
#: What a byte that stands for no character decodes to, by Python's "surrogateescape".
ESCAPED: Final = 0xDC00
UTF8: Final = "utf-8"
#: The codec that reads each byte as one character.
SINGLE: Final = "cp1252"


@dataclass(frozen=True)
class Octeted:
    """A text as bytes: which character begins at which byte, and which characters have no bytes in this codec."""

    data: Octets
    #: First byte of each character.
    start: Offsets
    #: Characters that the codec cannot have produced; a line break stands for them.
    foreign: Flags


@dataclass(frozen=True)
class Read:
    """Bytes as text: code points (a byte that fits nowhere becomes a lone surrogate) and their first bytes."""

    codes: Codes
    start: Offsets


def octets(codec: str, codes: Codes) -> Octeted:
    """The bytes that a codec reads as these characters.

    >>> octets("gb18030", np.array([0x6D93], np.uint32)).data.tobytes().hex()
    'e4b8'
    """
    number = np.take(numbers(codec), codes, mode="clip")
    if codec == "big5hkscs" and (beyond := np.flatnonzero(codes >= BEYOND)).size:
        known, said = _beyond()
        place = np.minimum(np.searchsorted(known, codes[beyond]), len(known) - 1)
        number[beyond] = np.where(known[place] == codes[beyond], said[place], 0)
    foreign = (number == 0) & (codes != 0)
    number = np.where(foreign, np.uint16(10), number)
    double = number > 0xFF
    length = 1 + double.astype(np.int64)
    start = np.cumsum(length) - length
    data = np.empty(int(length.sum()), np.uint8)
    data[start] = np.where(double, number >> 8, number)
    data[start[double] + 1] = number[double] & 0xFF
    return Octeted(data, start, foreign)


def read(codec: str, data: Octets) -> Read:
    """What a codec reads from bytes, every byte accounted for."""
    # the line breaks behind keep a half character at the end from swallowing more than itself
    text = (data.tobytes() + b"\n\n\n\n").decode(codec, "surrogateescape")
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    length = np.take(_lengths(codec), codes, mode="clip").astype(np.int64)
    start = np.cumsum(length) - length
    inside = int(np.searchsorted(start, len(data)))
    return Read(codes[:inside], start[:inside])


@cache
def numbers(codec: str) -> Numbers:
    """The bytes of each code point as one number, the first one highest; 0 where a codec has none, or more than two."""
    table = np.zeros(BEYOND + 1, np.uint16)
    if codec in _DOUBLE:
        for number, character in _pairs(codec):
            if ord(character) < BEYOND:
                table[ord(character)] = number
        singles: Iterable[int] = (*range(0x80), *_DOUBLE[codec])
    else:
        singles = range(0x100)
    for byte in singles:
        character = bytes((byte,)).decode(codec, "ignore")
        # what a codec leaves undefined passes as a control character, as browsers have it
        table[ord(character) if character else byte] = byte
    if codec not in _DOUBLE:
        controls = np.arange(0x80, 0xA0)
        free = table[controls] == 0
        table[controls[free]] = controls[free]
    return table


@cache
def _beyond() -> tuple[Codes, Numbers]:
    """The characters of Hong Kong's supplement beyond the basic plane, in order, and their numbers."""
    known = sorted(
        (ord(character), number)
        for number, character in _pairs("big5hkscs")
        if ord(character) >= BEYOND
    )
    table = np.array(known, np.uint32)
    return table[:, 0], table[:, 1].astype(np.uint16)


def _pairs(codec: str) -> Iterable[tuple[int, str]]:
    pairs = (np.arange(0x81, 0xFF)[:, None] << 8 | np.arange(0x40, 0xFF)).ravel()
    for pair, character in zip(pairs.tolist(), each_read(codec, pairs), strict=True):
        if len(character) == 1 and character >= "\x80":
            yield pair, character


def each_read(codec: str, pairs: npt.NDArray[np.int64]) -> list[str]:
    """What a codec makes of each two bytes (as one number) by themselves; of those it cannot read, at most the second.

    All are read at once, a line each: no codec takes a line break for a part of a character.
    """
    lines = np.stack((pairs >> 8, pairs & 0xFF, np.full_like(pairs, 10)), axis=1)
    return lines.astype(np.uint8).tobytes().decode(codec, "ignore").split("\n")[:-1]


@cache
def _lengths(codec: str) -> npt.NDArray[np.uint8]:
    """How many bytes each code point takes."""
    table = np.empty(BEYOND + 1, np.uint8)
    if codec == UTF8:
        table[:0x80], table[0x80:0x800], table[0x800:], table[BEYOND] = 1, 2, 3, 4
    else:
        number = numbers(codec)
        table[:] = np.where(number > 0xFF, 2, 4 if codec == "gb18030" else 2)
        table[:0x80] = 1
        if (
            codec == "big5hkscs"
        ):  # four of its numbers are a letter with a combining mark, two code points
            table[[0x304, 0x30C]] = 0
    table[ESCAPED + 0x80 : ESCAPED + 0x100] = 1
    return table
