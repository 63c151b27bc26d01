"""Pieces that their codec would not write as they were read: pieces in, parted where bytes must be kept, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kouan.reading.neighbours import NEIGHBOURS
from kouan.reading.pieces import HOLE_SIGN, Piece


def reversible(raw: bytes, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, parted where their codec would not write the same bytes, and at U+001E."""
    for piece in pieces:
        parts: Iterable[Piece] = (piece,)
        if piece.codec == "big5hkscs":
            if not is_reversible_big5(piece.text, raw[piece.start : piece.end]):
                parts = _big5_parts(raw, piece)
        elif piece.codec in NEIGHBOURS:
            parts = _written_back(raw, piece)
        for part in parts:
            if "\x1e" in part.text and part.codec is not None:
                yield from _without_separators(part)
            else:
                yield part


def is_reversible_big5(text: str, raw: bytes) -> bool:
    """Whether each character of a Big5 text is written back as the bytes it was read from.

    Big5 has a dozen characters twice, and four pairs of bytes that stand for two code points.
    """
    return text.encode("big5hkscs") == raw and "\u0304" not in text and "\u030c" not in text


@cache
def _big5_stretches() -> re.Pattern[bytes]:
    """Stretches of ordinary Big5 characters, and (group 1) of such as are not written back as they were read."""
    odd = []
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            pair = bytes((lead, trail))
            text = pair.decode("big5hkscs", "ignore")
            if (
                text
                and text[-1] != chr(trail)
                and (len(text) > 1 or text.encode("big5hkscs") != pair)
            ):
                odd.append(re.escape(pair))
    either = b"|".join(odd)
    return re.compile(
        rb"((?:%b)++)|(?:[\x00-\x80\xff]|(?!%b)[\x81-\xfe].)++" % (either, either), re.DOTALL
    )


def _big5_parts(raw: bytes, piece: Piece) -> Iterator[Piece]:
    for found in _big5_stretches().finditer(raw, piece.start, piece.end):
        yield Piece(found[0].decode("big5hkscs"), None if found[1] else "big5hkscs", *found.span())


def _written_back(raw: bytes, piece: Piece) -> Iterator[Piece]:
    """Line by line, a line whose characters its codec writes another way (Shift JIS has many twice) keeping its bytes."""
    codec, at = piece.codec or "", piece.start
    for line in raw[piece.start : piece.end].splitlines(keepends=True):
        text = line.decode(codec)
        if _encoded(text, codec) == line:
            yield Piece(text, codec, at, at + len(line))
        else:
            yield Piece(text.replace("\x1e", HOLE_SIGN), None, at, at + len(line))
        at += len(line)


def _encoded(text: str, codec: str) -> bytes | None:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return None


def _without_separators(piece: Piece) -> Iterator[Piece]:
    """U+001E parts the documents of a batch, so no text may hold it: U+FFFD stands for it."""
    codec, at = piece.codec or "", piece.start
    width = len("\x1e".encode(codec))
    for number, part in enumerate(piece.text.split("\x1e")):
        if number:
            yield Piece(HOLE_SIGN, None, at, at + width)
            at += width
        if part:
            size = len(part.encode(codec))
            yield Piece(part, codec, at, at + size)
            at += size
