"""Blocks with the places of their figures in, where a figure with the word beside it is said again out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from kouan.model.expression import Expression

#: In how many places a figure said again is looked for.
_PLACES: Final = 6
#: 上涨0.1% is said of many things: it is not the same figure again.
_GROWN: Final = Expression(
    "(?:增[长加幅速]?|减少?|[下上]降|[上下][涨升跌]|[涨跌升降]幅?|回[升落]|提[高升]|降低|扩大|收窄)了?(?:约|近|超|逾|为|达)?$"
)
_PARTS: Final = "%％点成"
#: How many figures of its sentence, the last of them itself, are looked for where they were said before.
_FIGURES: Final = 3
#: Behind any end of a figure.
_FAR: Final = 1 << 60


def repeated(
    blocks: Sequence[str], figures: Sequence[Sequence[tuple[int, int]]]
) -> dict[str, list[tuple[int, int]]]:
    """Where a figure with the word beside it stands, for those that stand more than once."""
    places: dict[str, list[tuple[int, int]]] = {}
    for block, found in enumerate(figures):
        for start, end in found:
            places.setdefault(_key_of(blocks[block], start, end), []).append((block, start))
    return {key: found[:_PLACES] for key, found in places.items() if len(found) > 1}


def _key_of(text: str, start: int, end: int) -> str:
    """A figure with the two characters behind it, or before it where a mark ends it: 3个口岸, 延关1小时."""
    behind = text[end : end + 2]
    return text[start : end + 2] if behind.isalpha() else text[max(0, start - 2) : end]


def keys_before(
    text: str, figures: Sequence[tuple[int, int]], first: int, start: int
) -> Iterator[str]:
    """The figure at `start` and those before it in its sentence, which begins at `first`, the nearest first."""
    this = bisect_right(figures, (start, _FAR))
    for begin, end in reversed(figures[max(0, this - _FIGURES) : this]):
        if begin < first:
            return
        if not _GROWN.search(text, first, begin) or text[end - 1] not in _PARTS:
            yield _key_of(text, begin, end)
