"""The text of a feed in, where its entries stand and what each says of itself out: RSS 0.9 to 2.0, RDF, Atom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kouan.model.expression import Expression
from kouan.reading.tags import Token, attributes_of, pieces, tokens

ROOT: Final = Expression(r"<(?:[\w.-]+:)?(?:rss|feed|RDF)[\s>]")
#: What may stand before the first tag of a file.
HEAD: Final = 4096

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


def is_feed(text: str) -> bool:
    """Whether the first tag of a text is that of a feed.

    >>> is_feed('<?xml version="1.0"?><!-- news --><rss version="2.0">'), is_feed("<html><rss>")
    (True, False)
    """
    first = next((one for one in tokens(text[:HEAD], 0) if one.kind == "open"), None)
    return first is not None and bool(ROOT.match(text, first.start))


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


def first_of(found: list[Element], names: tuple[str, ...]) -> Element | None:
    """The first element that is not empty, of the best name there is."""
    for name in names:
        for element in found:
            if element.name == name and element.start < element.end:
                return element
    return None


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
