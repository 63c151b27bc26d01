"""What the markup says of a line stays with that line, whatever is taken out around it."""

from __future__ import annotations

import numpy as np

from kouan.model.hints import Hints


def hints(*start: int) -> Hints:
    """An entry at each place, whose place in the page is its number."""
    at = np.array(start, np.int64)
    return Hints(at, np.arange(len(at), dtype=np.uint32), at, at)


def entries(known: Hints, *lines: tuple[int, int]) -> list[int]:
    """The entry of each line [start, stop)."""
    start, stop = np.array(lines, np.int64).T
    return known.of_lines(start, stop).tolist()


def test_a_line_has_the_entry_at_its_beginning_and_one_without_has_none() -> None:
    assert entries(hints(0, 4, 9), (0, 3), (4, 8), (9, 12)) == [0, 1, 2]
    assert entries(hints(4), (0, 3), (4, 8), (9, 12)) == [-1, 0, -1]
    assert entries(Hints.none(), (0, 3)) == [-1]


def test_a_line_below_one_that_was_taken_out_keeps_its_own_entry() -> None:
    # the first two lines are gone: their entries moved to where the third begins now
    assert entries(hints(0, 0, 0, 5), (0, 4), (5, 8)) == [2, 3]


def test_a_line_joined_to_the_one_before_leaves_that_ones_entry() -> None:
    assert entries(hints(0, 3), (0, 8)) == [0]
