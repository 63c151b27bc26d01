"""The page around an article: menus, paths, lists of links, readers' talk, notices, where the text of a whole page was saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kouan.cleaning.frame.choice import Choice, chosen
from kouan.cleaning.frame.marks import CLOSING, DATE, STOP, Judged, Mark, Phrases, judged
from kouan.cleaning.lines import Removable, whole_lines
from kouan.cleaning.rule import rule
from kouan.model.article import RemovedKind
from kouan.model.batch import Offsets
from kouan.model.characters import BREAK, WIDE
from kouan.model.characters import STOP as STOPS
from kouan.model.edits import Edits
from kouan.model.view import BatchView

#: A menu has so many lines of at most so many characters without an end mark.
FEWEST_BARE = 8
LONGEST_BARE = 12
#: So many marks of a page (a path, an end, talk, rights) prove that there is one.
FEWEST_MARKS = 2
#: A line with facts stands so near the article.
NEAR = 6
MENU = "\n".join(("首页", "新闻", "体育", "财经", "论坛", "博客", "登录", "注册"))
FOOT = "发表评论\n关于我们\n某某网版权所有"
BODY = (
    "记者在口岸看到，旅客排队有序，通关顺畅。\n据统计，今年以来出入境旅客已达25万人次，同比增长5%。"
)


@rule(
    "page_frame",
    kind=RemovedKind.NAVIGATION,
    takes_lines=True,
    examples={
        f"口岸旅客增长_某某网\n{MENU}\n口岸旅客增长\n{BODY}\n{FOOT}": f"口岸旅客增长\n{BODY}\n"
    },
    keeps=[f"口岸旅客增长\n{BODY}", f"目录\n{MENU}", BODY + "\n发表评论\n某某网版权所有"],
)
def page_frame(view: BatchView) -> Edits:
    """Keep the article of a page and delete what stands around it, where the page shows itself by menus and marks.

    The page is parted at the marks that close an article (related, comments, rights); the first part rich in
    prose holds it. It begins below its title, which the first line of the page repeats, or its date; its title stays.
    """
    phrases = view.knowledge.made(Phrases.of)
    removable: list[Removable] = []
    first, stop = view.filled_bounds
    for document in _candidates(view).tolist():
        places = view.filled_lines[first[document] : stop[document]].tolist()
        lines = [view.lines[place].strip() for place in places]
        rows = judged(lines, phrases)
        if not shows_page(lines, rows):
            continue
        choice = chosen(lines, rows)
        if choice is not None:
            removable += (
                Removable(places[number], places[number], kind, confidence)
                for number, kind, confidence in around(lines, rows, choice)
            )
    return whole_lines(view, removable)


def _candidates(view: BatchView) -> Offsets:
    """Documents with as many short lines without an end mark as a menu has."""
    filled = view.filled_lines
    bare = filled[view.line_length[filled] <= LONGEST_BARE]
    ends = view.bits_at(view.line_stop[bare] - 1)
    bare = bare[ends & np.uint16(STOPS | WIDE | BREAK) == 0]
    count = np.bincount(view.line_document[bare], minlength=len(view))
    return np.flatnonzero(count >= FEWEST_BARE)


def shows_page(lines: Sequence[str], rows: Sequence[Judged]) -> bool:
    """Whether there are marks of a page that are no sentences, of two sorts at least."""
    shown = {
        (row.mark, row.phrase)
        for text, row in zip(lines, rows, strict=True)
        if row.phrase and not STOP.search(text)
    }
    return len(shown) >= FEWEST_MARKS


def around(
    lines: Sequence[str], rows: Sequence[Judged], choice: Choice
) -> Iterator[tuple[int, str, float]]:
    """The lines that are not the article's, each with the kind and the confidence of its removal."""
    kind: str = RemovedKind.NAVIGATION
    for number, row in enumerate(rows):
        inside = choice.start <= number < choice.stop
        if inside:
            kind = RemovedKind.AD_FOOTER
            if row.mark in CLOSING and not STOP.search(lines[number]):
                yield number, row.kind, 0.8
            continue
        if number == choice.title:
            continue
        near = (
            choice.title - 1 <= number < choice.start + NEAR
            if choice.title >= 0
            else (choice.start - NEAR <= number < choice.start)
        )
        near = near or choice.stop <= number < choice.stop + NEAR
        if row.mark is Mark.FACTS or row.kind in (RemovedKind.SOURCE_LINE, RemovedKind.DATELINE):
            speaks = RemovedKind.DATELINE if DATE.search(lines[number]) else RemovedKind.SOURCE_LINE
            yield number, speaks if near else kind, 0.9
            continue
        if row.kind:
            kind = row.kind
        elif number < choice.start:
            kind = RemovedKind.NAVIGATION
        yield number, kind, 0.9
