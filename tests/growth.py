"""Work in, whether its time grows with its length out, and how slow this machine is: seconds alone say little of a program."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from kouan.model.expression import Expression


def is_linear(work: Callable[[int], object], length: int) -> bool:
    """Whether twice the length takes twice the processor time, give or take half as much again and half a second.

    What grows with the square takes four times. The work makes its own input, which is to cost little beside what is
    measured; it is done once at a twentieth first, which compiles and lays out what all lengths want. What else the
    machine does can only add to a time: where it seems too long, the shortest one of four goes counts.
    """
    work(length // 20)
    half, whole = (_seconds(work, one) for one in (length // 2, length))
    for _ in range(3):
        if whole < 3 * half + 0.5:
            break
        whole = min(whole, _seconds(work, length))
    return whole < 3 * half + 0.5


def is_search_linear(expression: Expression, piece: str, length: int = 200_000) -> bool:
    """Whether a search through a piece again and again, which almost fits, takes time in proportion."""

    def search(size: int) -> None:
        for _ in expression.finditer(piece * (size // len(piece))):
            pass

    return is_linear(search, length)


def _seconds(work: Callable[[int], object], length: int) -> float:
    began = process_time()
    work(length)
    return process_time() - began


def pace() -> float:
    """How many times as slow this machine is at this moment as one on which limits in seconds are meant; at least 1."""

    def work(length: int) -> None:
        assert sum(number * number % 7 for number in range(length)) > 0

    return max(1.0, min(_seconds(work, 300_000) for _ in range(5)) / 0.025)
