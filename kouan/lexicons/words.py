"""Rows of a lexicon in, its words by their use out, and the pattern that finds any of several words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kouan.model.knowledge import Row


def words_by_use(rows: Iterable[Row]) -> Mapping[str, list[str]]:
    """The words of rows with `surface` and `use`, in their order; a use that no row has, has no words."""
    words: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        words[row["use"]].append(row["surface"])
    return words


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; without words one that nothing matches.

    It is not bracketed: what stands beside it binds to the first and the last word.

    >>> any_of(["记者", "特约记者"]), any_of([])
    ('特约记者|记者', '(?!)')
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
