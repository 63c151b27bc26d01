"""Documents that a change of knowledge cannot touch, with what is to be said of the change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spared:
    """Documents that need not be read again, and notes in words."""

    documents: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
