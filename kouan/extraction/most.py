"""What the figures of an article are read to be about, or of, in; the one that most of them have out, where these are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

#: One is what an article is mainly about where it has such a share of the figures that have any.
SHARE: Final = 1 / 3


def most_of(values: Iterable[str], fewest: int, others: int = 0) -> str | None:
    """The commonest value, where it has `fewest` figures and a third of all; `others` have a value that may not be it.

    >>> most_of(["1月"] * 3 + ["2月"], 3), most_of(["1月"] * 3 + ["2月"], 4), most_of(["1月"] * 3, 3, others=7)
    ('1月', None, None)
    """
    counts = Counter(values)
    value, figures = next(iter(counts.most_common(1)), (None, 0))
    return value if figures >= max(fewest, (counts.total() + others) * SHARE) else None
