"""The subjects of the figures of an article in, whom it is mainly about out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

#: An article is mainly about one that so many of its figures are read to be about, and such a share of them.
_FIGURES: Final = 8
_SHARE: Final = 1 / 3


def mainly_about(names: Iterable[str | None]) -> str | None:
    """The subject of most figures, in an article of many; None where none has a third of those that have one."""
    counts = Counter(name for name in names if name)
    name, figures = next(iter(counts.most_common(1)), (None, 0))
    return name if figures >= max(_FIGURES, counts.total() * _SHARE) else None
