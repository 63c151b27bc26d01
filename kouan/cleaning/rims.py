"""Lines that only their place makes furniture in, those that stand at the rim of a page out: before its prose, or behind it.

近日热点 may be a heading of an article; behind its last sentence it opens a list of other articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from kouan.cleaning.frame.marks import CREDIT, DATE
from kouan.cleaning.lines import Removable
from kouan.model.article import RemovedKind
from kouan.model.knowledge import Phrase
from kouan.model.line_shape import is_sentence
from kouan.model.view import BatchView

#: A shorter sentence may be a reader's, or a call; it does not show where the article is.
PROSE: Final = 12
#: A line below a heading that opens a list is no longer than this, an entry of a menu no longer than that.
LONGEST_OF_LIST: Final = 60
LONGEST_OF_MENU: Final = 6
#: A first paragraph is no shorter than this; so many lines of date and credit stand above a title, or below it.
LEAD: Final = 30
MOST_BESIDE_TITLE: Final = 2
#: The headline of another article may ask, as a sentence does.
ASKING: Final = tuple("？！?!")
#: Fewer entries make no menu.
FEWEST_OF_MENU: Final = 3
#: Readers speak on so many lines at most, each no longer than this.
MOST_TALK: Final = 60
LONGEST_TALK: Final = 140
#: A phrase that is less sure than this wants another line of furniture on its side of the article.
SURE: Final = 0.75

#: What stands below a title as often as above it.
_BELOW_TITLE: Final = (RemovedKind.SHARE_WIDGET, RemovedKind.SOURCE_LINE)

Said = tuple[int, Phrase]


class _Page(NamedTuple):
    """The filled lines of one document, with what is known of each."""

    lines: Sequence[int]
    texts: Sequence[str]
    gone: set[int]
    menus: frozenset[int]

    def is_prose(self, number: int) -> bool:
        """Whether a line that stays is a sentence of some length."""
        text = self.texts[number]
        return number not in self.gone and len(text) >= PROSE and is_sentence(text)

    def zones(self, headings: Iterable[int]) -> tuple[int, int] | None:
        """The first and the last line of prose, which no headline is below a heading of others; None where there is none."""
        prose = [number for number in range(len(self.lines)) if self.is_prose(number)]
        for heading in headings:
            above = [number for number in prose if number < heading]
            asking = map(self._asks, prose[len(above) :])
            if above and len(above) < len(prose) and all(asking):
                return above[0], above[-1]
        return (prose[0], prose[-1]) if prose else None

    def _asks(self, number: int) -> bool:
        """Whether a line is as short as a headline and asks or calls (绿电案场进水谁赔？)."""
        text = self.texts[number]
        return len(text) <= LONGEST_OF_LIST and text.endswith(ASKING) and "。" not in text


def is_headline(view: BatchView, line: int) -> bool:
    """Whether nothing but dates and credits stands above a line, and between it and a first paragraph: 联系我们 above a report."""
    document = int(view.line_document[line])
    first, stop = (int(bound[document]) for bound in view.filled_bounds)
    number = int(np.searchsorted(view.filled_lines, line))
    if number - first > MOST_BESIDE_TITLE:
        return False
    beside = [view.lines[at].strip() for at in view.filled_lines[first:number].tolist()]
    for at in view.filled_lines[number + 1 : min(stop, number + 2 + MOST_BESIDE_TITLE)].tolist():
        text = view.lines[at].strip()
        if len(text) >= LEAD and is_sentence(text):
            return all(DATE.search(one) or CREDIT.match(one) for one in beside)
        beside.append(text)
    return False


def at_rims(
    view: BatchView, sure: Iterable[Removable], said: Sequence[Said]
) -> tuple[list[Removable], list[int]]:
    """What of these lines stands at a rim, and the documents where more may once other lines are gone.

    `sure` are lines that go whatever their place, `said` those with a phrase whose scope or list wants a place.
    """
    by_document: dict[int, list[Said]] = {}
    for line, phrase in said:
        by_document.setdefault(int(view.line_document[line]), []).append((line, phrase))
    first, stop = view.filled_bounds
    taken = [(line, one.kind) for one in sure for line in range(one.first, one.last + 1)]
    gone = {line for line, _ in taken} if by_document else set()
    menus = {line for line, kind in taken if kind == RemovedKind.NAVIGATION}
    found: list[Removable] = []
    open_: list[int] = []
    for document, mine in by_document.items():
        lines = view.filled_lines[first[document] : stop[document]].tolist()
        place = {line: number for number, line in enumerate(lines)}
        page = _Page(
            lines,
            [view.lines[line].strip() for line in lines],
            {number for number, line in enumerate(lines) if line in gone},
            frozenset(number for number, line in enumerate(lines) if line in menus),
        )
        placed = {place[line]: phrase for line, phrase in mine if line in place}
        rows = list(_on_page(page, placed))
        found += (
            Removable(lines[one.first], lines[one.last], one.kind, one.confidence) for one in rows
        )
        away = {number for one in rows for number in range(one.first, one.last + 1)}
        if any(phrase.scope != "line" and number not in away for number, phrase in placed.items()):
            open_.append(document)
    return found, open_


def _on_page(page: _Page, placed: dict[int, Phrase]) -> Iterator[Removable]:
    """Runs of lines by their numbers on the page."""
    if (talk := _talk(page, placed)) is not None:
        yield talk
        page.gone.update(range(talk.first, talk.last + 1))
    headings = (
        number
        for number, phrase in sorted(placed.items())
        if phrase.opens and phrase.kind == RemovedKind.RELATED_LINKS
    )
    if (zones := page.zones(headings)) is None:
        return
    first, last = zones
    yield from _head(page, placed, first)
    yield from _tail(page, placed, last)


def _talk(page: _Page, placed: dict[int, Phrase]) -> Removable | None:
    """Where readers speak: from the first line that says so to the last, behind prose."""
    marks = [number for number, phrase in sorted(placed.items()) if phrase.scope == "talk"]
    if len(marks) < 2 or not any(page.is_prose(number) for number in range(marks[0])):
        return None
    between = page.texts[marks[0] : marks[-1] + 1]
    if len(between) > MOST_TALK or max(map(len, between)) > LONGEST_TALK:
        return None
    phrase = placed[marks[0]]
    return Removable(marks[0], marks[-1], phrase.kind, phrase.confidence)


def _head(page: _Page, placed: dict[int, Phrase], first: int) -> Iterator[Removable]:
    """Lines before the prose that leave a line of the article itself, its title."""
    mine = {n: one for n, one in placed.items() if one.scope == "head" and n < first}
    mine |= _house(page, placed, mine, first)
    found = []
    for number, phrase in mine.items():
        last = _end_of_menu(page, number, first) if phrase.opens else number
        if phrase.opens and last - number < FEWEST_OF_MENU:
            continue
        # buttons stand below the title too, and what says who issued the page
        above = range(number if phrase.kind in _BELOW_TITLE else 0)
        around = (*above, *range(last + 1, first))
        if any(n not in page.gone and n not in mine for n in around):
            found.append((number, last, phrase))
    yield from _sure(found, any(number < first for number in page.gone))


def _house(
    page: _Page, placed: dict[int, Phrase], mine: dict[int, Phrase], first: int
) -> dict[int, Phrase]:
    """The first line, where it names a house, a menu or a path stands right below it, and below that a title.

    A headline ends as a house does (召开安全生产工作会) and may stand above a path, a date and who wrote it: these
    are no title that would be left.
    """
    top = 0  # buttons may stand above it
    while top in page.menus or (top in mine and top not in page.gone):
        top += 1
    phrase = placed.get(top)
    if phrase is None or phrase.scope != "first":
        return {}
    below = top + 1  # over a search box and the like
    while below in mine and below not in page.menus and mine[below].kind != phrase.kind:
        below += 1
    is_menu = below in page.menus or (below in mine and mine[below].kind == phrase.kind)
    titles = (
        page.texts[number]
        for number in range(below + 1, first)
        if number not in page.gone and number not in mine
    )
    is_titled = any(not (DATE.search(title) or CREDIT.match(title)) for title in titles)
    return {top: phrase} if is_menu and is_titled else {}


def _tail(page: _Page, placed: dict[int, Phrase], last: int) -> Iterator[Removable]:
    """Lines behind the prose, with the lists that they open."""
    found = []
    for number, phrase in placed.items():
        if number > last and (phrase.scope in ("tail", "talk") or phrase.opens):
            end = _end_of_list(page, number) if phrase.opens else number
            if phrase.scope != "line" or end > number:
                found.append((number, end, phrase))
    yield from _sure(found, any(number > last for number in page.gone))


def _sure(found: Sequence[tuple[int, int, Phrase]], is_framed: bool) -> Iterator[Removable]:
    """Those that are sure, and doubtful ones beside them."""
    framed = is_framed or any(phrase.confidence >= SURE for _, _, phrase in found)
    for first, last, phrase in found:
        if framed or phrase.confidence >= SURE:
            yield Removable(first, last, phrase.kind, phrase.confidence)


def _end_of_menu(page: _Page, number: int, first: int) -> int:
    """The last short line below the entry that opens a menu; the line above the prose may be the title."""
    last = number
    while last + 1 < first - 1 and len(page.texts[last + 1]) <= LONGEST_OF_MENU:
        last += 1
    return last


def _end_of_list(page: _Page, number: int) -> int:
    """The last short line below a heading."""
    last = number
    while last + 1 < len(page.lines) and len(page.texts[last + 1]) <= LONGEST_OF_LIST:
        last += 1
    return last
