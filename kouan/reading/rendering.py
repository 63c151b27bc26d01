r"""A decoded file of some structure and the stretches of it that are text in; a decoding of that text out.

Every byte stays accounted for: what is structure (tags, keys, brackets) hangs in segments without characters,
what is written otherwise than it reads (\n, &amp;) in segments that keep their bytes.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, NamedTuple

import numpy as np

from kouan.model.decoding import Decoding, Segment
from kouan.model.expression import Expression
from kouan.model.ledger import Ledger
from kouan.reading.fields import Value

#: Python writes a run of \\u4e2d as JSON does, one escape per character, so that it needs no segment each.
ESCAPES = "unicode_escape"


class Piece(NamedTuple):
    """A stretch [start, end) of the decoded file that is text: as it stands, or read as `text`."""

    start: int
    end: int
    text: str | None = None


def rendered(raw: bytes, base: Decoding, pieces: Iterable[Piece]) -> Decoding:
    r"""The text that pieces of a decoded file make, in their order; they do not overlap.

    Structure before a piece hangs at its start, so a reader lets the break behind a text carry the structure
    that follows it: a span of the text then leads to its own bytes alone.

    >>> from kouan.reading.decoding import decode
    >>> line = b'{"text": "a\\nb"}'
    >>> made = rendered(line, decode(line), [Piece(10, 11), Piece(11, 13, "\n"), Piece(13, 14)])
    >>> made.text, made.rebuild() == line
    ('a\nb', True)
    """
    stretches = list(_stretches(base, pieces))
    ledger = Ledger(base.segments, (), len(base.text)).bound(base.text)
    bounds = np.array([(start, end) for start, end, *_ in stretches], np.int64).reshape(-1, 2)
    firsts, lasts = (bytes_.tolist() for bytes_ in ledger.origins(bounds[:, 0], bounds[:, 1]))
    segments = _Segments(raw)
    for (_, _, text, codec), first, last in zip(stretches, firsts, lasts, strict=True):
        segments.add(text, first, last, codec)
    said = "".join(text for _, _, text, _ in stretches)
    refusal = base.refusal or (None if said.strip() else "empty")
    return base._replace(text=said, segments=tuple(segments.made), refusal=refusal)


def _stretches(
    base: Decoding, pieces: Iterable[Piece]
) -> Iterator[tuple[int, int, str, str | None]]:
    """The whole file in stretches: start, end, how it reads, and the codec that reads it so (None: none does)."""
    starts = [part.start for part in base.segments]
    at = 0
    for start, end, text in pieces:
        if start > at:
            yield at, start, "", None
        if text is not None:
            yield start, end, text, None
        else:
            for first, last, part in _parts(base, starts, start, end):
                yield first, last, base.text[first:last], part.codec
        at = end
    if at < len(base.text):
        yield at, len(base.text), "", None


class _Segments:
    """Segments of a text in the making; what one codec reads in a row is one of them."""

    def __init__(self, raw: bytes) -> None:
        self.made: list[Segment] = []
        self._raw, self._position = raw, 0
        # escapes stand for everything but ASCII: then ASCII between them reads by their codec too
        self._is_escaped = raw.isascii()

    def add(self, text: str, first: int, last: int, codec: str | None) -> None:
        """Bytes [first, last) of the file, which read as this text."""
        kept = self._raw[first:last]
        if self._is_escaped and text and text.encode(ESCAPES, "replace") == kept:
            codec = ESCAPES
        begin, self._position = self._position, self._position + len(text)
        before = self.made[-1] if self.made else None
        if codec and before and before.codec == codec and before.byte_end == first:
            self.made[-1] = before._replace(end=self._position, byte_end=last)
        else:
            self.made.append(
                Segment(begin, self._position, first, last, codec, b"" if codec else kept)
            )


SPECIAL: Final = Expression("[<>&]")
#: Markup that stands in running text only where the text is a page or a part of one.
MARKUP: Final = Expression(
    r"<(?:/?(?:p|div|br|img|span|table|tr|td|ul|ol|li|h[1-6]|pre|blockquote|strong|section|article|figure|html|body)\b|a\s)[^<>]*>",
    re.IGNORECASE,
)


def titled(
    file: str,
    title: tuple[int, int] | None,
    text: tuple[int, int],
    read: Callable[[int, int], Iterable[Piece]],
    is_page: bool,
) -> Iterator[Piece]:
    """Pieces for a title and a text behind it, `read` giving those of a stretch of the decoded file.

    Where the text is a page, the title is dressed as its heading: the rule for pages takes its dress off.
    """
    begins, parts, ends = (
        ("<html><body>", "</h1>\n", "</body></html>\n") if is_page else ("", "\n", "\n")
    )
    if title is not None:
        yield Piece(0, title[0], begins + "<h1>" * is_page)
        yield from _escaped(file, read(*title)) if is_page else read(*title)
        yield Piece(title[1], text[0], parts)
    else:
        yield Piece(0, text[0], begins)
    yield from read(*text)
    yield Piece(text[1], len(file), ends)


def of_title_and_text(
    raw: bytes,
    base: Decoding,
    title: Value | None,
    text: Value,
    read: Callable[[str, int, int], Iterable[Piece]],
) -> Decoding:
    """A record's title, where it stands before its text, and the text; all other bytes are structure.

    `read` gives the pieces of a stretch of the decoded record.
    """
    if title is not None and title.start >= text.start:
        title = None
    pieces = titled(
        base.text,
        None if title is None else (title.start, title.end),
        (text.start, text.end),
        partial(read, base.text),
        bool(MARKUP.search(text.said)),
    )
    return rendered(raw, base, pieces)


def _escaped(file: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of plain text as a page writes them, so that nothing in them is taken for markup."""
    for start, end, text in pieces:
        if text is not None:
            yield Piece(start, end, html.escape(text, quote=False))
            continue
        at = start
        for found in SPECIAL.finditer(file, start, end):
            if at < found.start():
                yield Piece(at, found.start())
            at = found.end()
            yield Piece(found.start(), at, html.escape(found[0], quote=False))
        if at < end:
            yield Piece(at, end)


def _parts(
    base: Decoding, starts: list[int], start: int, end: int
) -> Iterator[tuple[int, int, Segment]]:
    """The stretches of [start, end) by the segments they lie in."""
    number = max(0, bisect_right(starts, start) - 1)
    while number < len(base.segments) and base.segments[number].start < end:
        part = base.segments[number]
        first, last = max(start, part.start), min(end, part.end)
        if first < last:
            yield first, last, part
        number += 1
