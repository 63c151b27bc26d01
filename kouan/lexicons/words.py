"""Rows of a lexicon in, its words by their use or another column out, and the pattern that finds any of several words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kouan.model.knowledge import Row


def words_by_use(rows: Iterable[Row], column: str = "use") -> Mapping[str, list[str]]:
    """The words of rows with `surface` and a column of uses, in their order; a use that no row has, has no words."""
    words: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        words[row[column]].append(row["surface"])
    return words


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; without words one that nothing matches.

    It is not bracketed: what stands beside it binds to the first and the last word. Words of one first character
    share it, so that a place is asked for each character once.

    >>> any_of(["记者", "特约记者", "特稿"]), any_of([])
    ('特(?:约记者|稿)|记者', '(?!)')
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[:1], []).append(re.escape(word[1:]))
    return (
        "|".join(
            re.escape(first) + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0])
            for first, rest in rests.items()
        )
        or "(?!)"
    )
