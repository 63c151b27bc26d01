"""Pieces of a document: text and the bytes it stands for, put end to end as text and segments."""

from __future__ import annotations

import codecs
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kouan.model.decoding import Segment

#: Stands for each sequence that cannot be read.
HOLE_SIGN: Final = "\ufffd"

#: Above this share of unreadable sequences (of the bytes) reading is broken off: this is no text.
HOPELESS: Final = 0.1

#: So many segments become one that keeps the whole document: memory stays bounded, `origin` gets coarse.
MOST_SEGMENTS: Final = 100_000

_SURROGATE: Final = b"\xed"
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
    end = error.end
    if error.object[error.start : error.start + 1] == _SURROGATE and error.encoding == "utf-8":
        end = max(end, error.start + _surrogate_width(error.object, error.start))
    _stumbles.spans.append((error.start, end))
    if len(_stumbles.spans) > _stumbles.limit:
        raise HopelessError
    return HOLE_SIGN, end


codecs.register_error("kouan.note", _note)


def _surrogate_width(raw: bytes, start: int) -> int:
    """Bytes of a surrogate written as if it were a character of UTF-8: six for a pair, three for a lone one."""
    six = raw[start : start + 6]
    for width in (6, 3):
        try:
            text = six[:width].decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            continue
        is_pair = len(text) == 2 and text[0] < "\udc00" <= text[1] < "\ue000"
        if len(six) >= width and (width == 3 or is_pair):
            return width
    return 1


def reading_of(sequence: bytes, codec: str) -> str:
    r"""What stands for a sequence that the codec cannot read.

    A pair of surrogates (Java and old Oracle write characters beyond the basic plane so, as CESU-8) is
    the character that was meant; all else is a hole.

    >>> reading_of(b"\xed\xa1\x82\xed\xbe\xb7", "utf-8"), reading_of(b"\xff", "utf-8")
    ('𠮷', '\ufffd')
    """
    if codec == "utf-8" and len(sequence) == 6:
        halves = sequence.decode("utf-8", "surrogatepass")
        return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    return HOLE_SIGN


def stumbles(raw: bytes, codec: str) -> list[tuple[int, int]]:
    """The byte sequences a codec cannot read, in order.

    Raises:
        HopelessError: there are too many of them for a text.
    """
    return _stumbles_up_to(raw, codec, 8 + int(HOPELESS * len(raw)))


def all_stumbles(raw: bytes, codec: str) -> list[tuple[int, int]]:
    """As `stumbles`, however many there are: one line may be hopeless in a document that is not."""
    return _stumbles_up_to(raw, codec, len(raw))


def _stumbles_up_to(raw: bytes, codec: str, limit: int) -> list[tuple[int, int]]:
    _stumbles.spans, _stumbles.limit = [], limit
    raw.decode(codec, "kouan.note")
    spans: list[tuple[int, int]] = _stumbles.spans
    return spans


def around(raw: bytes, codec: str, bad: list[tuple[int, int]], offset: int = 0) -> Iterator[Piece]:
    """What stands between unreadable sequences, and these as holes."""
    at = 0
    for start, end in bad:
        if start > at:
            yield Piece(raw[at:start].decode(codec), codec, offset + at, offset + start)
        yield Piece(reading_of(raw[start:end], codec), None, offset + start, offset + end)
        at = end
    if at < len(raw):
        yield Piece(raw[at:].decode(codec), codec, offset + at, offset + len(raw))


def join(raw: bytes, pieces: Iterable[Piece]) -> tuple[str, tuple[Segment, ...]]:
    """Pieces end to end as text and segments; neighbours of one kind become one segment.

    Where there would be too many, one segment keeps the whole document.
    """
    texts: list[str] = []
    segments: list[Segment] = []
    at = begin = byte_begin = byte_end = 0
    codec: str | None = None

    def close() -> None:
        if byte_end > byte_begin and len(segments) < MOST_SEGMENTS:
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
    if len(segments) == MOST_SEGMENTS:
        segments = [Segment(0, at, 0, len(raw), None, raw)]
    return "".join(texts), tuple(segments)
