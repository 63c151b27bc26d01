"""Reading a document that its codec does not read cleanly: bytes and codec in, text and segments out.

What the codec cannot read becomes U+FFFD, one for each sequence that it stumbles over; what it reads
but would write another way keeps its text. Both stand in segments that keep their bytes.
"""

from __future__ import annotations

import codecs
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

import numpy as np

from kouan.model.decoding import Segment
from kouan.reading.plausibility import log_probability

#: Above this share of unreadable sequences (of the bytes) reading is broken off: this is no text.
HOPELESS: Final = 0.1

#: More segments than this become one that keeps the whole document: memory stays bounded, `origin` gets coarse.
MOST_SEGMENTS: Final = 100_000

#: Documents of more lines are read by one codec throughout.
MOST_LINES: Final = 10_000

#: A line is read by another codec than its document only when that is likelier by so much (log-probability).
LINE_LEAD: Final = 4.0

_READ_BY_LINE: Final = ("utf-8", "gb18030", "big5hkscs")
_TEXT_BYTES: Final = np.zeros(256, bool)
_TEXT_BYTES[0x20:0x7F] = _TEXT_BYTES[[0x09, 0x0A, 0x0D]] = True

_stumbles = threading.local()


class HopelessError(ValueError):
    """Too much of the document cannot be read in this codec."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text and the bytes [start, end) it stands for; without a codec the bytes must be kept."""

    text: str
    codec: str | None
    start: int
    end: int


def _note(error: UnicodeError) -> tuple[str, int]:
    """Note a sequence that cannot be read and go on behind it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _stumbles.spans.append((error.start, error.end))
    if len(_stumbles.spans) > _stumbles.limit:
        raise HopelessError
    return "\ufffd", error.end


codecs.register_error("kouan.note", _note)


def stumbles(raw: bytes, codec: str) -> list[tuple[int, int]]:
    """The byte sequences a codec cannot read, in order.

    Raises:
        HopelessError: there are too many of them for a text.
    """
    _stumbles.spans, _stumbles.limit = [], 8 + int(HOPELESS * len(raw))
    raw.decode(codec, "kouan.note")
    spans: list[tuple[int, int]] = _stumbles.spans
    return spans


def read(raw: bytes, codec: str) -> tuple[str, tuple[Segment, ...], int]:
    """Text and segments of a document, and how many sequences of it could not be read.

    Raises:
        HopelessError: there are too many of them for a text.
    """
    lines = raw.count(b"\n") if codec in _READ_BY_LINE else 0
    try:
        bad = stumbles(raw, codec)
    except HopelessError:
        if not 0 < lines < MOST_LINES:
            raise
        bad = [(0, len(raw))]  # perhaps each line is in an encoding of its own
    if max(len(bad), raw.count(b"\x1e")) < MOST_SEGMENTS // 2:
        found = (
            _by_line(raw, codec) if bad and 0 < lines < MOST_LINES else _around(raw, codec, bad, 0)
        )
        pieces = list(islice(found, MOST_SEGMENTS))
        parts = list(
            islice((part for piece in pieces for part in _reversible(raw, piece)), MOST_SEGMENTS)
        )
        if len(parts) < MOST_SEGMENTS:
            return *join(raw, parts), sum(1 for piece in pieces if piece.codec is None)
    text = raw.decode(codec, "replace").replace("\x1e", "\ufffd")
    return text, (Segment(0, len(text), 0, len(raw), None, raw),), len(bad)


def join(raw: bytes, pieces: Iterable[Piece]) -> tuple[str, tuple[Segment, ...]]:
    """Pieces end to end as text and segments; neighbours of one kind become one segment."""
    texts: list[str] = []
    segments: list[Segment] = []
    at = begin = byte_begin = byte_end = 0
    codec: str | None = None

    def close() -> None:
        if byte_end > byte_begin:
            kept = raw[byte_begin:byte_end] if codec is None else b""
            segments.append(Segment(begin, at, byte_begin, byte_end, codec, kept))

    for piece in pieces:
        if piece.codec != codec:
            close()
            begin, byte_begin, codec = at, piece.start, piece.codec
        texts.append(piece.text)
        at += len(piece.text)
        byte_end = piece.end
    close()
    return "".join(texts), tuple(segments)


def rendering(raw: bytes) -> tuple[str, tuple[Segment, ...]]:
    """Bytes that are no text, to look at: ASCII stays, each run of other bytes is one U+FFFD; one segment keeps all."""
    values = np.frombuffer(raw, np.uint8)
    good = _TEXT_BYTES[values]
    shown = good.copy()
    shown[:1] = True
    shown[1:] |= good[:-1]
    text = (
        np.where(good, values.astype("<u2"), np.uint16(0xFFFD))
        .astype("<u2")[shown]
        .tobytes()
        .decode("utf-16-le")
    )
    return text, (Segment(0, len(text), 0, len(raw), None, raw),)


def _around(raw: bytes, codec: str, bad: list[tuple[int, int]], offset: int) -> Iterator[Piece]:
    """What stands between unreadable sequences, and these as holes."""
    at = 0
    for start, end in bad:
        if start > at:
            yield Piece(raw[at:start].decode(codec), codec, offset + at, offset + start)
        yield Piece("\ufffd", None, offset + start, offset + end)
        at = end
    if at < len(raw):
        yield Piece(raw[at:].decode(codec), codec, offset + at, offset + len(raw))


def _by_line(raw: bytes, codec: str) -> Iterator[Piece]:
    """A document that may be put together from several encodings: each line by the codec that suits it.

    No encoding read here uses the byte of a line break inside a character.
    """
    at = 0
    for line in raw.splitlines(keepends=True):
        if line.isascii():
            yield Piece(line.decode("ascii"), codec, at, at + len(line))
        else:
            chosen = _codec_of_line(line, codec)
            yield from _around(line, chosen, stumbles_of_line(line, chosen), at)
        at += len(line)


def stumbles_of_line(line: bytes, codec: str) -> list[tuple[int, int]]:
    """As `stumbles`, however many there are: one line may be hopeless in a document that is not."""
    _stumbles.spans, _stumbles.limit = [], len(line)
    line.decode(codec, "kouan.note")
    spans: list[tuple[int, int]] = _stumbles.spans
    return spans


def _codec_of_line(line: bytes, codec: str) -> str:
    """The document's codec, unless another one reads the line without a hole and far more plausibly."""
    best, chosen = log_probability(line.decode(codec, "replace")) + LINE_LEAD, codec
    for other in _READ_BY_LINE:
        if other == codec:
            continue
        try:
            weight = log_probability(line.decode(other))
        except UnicodeDecodeError:
            continue
        if weight > best:
            best, chosen = weight, other
    return chosen


def _reversible(raw: bytes, piece: Piece) -> Iterator[Piece]:
    """The piece, parted where its codec would not write the same bytes, and at U+001E."""
    if piece.codec is None:
        yield piece
        return
    parts: Iterable[Piece] = (piece,)
    if piece.codec == "big5hkscs" and not is_reversible_big5(
        piece.text, raw[piece.start : piece.end]
    ):
        parts = _big5_parts(raw, piece)
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


def _without_separators(piece: Piece) -> Iterator[Piece]:
    """U+001E parts the documents of a batch, so no text may hold it: U+FFFD stands for it."""
    codec, at = piece.codec or "", piece.start
    width = len("\x1e".encode(codec))
    for number, part in enumerate(piece.text.split("\x1e")):
        if number:
            yield Piece("\ufffd", None, at, at + width)
            at += width
        if part:
            size = len(part.encode(codec))
            yield Piece(part, codec, at, at + size)
            at += size
