"""Blocks with the places of their figures in, where a figure with the word beside it is said again out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: In how many places a figure said again is looked for.
_PLACES: Final = 6


def repeated(
    blocks: Sequence[str], figures: Sequence[Sequence[tuple[int, int]]]
) -> dict[str, list[tuple[int, int]]]:
    """Where a figure with the word beside it stands, for those that stand more than once."""
    places: dict[str, list[tuple[int, int]]] = {}
    for block, found in enumerate(figures):
        for start, end in found:
            places.setdefault(key_of(blocks[block], start, end), []).append((block, start))
    return {key: found[:_PLACES] for key, found in places.items() if len(found) > 1}


def key_of(text: str, start: int, end: int) -> str:
    """A figure with the two characters behind it, or before it where a mark ends it: 3个口岸, 延关1小时."""
    behind = text[end : end + 2]
    return text[start : end + 2] if behind.isalpha() else text[max(0, start - 2) : end]
