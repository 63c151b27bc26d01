"""Judged lines of a page and what its markup says of them in, the lines judged anew out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from kouan.cleaning.frame.marks import CLOCK, CLOSING, DAY, FACT, LINKS, STOP, TEXT, Judged, Mark
from kouan.model.article import RemovedKind
from kouan.model.batch import Offsets
from kouan.model.hints import (
    ADVERT,
    ASIDE,
    COMMENT,
    FOOTER,
    HIDDEN,
    MAIN,
    NAVIGATION,
    RELATED,
    SHARE,
    Hints,
)

#: Elements and words that stand around articles, with what is taken out of them.
OUTSIDE: Final = {
    NAVIGATION: RemovedKind.NAVIGATION,
    HIDDEN: RemovedKind.OTHER,
    ADVERT: RemovedKind.AD_FOOTER,
    FOOTER: RemovedKind.AD_FOOTER,
    ASIDE: RemovedKind.RELATED_LINKS,
    RELATED: RemovedKind.RELATED_LINKS,
    SHARE: RemovedKind.SHARE_WIDGET,
    COMMENT: RemovedKind.OTHER,
}
#: A word that stands around more than this share of a page's prose names the whole page, not a part of it.
MOST: Final = 0.4
#: Readers may say more than the article does; only where all is comment is the word another's.
MOST_TALK: Final = 0.95
#: A line with such a share of its characters in links is one.
LINKED: Final = 0.7
#: What stands in the element of the main text counts so much more.
IN_MAIN: Final = 1.3


class Hint(NamedTuple):
    """What the markup says of one line: its places, and whether it is a link, but for a mark or two."""

    place: int
    is_link: bool


def hints_of(known: Hints, entries: Offsets) -> list[Hint]:
    """The hints of some lines, by their entries; one that came from elsewhere (-1) has none."""
    is_known = entries >= 0
    length, linked = known.length[entries], known.linked[entries]
    place = np.where(is_known, known.place[entries], 0)
    is_link = is_known & (length > 0) & (linked >= LINKED * length)
    return list(map(Hint, place.tolist(), is_link.tolist()))


def hinted(rows: Sequence[Judged], lines: Sequence[str], hints: Sequence[Hint]) -> list[Judged]:
    """Each line judged by its markup too: navigation, lists of links and comments hold no article, whatever they say."""
    trusted = trusted_places(rows, hints)
    telling = trusted | MAIN
    return [
        _hinted(row, text, hint, trusted) if hint.is_link or hint.place & telling else row
        for row, text, hint in zip(rows, lines, hints, strict=True)
    ]


def trusted_places(rows: Sequence[Judged], hints: Sequence[Hint]) -> int:
    """The places outside the article that do not stand around the most of the page's prose."""
    prose = [
        (row.weight, hint.place) for row, hint in zip(rows, hints, strict=True) if row.mark in TEXT
    ]
    total = sum(weight for weight, _ in prose)
    trusted = 0
    for place in OUTSIDE:
        inside = sum(weight for weight, places in prose if places & place)
        if inside <= (MOST_TALK if place == COMMENT else MOST) * total:
            trusted |= place
    return trusted


#: The marks that lines are asked for, by name: an enumeration takes its time to find them.
FACTS, TITLE, LINK = Mark.FACTS, Mark.TITLE, Mark.LINK
TOLD: Final = frozenset((Mark.FACTS, Mark.CREDIT))


@cache
def _removed_as(places: int) -> RemovedKind:
    """What is taken out of these places, by the first of them."""
    return next(kind for place, kind in OUTSIDE.items() if places & place)


def _hinted(row: Judged, text: str, hint: Hint, trusted: int) -> Judged:
    mark = row.mark
    if mark in CLOSING:
        return row
    outside = hint.place & trusted
    if outside and mark is FACTS and DAY.search(text) and CLOCK.search(text):
        # sites set the date of an article among their menus too
        outside &= COMMENT | RELATED | ASIDE
    if outside:
        return Judged(LINK, -1.5, _removed_as(outside), row.phrase)
    is_link = hint.is_link
    if mark in TOLD and not (is_link and not FACT.search(text)):
        return row
    if is_link and mark is not TITLE and (len(text) < LINKS or not STOP.search(text)):
        return Judged(LINK, -1.0, row.kind, row.phrase)
    if hint.place & MAIN and mark in TEXT:
        return row._replace(weight=row.weight * IN_MAIN)
    return row
