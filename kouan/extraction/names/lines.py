"""A passage in; railways and roads that are called by a character of each place they join, lines by a number, and bridges by their town, out: 杭衢高铁."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.runs import Boundaries
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: One of them stands in every line.
_WORDS: Final = ("铁", "高速", "城际", "客专")
_LINE: Final = Expression(
    "(?!深化|优化|强化|发展|建设|全国|国家|地方|沿江|沿海|城际|市域|普速)(?P<ends>[\u4e00-\u9fff]{2,4})(?:城际铁路|城际|高速铁路|高速公路|高铁|铁路|高速(?=路段|收费站|服务区|入口|出口|通车|[，。、；（）和与])|客专)(?!局|集团|公司|部门|系统|职工|警方|公安|运输)"
)
#: Lines of a city's railways, where the passage speaks of such: 2号线, 1号线北延线; not 生产2号线.
_NUMBERED: Final = Expression(
    "(?<![0-9产流水])(?<!轻轨)[1-9][0-9]?号线(?:[东西南北]?延(?:长|伸)?线|[东西南北一二三四五]段|[一二三四五]期|支线)?(?!路[由长径]|程|上的?产|产|缆|索|圈|材)"
)
_RAILWAYS: Final = ("地铁", "轨道", "轻轨", "城轨", "线网", "列车", "车站", "客流", "行车", "换乘")
#: Words of these sorts are no name of a line.
_NO_LINE: Final = tuple("mprsvftuc")
#: A bridge bears the name of its town: 宜都 + 长江大桥.
_OVER_RIVER: Final = Expression(
    "(?:长江|黄河|珠江|汉江|湘江|赣江|钱塘江|嘉陵江|乌江|金沙江|澜沧江|怒江|淮河|松花江|北江|西江|东江|闽江|瓯江|岷江|沱江|渭河|汾河|鸭绿江|黑龙江)(?:公铁两用|公铁|公路|铁路|特)*(?:大桥|特大桥)"
)


def find_lines(passage: Passage, limits: Boundaries) -> Iterator[Candidate]:
    """Lines and bridges that no list has."""
    if any(word in passage.text for word in _WORDS):
        for found in _LINE.finditer(passage.text):
            start = _begin(passage, found.start("ends"), found.end("ends"), limits.signs)
            if start is not None:
                yield Candidate(start, found.end(), EntityType.PLACE, 0.7)
    if "号线" in passage.text:
        yield from _numbered(passage)
    if "大桥" in passage.text:
        for found in _OVER_RIVER.finditer(passage.text):
            town = passage.hit_over(found.start() - 1, found.start()) if found.start() else None
            if town is not None and town.end == found.start() and town.name.level:
                yield Candidate(town.start, found.end(), EntityType.PLACE, 0.85)


def _numbered(passage: Passage) -> Iterator[Candidate]:
    """Lines that bear a number, where what a passage says of them is of a city's railways."""
    if any(word in passage.text for word in _RAILWAYS):
        for found in _NUMBERED.finditer(passage.text):
            yield Candidate(*found.span(), EntityType.PLACE, 0.7)


def _begin(passage: Passage, first: int, end: int, signs: frozenset[str]) -> int | None:
    """Where the signs begin: with a word, and all of them signs."""
    words = passage.words
    for start in range(first, end - 1):
        if not signs.issuperset(passage.text[start:end]) or start not in words.starting:
            continue
        if passage.hit_over(start, end) is not None:
            return None
        tags = [words.tags[at] for at in range(words.starting[start], words.covering(end - 1) + 1)]
        return None if any(tag.startswith(_NO_LINE) for tag in tags) else start
    return None
