"""The judged lines of a page and its article in, the lines around it out, each with what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kouan.cleaning.frame.choice import POSTED, Choice, chosen, names_it
from kouan.cleaning.frame.marks import (
    CLOCK,
    CLOSING,
    DATE,
    DAY,
    FACT,
    FACTS,
    LINK,
    REPLY,
    STOP,
    TEXT,
    Judged,
    Mark,
)
from kouan.cleaning.frame.sites import is_site
from kouan.cleaning.lines import Removable
from kouan.model.article import RemovedKind
from kouan.model.expression import Expression

#: So many sorts of marks (a path, an end, talk, rights) prove that a text is a whole page.
FEWEST_MARKS: Final = 2
#: A head of a page has so many lines that are neither prose nor long, a tail without a closing mark so many links.
FEWEST_AROUND: Final = 3
LONGEST_OF_FRAME: Final = 100
#: Lines with facts stand so near the article or its date, and its date so near it.
NEAR: Final = 6
FURTHEST: Final = 16
TOLD: Final = Expression(r"(?:发表于|发布于|发布时间|发布日期|发表时间)\s?[:：]?\s?(?:19|20)\d\d")
#: 本报记者 张三 通讯员 李四
WROTE: Final = Expression(
    r"\W{0,2}(?:[\u3400-\u9fff]{1,8})?(?:记者|通讯员)[\s●/／|｜:：]{1,3}[\u3400-\u9fff·\s、●]{2,40}(?:报[道导])?"
)
PAGER: Final = Expression(r"^[上下]一[篇版期].{0,40}(?:放大|缩小|默认)")
#: The name of a house, with a column or a reporter beside it, and names alone.
HOUSE: Final = Expression(
    r"^.{0,24}(?:原[创創]|来源|稿源|记者|作者|撰文|采写|文\s?[/／|｜丨:：]|[日晚早晨时周]报|电视台|广播|通讯社|新闻网?|杂志|周刊)(?!APP|App|客户端).{0,40}$"
)
SOURCED: Final = Expression(
    r"[\W_]{0,3}(?:(?:文章|稿件|信息|消息|新闻|资料|本文|内容)?来源|稿源|转自|转载自|发布(?:单位|机构))\s?[】〕]?\s?[:：|｜丨/／]\s?[^，。]{2,40}$"
)
ALONE: Final = Expression(r"[\u3400-\u9fff·]{2,4}(?:[\s、/／][\u3400-\u9fff·]{2,4}){0,3}")
#: 2018年7月16日 星期一, 上一篇 2018年7月16日 放大
OF_PAPER: Final = Expression(
    r"^(?!今天|今日).{0,20}日\s{0,4}(?:[(（]?星期[一二三四五六日天][)）]?\s*$|放大|[上下]一[篇版])"
)
SPEAKING: Final = (RemovedKind.SOURCE_LINE, RemovedKind.DATELINE)


def shows_page(lines: Sequence[str], rows: Sequence[Judged]) -> bool:
    """Whether there are marks of a page that are no sentences, of two sorts at least."""
    shown = {
        (row.mark, row.phrase)
        for text, row in zip(lines, rows, strict=True)
        if row.phrase and not STOP.search(text)
    }
    return len(shown) >= FEWEST_MARKS


def with_proof(lines: Sequence[str], rows: Sequence[Judged], choice: Choice) -> Choice:
    """The article without a cut on a side that holds too few lines of a page: what was cut once is not cut again."""
    start, stop, title, is_named = choice
    head = sum(
        proof_of(row)
        for number, (text, row) in enumerate(zip(lines[:start], rows[:start], strict=True))
        if not names_it(number, title, lines)
        and row.mark not in TEXT
        and len(text) <= LONGEST_OF_FRAME
    )
    tail = rows[stop:]
    is_closed = any(row.mark in CLOSING for row in tail)
    # what stands above a title that the article says again needs a menu or a path to be none of its own
    above = rows[: max(title, 0)]
    is_framed = is_named and any(row.mark is Mark.PATH or row.mark in CLOSING for row in above)
    if head < FEWEST_AROUND and not is_framed:
        start, title = 0, -1
    links = sum(proof_of(row) for row in tail if row.mark is Mark.LINK)
    if not is_closed and links < FEWEST_AROUND:
        stop = len(rows)
    return Choice(start, stop, title, is_named)


def proof_of(row: Judged) -> int:
    """How much a line proves of a page around the article: one that its element puts outside is enough."""
    return FEWEST_AROUND if row.mark is Mark.LINK and row.kind else 1


def removable_around(
    places: Sequence[int], lines: Sequence[str], rows: Sequence[Judged]
) -> list[Removable]:
    """The lines of a page that are not its article's, by their places in the batch; none where it holds no article."""
    choice = chosen(lines, rows)
    if choice is None:
        return []
    return [
        Removable(places[number], places[number], kind, confidence)
        for number, kind, confidence in around(lines, rows, choice)
    ]


def around(
    lines: Sequence[str], rows: Sequence[Judged], choice: Choice
) -> Iterator[tuple[int, str, float]]:
    """The lines that are not the article's, each with the kind and the confidence of its removal.

    Where a side of the page has too few lines to prove that it is one, only the line with its date goes there.
    """
    kind: str = RemovedKind.NAVIGATION
    speaking = speaking_lines(lines, rows, choice)
    choice = with_proof(lines, rows, choice)
    for number, row in enumerate(rows):
        if choice.start <= number < choice.stop:
            kind = RemovedKind.AD_FOOTER
            if number in speaking and row.mark is Mark.FACTS and DAY.search(lines[number]):
                yield number, RemovedKind.DATELINE, 0.9
                continue
            if row.mark in CLOSING and not STOP.search(lines[number]):
                yield number, row.kind, 0.8
            elif number == choice.start > 0 and number - 1 in speaking and is_site(lines[number]):
                yield number, RemovedKind.SOURCE_LINE, 0.8
        elif choice.title < number < choice.start and WROTE.fullmatch(lines[number]):
            continue  # a byline between title and text is the article's own
        elif number in speaking:
            is_dated = DATE.search(lines[number])
            yield number, RemovedKind.DATELINE if is_dated else RemovedKind.SOURCE_LINE, 0.9
        elif not names_it(number, choice.title, lines):
            if row.kind and row.kind not in SPEAKING:
                kind = row.kind
            elif number < choice.start:
                kind = RemovedKind.NAVIGATION
            yield number, kind, 0.9


def speaking_lines(lines: Sequence[str], rows: Sequence[Judged], choice: Choice) -> frozenset[int]:
    """The lines that speak of this article: the nearest date above it with what stands beside it, else the one right below."""
    head = [number for number in range(choice.start) if _speaks(rows[number], lines[number])]
    tail = [
        number
        for number in range(choice.stop, min(choice.stop + NEAR, len(rows)))
        if _speaks(rows[number], lines[number])
        and (FACT.search(lines[number]) or not LINK.match(lines[number]))
        and not REPLY.match(lines[number])
    ]
    date = _date_line(head, lines, choice.start - FURTHEST)
    if date is None:
        date = next((number for number in tail if DAY.search(lines[number])), None)
    # between title and text stand names of the house and of who wrote
    told = [
        number
        for number in range(choice.title + 1, choice.start)
        if choice.title >= 0
        and rows[number].mark is Mark.NOTHING
        and (
            HOUSE.search(lines[number])
            or (number <= choice.title + 2 and ALONE.fullmatch(lines[number]))
        )
    ]
    first = choice.start if date is None or date >= choice.start else date
    near = [
        number
        for number in (*head, *tail)
        if number >= first - NEAR and not DATE.search(lines[number])
    ]
    if not any(SOURCED.match(lines[number]) for number in near):
        around = (*range(choice.start), *range(choice.stop, min(choice.stop + FURTHEST, len(rows))))
        near += [number for number in around if SOURCED.match(lines[number])][:1]
    posted = [
        number for number in tail if number < choice.stop + 2 and rows[number].phrase == POSTED
    ]
    return frozenset((*told, *near, *posted) if date is None else (*told, *near, *posted, date))


def _date_line(numbers: Sequence[int], lines: Sequence[str], furthest: int) -> int | None:
    """Which of these lines says when the article went out: the nearest with a label or a time of day, else a near one with a day."""
    dated = [number for number in numbers if DAY.search(lines[number])]
    told = [number for number in dated if FACT.search(lines[number]) or CLOCK.search(lines[number])]
    near = [number for number in dated if number >= furthest]
    near_told = [number for number in told if number >= furthest]
    # a paper as printed says its day in its masthead, with the day of the week
    printed = [number for number in dated if OF_PAPER.search(lines[number])]
    return next(reversed(near_told or near or told or printed), None)


def _speaks(row: Judged, text: str) -> bool:
    """A line of facts or credits, or one that says when this was posted among other things."""
    if row.mark in (Mark.FACTS, Mark.CREDIT) or row.kind in SPEAKING:
        return True
    if PAGER.search(text) and DAY.search(text):
        return True
    return len(text) < FACTS and TOLD.search(text) is not None
