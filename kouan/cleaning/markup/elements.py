"""Names of elements and the words of their attributes in, what they say of the lines inside them out."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

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
    MAIN,
    NAVIGATION,
    RELATED,
    SHARE,
    TITLE,
)
from kouan.model.knowledge import Knowledge

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
CLASS_OR_ID: Final = re.compile(
    r"(?:^|[\s\"'])(?:class|id|role)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
INVISIBLE: Final = re.compile(r"display\s*:\s*none|(?:^|\s)hidden(?:[\s=]|$)", re.IGNORECASE)
#: leftNav, left-nav, left_nav, LEFTNAV2
WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True)
class Elements:
    """What elements say, by name and attributes; the same tag stands in every page of a site, so answers are kept."""

    uses: dict[str, int]
    known: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Elements:
        """Read the words of `page_word.csv`."""
        uses: dict[str, int] = defaultdict(int)
        for row in knowledge.rows("page_word"):
            uses[row["surface"]] |= USES[row["use"]]
        return cls(dict(uses))

    def places(self, name: str, attributes: str) -> int:
        """The places that an element gives to the lines inside it."""
        if not attributes:
            return PLACES.get(name, 0)
        key = (name, attributes[:MOST])
        found = self.known.get(key)
        if found is None:
            found = PLACES.get(name, 0) | self._said(attributes[:MOST])
            if len(self.known) < 1 << 16:
                self.known[key] = found
        return found

    def _said(self, attributes: str) -> int:
        found = HIDDEN if INVISIBLE.search(attributes) else 0
        for values in CLASS_OR_ID.findall(attributes):
            value = "".join(values)
            words = [word.lower() for word in WORDS.findall(value)]
            for word in (*words, *map("".join, itertools.pairwise(words))):
                found |= self.uses.get(word, 0)
        return found
