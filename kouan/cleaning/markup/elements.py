"""Names of elements and the words of their attributes in, what they say of the lines inside them out."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple

from kouan.cleaning.markup.tags import BLANKS, NAME, RAW
from kouan.model.expression import Expression
from kouan.model.hints import (
    ADVERT,
    ASIDE,
    CELL,
    COMMENT,
    FACTS,
    FOOTER,
    FORM,
    HEADING,
    HIDDEN,
    ITEM,
    LINKED,
    MAIN,
    NAVIGATION,
    RELATED,
    SHARE,
    TITLE,
)
from kouan.model.knowledge import Knowledge

#: What parts two stretches of text.
NOTHING, SPACE, BREAK = 0, 1, 2
#: These begin and end a line.
BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "meta",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "script",
        "search",
        "section",
        "select",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
#: These hold nothing.
VOID: Final = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
STATING: Final = frozenset(("meta",))
#: These hold paragraphs: an element left open before one is not closed by what stands inside it.
CONTAINERS: Final = frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "fieldset",
        "footer",
        "form",
        "header",
        "main",
        "nav",
        "ol",
        "section",
        "table",
        "td",
        "th",
        "ul",
    ]
)
#: An opening tag closes an open one of these names, unless one of those stands between.
CLOSES: Final = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir"))),
    "p": (frozenset(("p",)), CONTAINERS),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "option": (frozenset(("option",)), frozenset(("select",))),
    "a": (frozenset(("a",)), CONTAINERS),
}
PLACES: Final = {
    "nav": NAVIGATION,
    "menu": NAVIGATION,
    "footer": FOOTER,
    "aside": ASIDE,
    "li": ITEM,
    "dd": ITEM,
    "dt": ITEM,
    "td": CELL,
    "th": CELL,
    "form": FORM,
    "select": FORM | NAVIGATION,
    "button": FORM | NAVIGATION,
    "label": FORM,
    "h1": HEADING | TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), HEADING),
    "article": MAIN,
    "main": MAIN,
}
USES: Final = {
    "navigation": NAVIGATION,
    "footer": FOOTER,
    "aside": ASIDE,
    "form": FORM,
    "comment": COMMENT,
    "related": RELATED,
    "share": SHARE,
    "advert": ADVERT,
    "main": MAIN,
    "title": TITLE,
    "facts": FACTS,
}
#: A class of utility frameworks names shape, not place; only so much of a long list is read.
MOST: Final = 200
#: Tags longer than this hardly come again, and are not remembered.
LONGEST_KNOWN: Final = 300
MOST_KNOWN: Final = 1 << 16
CLASS_OR_ID: Final = Expression(
    r"(?:^|[\s\"'])(?:class|id|role)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
INVISIBLE: Final = Expression(r"display\s*:\s*none|(?:^|\s)hidden(?:[\s=]|$)", re.IGNORECASE)
#: Without one of these an element says no more than its name does.
TELLING: Final = Expression(r"class|id|role|display", re.IGNORECASE)
#: leftNav, left-nav, left_nav, LEFTNAV2
WORDS: Final = Expression(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class Tagged(IntEnum):
    """What a tag does to what is open."""

    NOTHING = 0
    OPEN = 1
    CLOSE = 2
    #: It closes what an opening tag of its name closes, and is closed itself (<a/>).
    CLOSE_OTHERS = 3
    #: Its content is no text: it is open only where its end was not found.
    HOLD = 4
    #: It states a fact about the page: kept as an edit of its own, so that it can be read.
    STATE = 5


class Meaning(NamedTuple):
    """What a tag says: its name, what it does, how it parts the text around it, and the places of what stands inside.

    `closes` are the names of what an opening tag closes, and of what keeps it from looking further.
    """

    name: str
    does: Tagged
    gap: int
    place: int
    #: LINKED, where it is a link.
    link: int
    closes: tuple[frozenset[str], frozenset[str]] | None


@dataclass(frozen=True)
class Elements:
    """What tags say, by name and attributes; the same tag stands in every page of a site, so answers are kept."""

    uses: dict[str, int]
    #: By the tag as it is written.
    known: dict[str, Meaning] = field(default_factory=dict)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Elements:
        """Read the words of `page_word.csv`."""
        uses: dict[str, int] = defaultdict(int)
        for row in knowledge.rows("page_word"):
            uses[row["surface"]] |= USES[row["use"]]
        return cls(dict(uses))

    def meaning(self, written: str) -> Meaning:
        """What a tag says, as it is written, with the blanks behind it."""
        found = self.known.get(written)
        if found is None:
            found = self._meaning(written)
            if len(written) <= LONGEST_KNOWN and len(self.known) < MOST_KNOWN:
                self.known[written] = found
        return found

    def _meaning(self, written: str) -> Meaning:
        solid = written.rstrip(BLANKS)
        gap = SPACE if len(solid) < len(written) else NOTHING
        named = NAME.match(solid, 1)
        if not named:
            return Meaning("", Tagged.NOTHING, gap, 0, 0, None)
        name, attributes = named[2].lower(), solid[named.end() : -1]
        if name in BLOCKS:
            gap = BREAK
        if name in VOID:
            states = name in STATING and not named[1]
            return Meaning(name, Tagged.STATE if states else Tagged.NOTHING, gap, 0, 0, None)
        if named[1]:
            return Meaning(name, Tagged.CLOSE, gap, 0, 0, None)
        closes = CLOSES.get(name)
        if attributes.endswith("/") and name not in BLOCKS:
            does = Tagged.CLOSE_OTHERS if closes else Tagged.NOTHING
            return Meaning(name, does, gap, 0, 0, closes)
        place = PLACES.get(name, 0) | self._said(attributes[:MOST])
        link = LINKED if name == "a" and "href" in attributes.lower() else 0
        return Meaning(name, Tagged.HOLD if name in RAW else Tagged.OPEN, gap, place, link, closes)

    def _said(self, attributes: str) -> int:
        if not TELLING.search(attributes):
            return 0
        found = HIDDEN if INVISIBLE.search(attributes) else 0
        for values in CLASS_OR_ID.findall(attributes):
            value = "".join(values)
            words = [word.lower() for word in WORDS.findall(value)]
            for word in (*words, *map("".join, itertools.pairwise(words))):
                found |= self.uses.get(word, 0)
        return found
