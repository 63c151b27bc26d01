"""The figures of a sentence in, what each of several that are stated together counts out: 进口和出口分别为3亿元和5亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.extraction.figures.relations import Runs
from kouan.extraction.figures.statement import Statement
from kouan.extraction.words import read_words
from kouan.model.expression import Expression

_RESPECTIVELY: Final = Expression("分别|各占")
#: Between the names and the figures: 同比分别增长, 分别达到, 分别为.
_LINK: Final = Expression(
    "(?P<how>同比|环比|已|均|累计)*(?:[则约]?分别|各(?=占))(?P<verb>[^，。；！？、0-9]{0,10}?)(?:为|达到?|是|有|约|近|超过?|到|至|了)*$"
)
_CONJUNCTIONS: Final = ("[、]|以及|[和及与]", "、", "，", "[，、]|以及|[和及与]", "[和及与]|以及")
#: Nobody names the parts of a list further before the figures.
_REACH: Final = 160
_LONGEST: Final = 24
#: What opens a list and belongs to none of its parts.
_LEAD: Final = Expression(
    "^(?:其中|此外|同时|今年以来|截至[^，]*|(?:[0-9]{4}年)?(?:[0-9—-]{1,5}月份?)?|全年|上半年|[^，]{0,6}看|[:：]|的)+"
)


class Part(NamedTuple):
    """The name of one part of a list at [start, end) of the block, the phrase for what its figure counts, and how it moved: 增长."""

    start: int
    end: int
    phrase: str
    how: str


def parts_of(figures: Sequence[Statement], runs: Runs) -> dict[int, Part]:
    """For each figure that stands 分别 for one of several names, that name, by the number of the figure."""
    found: dict[int, Part] = {}
    for number, figure in enumerate(figures):
        if number in found or not _RESPECTIVELY.search(figure.text, figure.clause, figure.start):
            continue
        first, last = runs[number]
        if last - first < 2 or first != number:
            continue
        for offset, part in enumerate(_parts(figure, last - first)):
            found[first + offset] = part
    return found


def _parts(figure: Statement, count: int) -> list[Part]:
    """The names before 分别, one for each of `count` figures; none where their number is another."""
    begin = max(figure.first, figure.start - _REACH)
    link = _LINK.search(figure.text, begin, figure.start)
    if link is None:
        return []
    for marks in _CONJUNCTIONS:
        spans = _split(figure.text, begin, link.start(), marks)
        exact = len(spans) == count or (marks == "，" and len(spans) > count)
        if exact and all(0 < end - start <= _LONGEST for start, end in spans[-count:]):
            spans = spans[-count:]
            names = [figure.text[start:end] for start, end in spans]
            tail = _shared_tail(names)
            how = (link["how"] or "") + link["verb"]
            return [
                Part(start, end, (name if number == count - 1 else name + tail) + how, how)
                for number, ((start, end), name) in enumerate(zip(spans, names, strict=True))
            ]
    return []


def _split(text: str, begin: int, end: int, marks: str) -> list[tuple[int, int]]:
    """The stretches between the marks; but for the comma, those of the last clause."""
    if "，" not in marks:
        begin = max(begin, max(text.rfind(mark, begin, end) for mark in "，。；：") + 1)
    lead = _LEAD.match(text[begin:end])
    begin += lead.end() if lead else 0
    spans, at = [], begin
    for found in re.finditer(marks, text[begin:end]):
        spans.append((at, begin + found.start()))
        at = begin + found.end()
    return [span for span in (*spans, (at, end)) if span[0] < span[1]]


def _shared_tail(names: Sequence[str]) -> str:
    """What only the last name says and all share: 产量 of 小麦、玉米、大豆产量."""
    *others, last = names
    ends = {name[-1] for name in others}
    if len(ends) == 1 and last[-1] not in ends and (at := last.rfind(next(iter(ends)))) > 0:
        return last[at + 1 :]
    if last[-1] in ends:
        return ""
    words = read_words(last).surfaces
    most = max(len(read_words(name)) for name in others)
    return "".join(words[most:])
