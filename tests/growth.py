"""A piece of work at some length in, whether its time grows with the length out: machines differ in speed, work does not in growth."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time


def is_linear(work: Callable[[int], object], length: int) -> bool:
    """Whether twice the length takes twice the processor time, give or take half as much again and half a second.

    What grows with the square takes four times. The work makes its own input, which is to cost little beside what is
    measured; it is done once at a twentieth first, which compiles and lays out what all lengths want.
    """
    work(length // 20)
    half, whole = (_seconds(work, one) for one in (length // 2, length))
    return whole < 3 * half + 0.5


def _seconds(work: Callable[[int], object], length: int) -> float:
    began = process_time()
    work(length)
    return process_time() - began
