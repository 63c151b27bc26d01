"""HZ, GB 2312 in seven bits between ~{ and ~}: bytes in, pieces out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from kouan.reading.pieces import Piece
from kouan.reading.plausibility import mean_beyond_ascii

#: A run; it may be cut short where its line or the document ends. Pairs never begin with ~, so the end is no pair.
_RUN: Final = re.compile(rb"~\{((?:[\x21-\x77][\x21-\x7e])++)(~\}|(?=\r?\n)|[\x21-\x77~]?\Z)")
#: What else a tilde says in such a document: itself, or that the line goes on.
_ESCAPE: Final = re.compile(rb"~(~|\r?\n)")
_EIGHT_BITS: Final = bytes(value | 0x80 for value in range(256))

#: Mean log-probability under which what stands between ~{ and ~} is no Chinese.
PLAUSIBLE: Final = -9.5


#: A document shows in so many runs whether it is HZ.
MOST_TRIED: Final = 50
#: One of more runs becomes one piece.
MOST_RUNS: Final = 30_000


def pieces_of(raw: bytes) -> list[Piece] | None:
    """The pieces of a document in HZ; None where it is none."""
    if not any(_is_chinese(_text(found[1])) for found in islice(_RUN.finditer(raw), MOST_TRIED)):
        return None
    if raw.count(b"~{") > MOST_RUNS:
        return [Piece(raw.decode("hz", "replace"), None, 0, len(raw))]
    pieces: list[Piece] = []
    at = 0
    for found in _RUN.finditer(raw):
        text = _text(found[1])
        if text is None:
            continue
        pieces += _outside(raw, at, found.start())
        at = found.end()
        half = found.start(2) if found[2] and found[2] not in (b"~}", b"~") else at
        pieces.append(Piece(text, None, found.start(), half))
        if half < at:  # the document was cut within a character
            pieces.append(Piece("\ufffd", None, half, at))
    return pieces + list(_outside(raw, at, len(raw)))


def inside(raw: bytes, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a document in another encoding, parted where runs of HZ stand in it."""
    for piece in pieces:
        if piece.codec is None or b"~{" not in raw[piece.start : piece.end]:
            yield piece
            continue
        at = piece.start
        for found in _RUN.finditer(raw, piece.start, piece.end):
            text = _text(found[1])
            if not found[2].startswith(b"~") or not _is_chinese(text) or text is None:
                continue
            try:
                before = raw[at : found.start()].decode(piece.codec)
            except UnicodeDecodeError:  # the tilde is the second byte of a character
                continue
            if before:
                yield Piece(before, piece.codec, at, found.start())
            yield Piece(text, None, *found.span())
            at = found.end()
        if at < piece.end:
            yield Piece(raw[at : piece.end].decode(piece.codec), piece.codec, at, piece.end)


def _text(body: bytes) -> str | None:
    try:
        return body.translate(_EIGHT_BITS).decode("gb2312")
    except UnicodeDecodeError:
        return None


def _is_chinese(text: str | None) -> bool:
    return text is not None and mean_beyond_ascii(text) > PLAUSIBLE


def _outside(raw: bytes, start: int, end: int) -> Iterator[Piece]:
    """What stands between the runs: ASCII, where ~~ is a tilde and ~ before a line break is nothing."""
    at = start
    for found in _ESCAPE.finditer(raw, start, end):
        if found.start() > at:
            yield Piece(raw[at : found.start()].decode("ascii"), "ascii", at, found.start())
        yield Piece("~" if found[1] == b"~" else "", None, *found.span())
        at = found.end()
    if end > at:
        yield Piece(raw[at:end].decode("ascii"), "ascii", at, end)
