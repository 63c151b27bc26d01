"""A figure with the phrase for what it counts in, the part that is counted out: direction=export, mode=rail."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from kouan.lexicons.words import any_of
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge

#: 进出口, 出入境: both directions together are no part.
_WHOLE: Final = "total"


class _Words:
    def __init__(self, knowledge: Knowledge) -> None:
        self.words = {
            row["surface"]: (row["dimension"], row["value"]) for row in knowledge.rows("dimension")
        }
        self.pattern = Expression(any_of(self.words))


def dimensions_of(indicator: str | None, knowledge: Knowledge) -> tuple[str, ...]:
    """The parts that the phrase names, as name=value in the order of the names; of each name the last.

    A phrase that names two values of one dimension (小麦和玉米) names no single part.
    """
    if not indicator:
        return ()
    words = knowledge.made(_Words)
    said: dict[str, set[str]] = {}
    for found in words.pattern.finditer(indicator):
        name, value = words.words[found[0]]
        said.setdefault(name, set()).add(value)
    return tuple(
        f"{name}={next(iter(values))}"
        for name, values in sorted(said.items())
        if len(values) == 1 and _WHOLE not in values
    )


def without_dimensions(phrase: str, told: Collection[str], knowledge: Knowledge) -> str:
    """A phrase without the words that name a part that is told as a dimension, or the whole.

    公路水路 names two ways and so none: it stays.
    """
    words = knowledge.made(_Words)

    def left(found: re.Match[str]) -> str:
        name, value = words.words[found[0]]
        return " " if value == _WHOLE or f"{name}={value}" in told else found[0]

    return words.pattern.sub(left, phrase)
