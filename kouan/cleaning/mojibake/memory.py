"""Questions in, answers out, of which the latest are remembered: what has been searched once need not be searched again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(Generic[K, V]):
    """The answers to the latest `most` questions."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: dict[K, V] = {}

    def of(self, questions: Sequence[K], answer: Callable[[list[K]], list[V]]) -> list[V]:
        """The answer to each question; those not remembered are asked together, each once."""
        new = [one for one in dict.fromkeys(questions) if one not in self._answers]
        if new:
            self._answers.update(zip(new, answer(new), strict=True))
        given = [self._answers[one] for one in questions]
        for one in dict.fromkeys(questions):
            self._answers[one] = self._answers.pop(one)
        while len(self._answers) > self._most:
            del self._answers[next(iter(self._answers))]
        return given

    def clear(self) -> None:
        """Forget everything."""
        self._answers.clear()
