"""A span of raw bytes in, the span of clean text that comes from it out."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from kouan.model.ledger import Ledger


class Traced(Protocol):
    """A clean text with the way back to its bytes."""

    @property
    def clean(self) -> str:
        """The clean text."""

    @property
    def ledger(self) -> Ledger:
        """The way back."""


def clean_span(document: Traced, raw: tuple[int, int]) -> tuple[int, int] | None:
    """The clean text that holds anything of these bytes; None where cleaning left nothing of them."""
    places = np.arange(len(document.clean))
    starts, ends = document.ledger.origins(places, places + 1)
    inside = np.flatnonzero((starts < raw[1]) & (ends > raw[0]))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None
