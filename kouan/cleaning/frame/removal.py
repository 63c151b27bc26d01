"""The judged lines of a page and its article in, the lines around it out, each with what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kouan.cleaning.frame.choice import Choice
from kouan.cleaning.frame.marks import CLOSING, DATE, STOP, TEXT, Judged, Mark
from kouan.model.article import RemovedKind

#: So many sorts of marks (a path, an end, talk, rights) prove that a text is a whole page.
FEWEST_MARKS: Final = 2
#: A head of a page has so many lines that are neither prose nor long, a tail without a closing mark so many links.
FEWEST_AROUND: Final = 3
LONGEST_OF_FRAME: Final = 100
#: A line with facts stands so near the article.
NEAR: Final = 6


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
    start, stop, title = choice
    head = sum(
        row.mark not in TEXT and len(text) <= LONGEST_OF_FRAME
        for number, (text, row) in enumerate(zip(lines[:start], rows[:start], strict=True))
        if number != title
    )
    tail = rows[stop:]
    is_closed = any(row.mark in CLOSING for row in tail)
    if head < FEWEST_AROUND:
        start, title = 0, -1
    if not is_closed and sum(row.mark is Mark.LINK for row in tail) < FEWEST_AROUND:
        stop = len(rows)
    return Choice(start, stop, title)


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
