"""An article whose numbers stand apart (2023 年 5 月，增长 6.3%) in, one to be read as if they did not out, and the way back.

So are pages set by a house style of the web, and so comes the text of what a browser printed to PDF. Such blanks are style, not faults:
they stay in the clean text, and figures are placed in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final, NamedTuple, TypeVar

from kouan.model.article import Article, Block, Damage
from kouan.model.expression import Expression
from kouan.model.facts import Entity, Mention, Metric
from kouan.model.processed import Cleaned

_BLANK: Final = "[ \u00a0\u2002-\u200a]"
_HAN: Final = "\u4e00-\u9fff"
#: A text without one has none of its numbers apart.
_APART: Final = Expression(f"[0-9%‰]{_BLANK}{{1,2}}[{_HAN}]")
#: A row of cells, an outline (3 结论) and wider blanks part more than style does, which sets one and a printer another.
_ROW: Final = Expression(
    f"\t|[ \u00a0\u2002-\u200a\u3000]{{3}}|[{_HAN}]{_BLANK}{{2}}[{_HAN}]|[0-9%‰]{_BLANK}{{1,2}}[-+]?[0-9]"
)
_NUMBERED: Final = Expression(rf"\s*[0-9.]{{1,8}}{_BLANK}{{1,2}}(?![年月日])")
_GAP: Final = Expression(
    f"(?<=[0-9%‰]){_BLANK}{{1,2}}(?=[{_HAN}%‰])|(?<=[{_HAN}（）]){_BLANK}{{1,2}}(?=[0-9])"
    # 1 — 5 月
    f"|(?<=[0-9年月日]){_BLANK}{{1,2}}(?=[-—–~～]{{1,2}}{_BLANK}{{0,2}}[0-9])|(?<=[—–~～-]){_BLANK}{{1,2}}(?=[0-9])"
)


_Placed = TypeVar("_Placed", Damage, Mention)


class Closed(NamedTuple):
    """A text without the blanks at `gaps`."""

    text: str
    #: Where the blanks stood, and how many characters of the closed text stand before each.
    gaps: Sequence[int]
    before: Sequence[int]

    def inner(self, place: int) -> int:
        """The place in the closed text of one in the text as it is."""
        return place - bisect_right(self.gaps, place - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as it is that [start, end) of the closed one was."""
        first = start + bisect_right(self.before, start)
        return first, max(first, end - 1 + bisect_right(self.before, end - 1) + 1)


def closed(text: str) -> Closed | None:
    """A text without the blanks beside its numbers; None where they stand close already.

    >>> closed("截至 2023 年 5 月末，增长 6.3%。").text
    '截至2023年5月末，增长6.3%。'
    >>> closed("3 结论") is closed("粮食 25.61 1.1 万吨") is None
    True
    """
    if not _APART.search(text):
        return None
    gaps: list[int] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if _APART.search(line) and not _ROW.search(line.strip()):
            numbered = _NUMBERED.match(line)
            first = numbered.end() if numbered else 0
            for gap in _GAP.finditer(line, first):
                gaps.extend(range(at + gap.start(), at + gap.end()))
        at += len(line)
    if not gaps:
        return None
    pieces = zip([0, *(gap + 1 for gap in gaps)], [*gaps, len(text)], strict=True)
    some = [text[start:end] for start, end in pieces]
    return Closed("".join(some), gaps, list(accumulate(map(len, some[:-1]))))


def close_up(
    article: Article, document: Cleaned, entities: Sequence[Entity]
) -> tuple[Article, Cleaned, tuple[Entity, ...], Closed] | None:
    """The article, its document and its names with all numbers close, and the way back; None where they are."""
    if (text := closed(document.clean)) is None:
        return None
    title = closed(article.title or "")
    return (
        replace(
            article,
            title=title.text if title else article.title,
            title_start=text.inner(article.title_start),
            title_end=text.inner(article.title_end),
            blocks=tuple(_block(block, text) for block in article.blocks),
        ),
        replace(
            document,
            clean=text.text,
            damages=tuple(_moved(one, text) for one in document.damages),
        ),
        tuple(
            replace(one, mentions=tuple(_moved(mention, text) for mention in one.mentions))
            for one in entities
        ),
        text,
    )


def _moved(one: _Placed, text: Closed) -> _Placed:
    return replace(one, start=text.inner(one.start), end=text.inner(one.end))


def _block(block: Block, text: Closed) -> Block:
    start, end = text.inner(block.start), text.inner(block.end)
    return replace(block, start=start, end=end, text=text.text[start:end])


def set_back(metric: Metric, text: Closed, clean: str) -> Metric:
    """A figure of the closed text where it stands in the clean one, as it is written there."""
    start, end = text.span(metric.start, metric.end)
    first, last = text.span(metric.sentence_start, metric.sentence_start + len(metric.sentence))
    return replace(
        metric,
        start=start,
        end=end,
        surface=clean[start:end],
        sentence=clean[first:last],
        sentence_start=first,
        of_figure=text.span(*metric.of_figure) if metric.of_figure else None,
    )
