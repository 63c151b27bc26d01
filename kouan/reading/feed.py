"""The text of a feed in, where its entries stand and what each says of itself out: RSS 0.9 to 2.0, RDF, Atom.

No XML parser is used: it would lose where things stand, stop at the first fault, and expand entities. Only
character references are read; whatever a document type declares is not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kouan.reading.rendering import Piece

ROOT: Final = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|RDF)[\s>]")
#: What may stand before the first tag of a file.
HEAD: Final = 4096
TAG: Final = re.compile(r"<(/?)([A-Za-z_][\w:.-]{0,80})([^<>]*)>")
ATTRIBUTE: Final = re.compile(r"([\w:.-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)')")
REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
CDATA: Final = "<![CDATA["

#: Elements of an entry by what they hold, the best first.
TEXT: Final = ("content:encoded", "content", "description", "summary")
TITLE: Final = ("title",)
PUBLISHED: Final = ("pubdate", "published", "dc:date", "updated", "dcterms:issued")
AUTHOR: Final = ("dc:creator", "author", "name")
PUBLISHER: Final = ("source", "dc:publisher")
ID: Final = ("guid", "id")


class Element(NamedTuple):
    """An element of an entry: its name in small letters, its attributes, and where its content stands."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int


class Token(NamedTuple):
    """A tag, a CDATA section or another thing in angle brackets, at [start, end) of the text."""

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def is_feed(text: str) -> bool:
    """Whether the first tag of a text is that of a feed.

    >>> is_feed('<?xml version="1.0"?><!-- news --><rss version="2.0">'), is_feed("<html><rss>")
    (True, False)
    """
    first = next((one for one in tokens(text[:HEAD], 0) if one.kind == "open"), None)
    return first is not None and bool(ROOT.match(text, first.start))


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


def entries(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each entry stands, from its tag to the end of it, and whether it is closed."""
    begun: int | None = None
    for token in tokens(text, 0):
        if token.name.rpartition(":")[2] not in ("item", "entry"):
            continue
        if token.kind == "open":
            if begun is not None:
                yield begun, token.start, False
            begun = token.start
        elif token.kind == "close" and begun is not None:
            yield begun, token.end, True
            begun = None
    if begun is not None:
        yield begun, len(text), False


def elements(text: str) -> list[Element]:
    """The elements right below an entry, which is the whole text."""
    found: list[Element] = []
    begun: Token | None = None
    depth = 0
    for token in list(tokens(text, 0))[1:]:
        if token.kind == "alone" and begun is None:
            found.append(Element(token.name, attributes_of(token), token.end, token.end))
        elif token.kind == "open":
            if begun is None:
                begun, depth = token, 0
            elif token.name == begun.name:
                depth += 1
        elif token.kind == "close" and begun is not None and token.name == begun.name:
            if depth:
                depth -= 1
                continue
            found.append(Element(begun.name, attributes_of(begun), begun.end, token.start))
            begun = None
    return found


def attributes_of(token: Token) -> dict[str, str]:
    """The attributes of a tag."""
    return {
        name.lower(): html.unescape(one or other)
        for name, one, other in ATTRIBUTE.findall(token.attributes)
    }


def first_of(found: list[Element], names: tuple[str, ...]) -> Element | None:
    """The first element that is not empty, of the best name there is."""
    for name in names:
        for element in found:
            if element.name == name and element.start < element.end:
                return element
    return None


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


def said(text: str, element: Element | None) -> str:
    """The content of an element as one text."""
    if element is None:
        return ""
    return "".join(
        text[start:end] if meant is None else meant
        for start, end, meant in pieces(text, element.start, element.end)
    )


def address(text: str, found: list[Element]) -> str | None:
    """The page that an entry stands for."""
    for element in found:
        if element.name in ("link", "atom:link"):
            if "href" in element.attributes:
                if element.attributes.get("rel", "alternate") == "alternate":
                    return element.attributes["href"].strip()
            elif link := said(text, element).strip():
                return link
    guid = first_of(found, ("guid",))
    if guid is not None and guid.attributes.get("ispermalink", "true") == "true":
        link = said(text, guid).strip()
        return link if link.startswith(("http://", "https://")) else None
    return None
