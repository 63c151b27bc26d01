"""Reading a document that its codec does not read cleanly: bytes and codec in, text and segments out.

What the codec cannot read becomes U+FFFD, one for each sequence that it stumbles over, unless another codec
reads it: per line, and inside a line. What a codec reads but would write another way keeps its text. All of
that stands in segments that keep their bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from kouan.model.decoding import Segment
from kouan.reading import hz, seams
from kouan.reading.pieces import (
    HOLE_SIGN,
    MOST_SEGMENTS,
    HopelessError,
    Piece,
    all_stumbles,
    around,
    join,
    stumbles,
)
from kouan.reading.plausibility import log_probability, mean_beyond_ascii
from kouan.reading.reversal import reversible

#: Documents of more lines are not read line by line, only around what cannot be read.
MOST_LINES: Final = 2_000_000

#: In documents of more lines, a line that the document's codec reads without a hole is not compared with other readings.
MANY_LINES: Final = 10_000

#: A line that is strict UTF-8 by so many bytes more than characters is UTF-8: four characters of Chinese.
SURPLUS: Final = 8

#: A line is read by another codec than its document only when that is likelier by so much (log-probability).
LINE_LEAD: Final = 4.0

#: Longer lines are read in their own codec but for what stands around an unreadable sequence: so many characters.
LONG_LINE: Final = 4096
AROUND: Final = 64

#: So many bytes of a document are read byte by byte (two seconds a megabyte); beyond, what cannot be read is a hole.
MOST_WEIGHED: Final = 1 << 18

_TEXT_BYTES: Final = np.zeros(256, bool)
_TEXT_BYTES[0x20:0x7F] = _TEXT_BYTES[[0x09, 0x0A, 0x0D]] = True

#: Bytes that neither GB 2312 nor Big5 uses, but every other character of UTF-8.
_BESIDE: Final = bytes(range(0x80, 0xA1))
_TWO_OF_UTF_8: Final = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{2}[\xe4-\xe9][\x80-\xbf]{2}")

#: No encoding read here uses these inside a character.
_APART: Final = re.compile(rb"[\x00-\x2f]")


def has_seams(raw: bytes, codec: str) -> bool:
    """Whether bytes that a codec of two-byte characters reads without a hole seem to hold another encoding.

    GB18030 reads most of UTF-8 and of Big5 as something. Asked for are two characters of UTF-8 in a row, and the
    comma of Big5, which is no character of GB 2312.
    """
    if len(raw.translate(None, _BESIDE)) < len(raw) and _TWO_OF_UTF_8.search(raw):
        return True
    return codec == "gb18030" and b"\xa1A" in raw


def read(raw: bytes, codec: str) -> tuple[str, tuple[Segment, ...], int]:
    """Text and segments of a document, and how many sequences of it could not be read.

    Raises:
        HopelessError: there are too many of them for a text.
    """
    shares = codec in seams.SHARING
    lines = raw.count(b"\n") + raw.count(b"\r") + 1 if shares else MOST_LINES
    try:
        bad = stumbles(raw, codec)
    except HopelessError:
        if lines >= MOST_LINES:
            raise
        bad = [(0, len(raw))]  # perhaps each line is in an encoding of its own
    if len(bad) >= MOST_SEGMENTS and not 1 < lines < MOST_LINES:
        text = raw.decode(codec, "replace").replace("\x1e", HOLE_SIGN)
        return text, (Segment(0, len(text), 0, len(raw), None, raw),), len(bad)
    pieces = _pieces(raw, codec, bad, lines) if shares else around(raw, codec, bad)
    if shares and b"~{" in raw:
        pieces = hz.inside(raw, pieces)
    text, segments = join(raw, reversible(raw, pieces))
    return text, segments, text.count(HOLE_SIGN)


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


def _pieces(raw: bytes, codec: str, bad: list[tuple[int, int]], lines: int) -> Iterator[Piece]:
    """A document that may be put together from several encodings."""
    if not bad and (codec == "utf-8" or not has_seams(raw, codec)):
        return around(raw, codec, bad)
    if lines < MOST_LINES:
        return _by_line(raw, codec, lines < MANY_LINES)
    return _around_holes(raw, codec, bad, 0, _Budget())


class _Budget:
    """How many bytes of a document may still be weighed one by one."""

    def __init__(self) -> None:
        self.left = MOST_WEIGHED

    def allows(self, size: int) -> bool:
        """Whether so many more may be; if so, they are taken off."""
        if size > self.left:
            return False
        self.left -= size
        return True


def _by_line(raw: bytes, codec: str, thorough: bool) -> Iterator[Piece]:
    """Each line by the codec that suits it, or in parts; `thorough`: the plausible ones are compared too.

    No encoding read here uses the byte of a line break inside a character.
    """
    at, budget = 0, _Budget()
    for line in _lines(raw):
        if line.isascii():
            yield Piece(line.decode("ascii"), codec, at, at + len(line))
        else:
            yield from _line(line, codec, at, budget, thorough)
        at += len(line)


def _lines(raw: bytes) -> Iterator[bytes]:
    """The lines, long ones parted behind a byte that is never inside a character."""
    for line in raw.splitlines(keepends=True):
        at = 0
        while len(line) - at > LONG_LINE and (cut := _APART.search(line, at + LONG_LINE // 2)):
            yield line[at : cut.end()]
            at = cut.end()
        if at < len(line):
            yield line[at:]


def _line(line: bytes, codec: str, at: int, budget: _Budget, thorough: bool) -> Iterator[Piece]:
    chosen = _at_sight(line, codec, thorough) or _codec_of_line(line, codec)
    bad = all_stumbles(line, chosen)
    if not bad and (chosen == "utf-8" or not has_seams(line, chosen)):
        yield Piece(line.decode(chosen), chosen, at, at + len(line))
    elif len(line) > LONG_LINE:
        yield from _around_holes(line, chosen, bad, at, budget)
    elif budget.allows(len(line)):
        yield from seams.pieces_of(line, chosen, at)
    else:
        yield from around(line, chosen, bad, at)


def _at_sight(line: bytes, codec: str, thorough: bool) -> str | None:
    """The codec of a line that needs no weighing."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        pass
    else:
        if codec == "utf-8" or len(line) - len(text) >= SURPLUS:
            return "utf-8"
    if thorough or codec == "utf-8" or has_seams(line, codec):
        return None
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return None
    return codec


def _codec_of_line(line: bytes, codec: str) -> str:
    """The document's codec, unless another one reads the line without a hole, as text, and far more plausibly."""
    best, chosen = log_probability(line.decode(codec, "replace")) + LINE_LEAD, codec
    for other in seams.SHARING:
        if other == codec:
            continue
        try:
            text = line.decode(other)
        except UnicodeDecodeError:
            continue
        weight = log_probability(text)
        if weight > best and mean_beyond_ascii(text) > seams.PLAUSIBLE:
            best, chosen = weight, other
    return chosen


def _around_holes(
    raw: bytes, codec: str, bad: list[tuple[int, int]], offset: int, budget: _Budget
) -> Iterator[Piece]:
    """A long stretch: what is near an unreadable sequence is weighed byte by byte, the rest read as it is."""
    at = 0
    for start, end in _windows(raw, codec, bad):
        if not budget.allows(end - start):
            break
        if start > at:
            yield Piece(raw[at:start].decode(codec), codec, offset + at, offset + start)
        yield from seams.pieces_of(raw[start:end], codec, offset + start, returns=end < len(raw))
        at = end
    rest = [(start - at, end - at) for start, end in bad if start >= at]
    yield from around(raw[at:], codec, rest, offset + at)


def _windows(raw: bytes, codec: str, bad: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans around unreadable sequences, with characters on both sides up to a line break; near ones as one."""
    open_at: int | None = None
    closed_at = 0
    for number, (_, end) in enumerate(bad):
        before = bad[number - 1][1] if number else 0
        if open_at is None:
            # 64 characters of three bytes on both sides of a gap of 354 bytes met, and 30 bytes were read twice
            open_at = max(closed_at, _reach_back(raw[before : bad[number][0]], codec) + before)
        behind = bad[number + 1][0] if number + 1 < len(bad) else len(raw)
        if number + 1 < len(bad) and behind - end <= 4 * AROUND:
            continue
        closed_at = end + _reach_on(raw[end:behind], codec)
        yield open_at, closed_at
        open_at = None


def _reach_back(readable: bytes, codec: str) -> int:
    """Where the last characters of a readable stretch begin."""
    tail = readable.decode(codec)[-AROUND:]
    tail = tail[tail.rfind("\n") + 1 :].lstrip(
        "\u0304\u030c"
    )  # Big5 has pairs that are two code points
    return len(readable) - len(tail.encode(codec))


def _reach_on(readable: bytes, codec: str) -> int:
    """Where the first characters of a readable stretch end."""
    text = readable[: 8 * AROUND].decode(codec, "ignore")
    head = text[: AROUND + 1]
    stop = head.find("\n") + 1 or AROUND
    return len(head[:stop].encode(codec))
