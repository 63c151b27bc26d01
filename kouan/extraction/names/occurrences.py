"""Surfaces and a text in, where they stand in it out: from left to right, the longest at each place, none over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from kouan.extraction.words import without_surrogates

#: So many surfaces are looked for one by one; an automaton is worth its making only for more.
FEW: Final = 48


def occurrences(text: str, surfaces: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and surface of each place.

    >>> list(occurrences("海关总署和海关", ["海关", "海关总署"]))
    [(0, 4, '海关总署'), (5, 7, '海关')]
    """
    if len(surfaces) > FEW:
        automaton = AhoCorasick(surfaces, matchkind=MatchKind.LeftmostLongest)
        found = automaton.find_matches_as_indexes(without_surrogates(text))
        for number, start, end in found:
            yield start, end, surfaces[number]
        return
    behind = 0
    for start, length, surface in sorted(_all(text, surfaces)):
        if start >= behind:
            behind = start - length
            yield start, behind, surface


def _all(text: str, surfaces: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Every place of every surface, with its length below zero: of those that start together the longest sorts first."""
    for surface in surfaces:
        start = text.find(surface)
        while start >= 0:
            yield start, -len(surface), surface
            start = text.find(surface, start + 1)
