"""A text of XML in, its tags and sections, and how the content of an element reads, out.

No XML parser is used: it would lose where things stand, stop at the first fault, and expand entities. Only
character references are read; whatever a document type declares is not.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final, NamedTuple

from kouan.model.expression import Expression
from kouan.reading.rendering import Piece

TAG: Final = Expression(r"<(/?)([A-Za-z_][\w:.-]{0,80})([^<>]*)>")
ATTRIBUTE: Final = Expression(r"([\w:.-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')")
REFERENCE: Final = Expression(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
CDATA: Final = "<![CDATA["


class Token(NamedTuple):
    """A tag, a CDATA section or another thing in angle brackets, at [start, end) of the text."""

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def tokens(text: str, start: int, end: int | None = None) -> Iterator[Token]:
    """What stands in angle brackets; a section that is not closed ends the text."""
    stop = len(text) if end is None else end
    at = text.find("<", start, stop)
    while at >= 0:
        token = _token(text, at, stop)
        if token is not None:
            yield token
        at = text.find("<", token.end if token else at + 1, stop)


def _token(text: str, at: int, stop: int) -> Token | None:
    for begins, ends, kind in (
        (CDATA, "]]>", "cdata"),
        ("<!--", "-->", "comment"),
        ("<?", "?>", "comment"),
    ):
        if text.startswith(begins, at):
            found = text.find(ends, at + len(begins), stop)
            return Token(kind, at, stop if found < 0 else found + len(ends))
    found_tag = TAG.match(text, at, stop)
    if found_tag is None:
        return None
    is_alone = found_tag[3].endswith("/")
    kind = "close" if found_tag[1] else "alone" if is_alone else "open"
    return Token(kind, at, found_tag.end(), found_tag[2].lower(), found_tag[3])


def attributes_of(token: Token) -> dict[str, str]:
    """The attributes of a tag."""
    return {
        name.lower(): html.unescape(one or other)
        for name, one, other in ATTRIBUTE.findall(token.attributes)
    }


def pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """The content of an element as it reads: sections opened, references read, inner markup as it stands."""
    at = start
    for token in tokens(text, start, end):
        if token.kind in ("cdata", "comment"):
            yield from _referenced(text, at, token.start)
            if token.kind == "cdata":
                inner = token.start + len(CDATA)
                last = token.end - 3 if text.endswith("]]>", inner, token.end) else token.end
                if inner < last:
                    yield Piece(inner, last)
            at = token.end
    yield from _referenced(text, at, end)


def _referenced(text: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for found in REFERENCE.finditer(text, start, end):
        meant = html.unescape(found[0])
        if meant == found[0]:
            continue
        if at < found.start():
            yield Piece(at, found.start())
        at = found.end()
        is_text = meant and all(sign.isprintable() or sign in "\n\t\u00a0\u3000" for sign in meant)
        yield Piece(found.start(), at, meant if is_text else "\ufffd")
    if at < end:
        yield Piece(at, end)
