"""The subjects of the figures of an article in, whom it is mainly about out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kouan.extraction.most import most_of

#: An article is mainly about one that so many of its figures are read to be about.
_FIGURES: Final = 8


def mainly_about(names: Iterable[str | None]) -> str | None:
    """The subject of most figures, in an article of many; None where none has a third of those that have one."""
    return most_of((name for name in names if name), _FIGURES)
