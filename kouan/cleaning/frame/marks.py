"""A line of a page in, what it shows of the page out: prose, title, date, path, link, the end of the article, talk, rights."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

from kouan.language.grids import tables_in
from kouan.model.article import RemovedKind
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

STOP: Final = Expression(r"[。！？!?；;…]")
COMMA: Final = Expression(r"[，,、：:]")
ENDINGS: Final = tuple("。！？：”…；，、")
NUMBERED: Final = Expression(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．])"
)
DATE: Final = Expression(
    r"(?:19|20)\d\d\s?[-./年]\s?\d{1,2}(?:\s?[-./月]\s?\d{1,2})?|\d{1,2}/\d{1,2}/(?:19|20)\d\d\s\d"
    r"|民国\s?\d{2,3}\s?年"
)
#: What stands beside the date under a title.
FACT: Final = Expression(
    r"(?:来源|作者|发布|时间|日期|记者|编辑|稿源|楼主)\s*[:：]|发布时间|发表于|阅读\s?[(（:：]?\d|点击|浏览"
)
#: A date with its day, and the time of day behind one.
DAY: Final = Expression(
    r"(?:19|20)\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}|\d{1,2}/\d{1,2}/(?:19|20)\d\d\s\d"
    r"|民国\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d"
)
CLOCK: Final = Expression(r"\d{1,2}[:：]\d\d")
#: A line that credits somebody, with a date or without.
CREDIT: Final = Expression(
    r"\W{0,3}(?:作者|来源|稿源|记者|撰文|文章来源|信息来源)\s{0,2}[:：]"
    r"|\W{0,3}(?:本[报刊网台]|[\u3400-\u9fff]{2,6}[报社网])?(?:见习|实习|特约)?(?:记者|实习生|通讯员)[\s●:：/][^，。：:]{2,30}$"
)
#: A reader's line: # re: …, or a time alone at its end.
REPLY: Final = Expression(r"#\s*re\b|.*\d\d:\d\d \d+字|于 ?(?:19|20)\d\d", re.IGNORECASE)
LINK: Final = Expression(
    r"[·•●■◆▪*>»v\-–—]\s*\S|.*(?:[(（\[]?(?:(?:19|20)\d\d[-./年])?\d{1,2}[-./月]\d{1,2}日?(?:\s+\d\d:\d\d(?::\d\d)?)?[)）\]]?"
    r"|[(（\[]\d+[)）\]])$"
)
#: Signs that a title and the line of the browser's window may differ in.
LOOSE: Final = Expression(r"[\s\W_]+")
#: ——来自一线的报道: what stands between a title and its date, and is no item of a list.
SUBTITLE: Final = Expression(r"(?:[—–―─]{2,4}|-{2,4})\s{0,2}[^\s—–―─-][^。]{3,60}")
HALVES: Final = Expression(r"[_|—\-–·<>]")
#: The row of a table of figures is part of an article, but says little: a widget of prices is none.
ROW: Final = 0.3
#: So many lines are remembered.
MOST_KNOWN: Final = 1 << 16
#: What stands beside a date without a label: the name of a site, a user, a column.
BESIDE: Final = 24
#: A month stands with less.
MONTH: Final = 14
#: Lines that bear a mark are no longer than this.
SHORT, DATED, FACTS, LINKS, MIDDLE, LONG = 30, 60, 80, 80, 100, 200


class Mark(Enum):
    """What a line shows."""

    NOTHING = "nothing"
    PROSE = "prose"
    SPEECH = "speech"  # short, but with the marks of a sentence
    TITLE = "title"
    FACTS = "facts"
    CREDIT = "credit"  # names source or author, without a date
    PATH = "path"
    LINK = "link"
    END = "end"
    TALK = "talk"
    RIGHTS = "rights"

    # each mark is one object: what Python makes of its name for the tables of every line costs more than the rest
    __hash__ = object.__hash__


#: What shows that an article begins below, and that it ended above.
OPENING: Final = frozenset((Mark.TITLE, Mark.FACTS, Mark.PATH))
CLOSING: Final = frozenset((Mark.END, Mark.TALK, Mark.RIGHTS))
TEXT: Final = frozenset((Mark.PROSE, Mark.SPEECH))

_BY_KIND: Final = {
    RemovedKind.NAVIGATION: Mark.PATH,
    RemovedKind.COPYRIGHT_NOTICE: Mark.RIGHTS,
    RemovedKind.OTHER: Mark.TALK,
}
_LONGEST: Final = {Mark.PATH: LONG, Mark.RIGHTS: LONG, Mark.TALK: SHORT, Mark.END: 60}


class Judged(NamedTuple):
    """A line with its mark, how much prose it holds (less than 0: none), and the kind and name of its phrase."""

    mark: Mark
    weight: float
    kind: str = ""
    phrase: str = ""


@dataclass(frozen=True)
class Phrases:
    """The phrases that mark lines, in their order."""

    finders: tuple[tuple[Callable[[str], re.Match[str] | None], Mark, str, str], ...]
    #: What was judged before: a page is shown again when it was edited, and the pages of a site share their lines.
    known: dict[str, Judged] = field(default_factory=dict)

    @classmethod
    def of(cls, knowledge: Knowledge) -> Phrases:
        """Those of scope "mark"."""
        found = []
        for phrase in knowledge.phrases:
            if phrase.scope == "mark":
                mark = _BY_KIND.get(RemovedKind(phrase.kind), Mark.END)
                found.append((Expression(phrase.pattern).fullmatch, mark, phrase.kind, phrase.name))
        return cls(
            tuple(
                sorted(found, key=lambda row: (row[1] is not Mark.RIGHTS, row[1] is not Mark.TALK))
            )
        )


def _is_date_line(text: str) -> bool:
    """A date and little else: a title with its date at the end is another article's."""
    rest = LOOSE.sub("", CLOCK.sub("", DAY.sub("", text)))
    # 2018年7月份口岸旅客增长3.7% tells of a month
    return "，" not in text and len(rest) <= (BESIDE if DAY.search(text) else MONTH)


def weight_of(text: str) -> float:
    """How much prose a line holds, by length and marks; below 0 for a short line without any.

    >>> weight_of("首页"), weight_of("旅客通关有序。"), weight_of("记者在口岸看到，旅客排队有序，通关顺畅。") > 1
    (-0.7, 0.7, True)
    """
    length = len(text)
    if length >= 15 and STOP.search(text):
        return 1 + min(length, 300) / 25
    if length >= 45 or (length >= 25 and COMMA.search(text)):
        return min(length, 200) / 30
    if length >= 4 and text.endswith(ENDINGS):
        return 0.7
    return 0.5 if NUMBERED.match(text) else -0.7


def judged(lines: Sequence[str], phrases: Phrases) -> list[Judged]:
    """Each line of a page, judged by itself and by the first line, which repeats the title."""
    titles = titles_of(lines)
    known, rows = phrases.known, []
    in_tables = frozenset(number for run in tables_in(lines) for number in run)
    for number, text in enumerate(lines):
        if number in titles:
            rows.append(_judged(text, True, phrases))
            continue
        if number in in_tables:
            rows.append(Judged(Mark.SPEECH, ROW))
            continue
        row = known.get(text)
        if row is None:
            row = _judged(text, False, phrases)
            if len(known) < MOST_KNOWN and len(text) < LONG:
                known[text] = row
        rows.append(row)
    return rows


def _judged(text: str, is_title: bool, phrases: Phrases) -> Judged:
    length, weight = len(text), weight_of(text)
    path = None
    if length < LONG:
        for finds, mark, kind, name in phrases.finders:
            if length < _LONGEST[mark] and finds(text):
                if mark is not Mark.PATH:
                    return Judged(mark, -6.0, kind, name)
                path = Judged(mark, weight, kind, name)
                break
    if is_title:
        return Judged(Mark.TITLE, weight)
    if length < FACTS and DATE.search(text) and not REPLY.match(text):
        if FACT.search(text):
            return Judged(Mark.FACTS, -2.0)
        if length < DATED and not STOP.search(text) and _is_date_line(text):
            return Judged(Mark.FACTS, weight)
    if length < DATED and CREDIT.match(text) and not STOP.search(text):
        return Judged(Mark.CREDIT, weight)
    if path is not None:
        return path
    if length < FACTS and LINK.match(text):
        return Judged(Mark.LINK, weight)
    if weight > 1.5:
        return Judged(Mark.PROSE, weight)
    return Judged(Mark.SPEECH if weight > 0 else Mark.NOTHING, weight)


def titles_of(lines: Sequence[str]) -> set[int]:
    """Which lines below the first say what it says: the browser's title stands first, with names of site and column."""
    window = LOOSE.sub("", lines[0])[:80]
    first = LOOSE.sub("", HALVES.split(lines[0])[0])
    begin = first[:6] if len(first) >= 6 else None
    found = set()
    signs = {*window, *first}
    for number, line in enumerate(lines):
        # most lines begin with a sign that no title holds
        if not 4 <= len(line) <= MIDDLE or (line[0] not in signs and line[0].isalnum()):
            continue
        said = LOOSE.sub("", line)
        length = len(said)
        if length < 4 or not number:
            continue
        if length == 4:
            if said in (window, first):
                found.add(number)
        elif length <= 80 and (
            (begin is not None and _agree(said, first, begin))
            or window.startswith(said)
            or (length >= 8 and said in window)
        ):
            found.add(number)
    return found


def _agree(said: str, first: str, begin: str) -> bool:
    """Whether one of the two begins with the other, and with `begin`."""
    return said.startswith(begin) and (said.startswith(first) or first.startswith(said))
