"""The lines of a document in, those at which its stories begin out, where the file itself says that it holds several.

A list inside one story (一、 二、, 1. 2. 3., headings) is no row of stories. Stories are told apart only by the
name of their column (简讯, 联播快讯, 一句话新闻), by datelines that repeat (本报讯, 新华社北京1月2日电), by a list
of contents whose lines return as headings, or by marks each of which opens with a day or source of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.segmentation.bylines import byline_names
from kouan.segmentation.columns import Head
from kouan.segmentation.headline import WORD
from kouan.segmentation.lines import Line
from kouan.segmentation.openings import (
    CLOSED,
    LONGEST_TITLE,
    SIGNS,
    SPANNED,
    Family,
    Mark,
    counts_up,
    is_dated,
    is_fresh,
    is_fresh_word,
    is_sourced,
    is_stated,
    is_title,
    mark_of,
    may_be_dated,
    undressed,
)

#: Fewer stories than this are told apart only by the name of a column or by titles with datelines.
FEWEST: Final = 3
#: A short report has few paragraphs; more of them under each heading are the sections of a long one.
PARAGRAPHS: Final = 3
#: So large a share of the stories opens with a day or source, where the column alone does not say enough.
FRESH: Final = 0.6
#: Under the name of a column that leaves no doubt a smaller share does.
FRESH_BRIEF: Final = 0.2
#: More lines than this are no column of news in brief.
MOST_LINES: Final = 3000
#: So many lines of a list of contents return as headings, at least.
RETURNING: Final = 3
#: A shorter name in brackets labels a section (【背景】), it is no title.
SHORTEST_TITLE: Final = 5

#: 以下是今天的简讯。
LEAD: Final = Expression(
    r"以下|(?:新闻|消息|简讯|要闻|内容)[^。]{0,12}(?:如下|有|是)|(?:收听|收看|播送|播报)"
)
#: 专栏：
NAMED: Final = Expression(r"[^，。；：:]{1,8}[：:]")


class Starts(NamedTuple):
    """The lines at which stories begin, and the family of marks that opens them; fewer than two where there is one."""

    lines: Sequence[int]
    family: Family | None = None


def starts_of(lines: Sequence[Line], head: Head, knowledge: Knowledge) -> Starts:
    """Where the stories below a head begin, by the first sign that tells them apart."""
    page = _Page(lines, head, knowledge)
    if returning := page.returning():
        return Starts(returning)
    marked = page.marked()
    if marked.lines:
        return marked
    return Starts(page.headed() or page.dated() or page.one_line_each())


class _Page(NamedTuple):
    """The lines of a document, below its head in search of stories."""

    lines: Sequence[Line]
    head: Head
    knowledge: Knowledge

    def _is_title(self, number: int) -> bool:
        text = self.lines[number].text
        return is_title(text) and not self.head.is_section(text)

    def _is_byline(self, number: int) -> bool:
        text = self.lines[number].text
        return byline_names(text, self.knowledge) is not None

    def _is_told(self, number: int) -> bool:
        """Whether the line is running text; a rule (———) is none, nor is a label alone (专栏：)."""
        text = self.lines[number].text
        is_other = self._is_title(number) or self.head.is_section(text) or NAMED.fullmatch(text)
        return not is_other and WORD.search(text) is not None

    def returning(self) -> list[int]:
        """Where the lines of a list of contents return, in its order, each over its report."""
        listed: dict[str, int] = {}
        number = self.head.below
        if not all(line.is_short for line in self.lines[number : number + RETURNING]):
            return []
        if sum(line.is_short for line in self.lines[number:]) < 2 * RETURNING:
            return []
        while number < len(self.lines) and self.lines[number].is_short:
            said = undressed(self.lines[number].text)
            if said in listed:
                break
            listed[said] = number
            number += 1
        if len(listed) < RETURNING:
            return []
        starts = [
            again
            for again in range(number - 1, len(self.lines))
            if self.lines[again].is_short
            and listed.get(undressed(self.lines[again].text), again) < again
        ]
        order = [listed[undressed(self.lines[again].text)] for again in starts]
        if len(starts) < RETURNING or order != sorted(set(order)):
            return []
        told = [
            again for again in starts if again + 1 < len(self.lines) and self._is_told(again + 1)
        ]
        return starts if len(told) == len(starts) else []

    def marked(self) -> Starts:
        """The lines with a mark, where the marks open stories and not the points of a list."""
        lines = self.lines
        signed = [number for number, line in enumerate(lines) if line.text[0] in SIGNS]
        if len(signed) < 2:
            return Starts(())
        marks = [
            (number, mark)
            for number in signed
            if number >= self.head.below
            and (mark := mark_of(lines[number].text))
            and not self.head.is_section(lines[number].text)
        ]
        if len(marks) < 2:
            return Starts(())
        first, outer = marks[0]
        family = outer.family
        own = [(number, mark) for number, mark in marks if mark.family is family]
        above = range(self.head.below, first)
        if any(self._is_told(number) and not self._is_lead(number) for number in above):
            return Starts(())
        own = [(number, mark) for number, mark in own if not self._is_byline(number)]
        if (
            len(own) < 2
            or not counts_up([mark for _, mark in own])
            or not self._opens_stories(own, family)
        ):
            return Starts(())
        return Starts([number for number, _ in own], family)

    def _opens_stories(self, own: Sequence[tuple[int, Mark]], family: Family) -> bool:
        bounds = [*(number for number, _ in own), len(self.lines)]
        openings = [
            self._opening(number, stop, mark.length)
            for (number, mark), stop in zip(own, bounds[1:], strict=True)
        ]
        if not all(openings):
            return False
        above = self.lines[self.head.below : own[0][0]]
        if self.head.is_brief and all(self.head.parts(line.text) for line in above):
            return family in (Family.BULLET, Family.BRACKET) or _share(openings) >= FRESH_BRIEF
        if len(own) < FEWEST or family is Family.HAN_NUMBER:
            return False
        if family is Family.NUMBER:
            return _share(openings, is_sourced) >= FRESH
        if family is Family.BRACKET:
            titles = [
                self.lines[number].text[slice(*mark.title)] for number, mark in own if mark.title
            ]
            long = sum(len(title) >= SHORTEST_TITLE for title in titles)
            if 2 * long < len(titles) or len(set(titles)) < len(titles):
                return False
        return _share(openings, is_stated if self.head.column else is_fresh_word) >= FRESH

    def _opening(self, number: int, stop: int, length: int = 0) -> str:
        """The running text with which a story opens; empty where it has none."""
        rest = self.lines[number].text[length:]
        if rest and not is_title(rest):
            return rest
        return next(
            (self.lines[at].text for at in range(number + 1, stop) if self._is_told(at)), ""
        )

    def _is_lead(self, number: int) -> bool:
        line = self.lines[number]
        return line.is_short and LEAD.search(line.text) is not None

    def headed(self) -> list[int]:
        """The titles under the name of a column, each with its report."""
        if not self.head.column:
            return []
        first = self.head.below
        while first < len(self.lines) and self.head.is_section(self.lines[first].text):
            first += 1
        if first == len(self.lines) or not self._is_title(first):
            return []
        dated = set(map(self._with_titles, self._dated_lines()))
        starts = [start for start, stop in self._title_runs(first) if stop < len(self.lines)]
        starts = sorted({*starts, *dated})
        bounds = [*starts, len(self.lines)]
        openings = [
            self._opening(start, stop) for start, stop in zip(starts, bounds[1:], strict=True)
        ]
        told = sum(map(self._is_told, range(first, len(self.lines))))
        if len(starts) < 2 or told > PARAGRAPHS * len(starts):
            return []
        if self.head.is_brief:
            return starts if _share(openings) >= FRESH_BRIEF else []
        return starts if len(starts) >= FEWEST and _share(openings) >= FRESH else []

    def _title_runs(self, first: int) -> Iterator[tuple[int, int]]:
        """Titles in a row, each row [start, stop); a byline that ends the story before is none of it."""
        number = first
        while number < len(self.lines):
            if not self._is_title(number):
                number += 1
                continue
            start = number
            while number < len(self.lines) and not self._is_told(number):
                number += 1
            while start > first and start + 1 < number and self._is_byline(start):
                start += 1
            if not (start > first and self._is_byline(start)):
                yield start, number

    def _dated_lines(self) -> list[int]:
        """The lines with a dateline; none where fewer than two may have one."""
        may = [
            number
            for number, line in enumerate(self.lines)
            if may_be_dated(line.text) and number >= self.head.below
        ]
        return (
            [number for number in may if is_dated(self.lines[number].text)] if len(may) > 1 else []
        )

    def _with_titles(self, number: int) -> int:
        start = number
        while start > self.head.below and not self._is_told(start - 1):
            start -= 1
        while start > self.head.below and start + 1 < number and self._is_byline(start):
            start += 1
        return start

    def dated(self) -> list[int]:
        """Reports each with a dateline: under titles of their own, or at least three."""
        dated = self._dated_lines()
        if len(dated) < 2:
            return []
        starts = list(dict.fromkeys(map(self._with_titles, dated)))
        titled = sum(start < number for start, number in zip(starts, dated, strict=False))
        is_clear = titled == len(dated) or len(dated) >= FEWEST or self.head.is_brief
        if len(starts) < 2 or not is_clear:
            return []
        alone = [number - start for start, number in zip(starts, dated, strict=False)][1:]
        if dated[0] - starts[0] > max(alone) > 0:  # the headline of the page over the first title
            starts[0] = dated[0] - max(alone)
        if any(self._is_told(number) for number in range(self.head.below, starts[0])):
            starts.insert(0, self.head.below)
        return starts

    def one_line_each(self) -> list[int]:
        """Under the name of a column that leaves no doubt: paragraphs that each tell a story of its own."""
        if not self.head.is_brief:
            return []
        told = [
            number for number in range(self.head.below, len(self.lines)) if self._is_told(number)
        ]
        if len(told) < FEWEST or told[0] != self.head.below:
            return []
        parted = [number for number in told if number == told[0] or self.lines[number].gap > 0]
        if FEWEST <= len(parted) < len(told):
            fresh = [number for number in parted if is_fresh(self.lines[number].text)]
            return parted if len(fresh) >= FRESH * len(parted) else []
        fresh = [
            number
            for before, number in zip([None, *told], told, strict=False)
            if is_fresh(self.lines[number].text)
            or SPANNED.search(self.lines[number].text, 0, LONGEST_TITLE)
            or (before is not None and CLOSED.search(self.lines[before].text))
        ]
        return sorted({told[0], *fresh}) if len(fresh) >= FRESH * len(told) else []


def _share(openings: Sequence[str], kind: Callable[[str], bool] = is_fresh) -> float:
    return sum(map(kind, openings)) / len(openings)
