"""A short line and the text below it in, how much of the line the text says again out: a title names what its story tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from kouan.model.expression import Expression

#: Words without the blanks and marks between them.
WORDS: Final = Expression(r"[\u3400-\u9fffA-Za-z0-9]+")
#: A story names its subject early.
MOST: Final = 2_000


def pairs_of(text: str) -> list[str]:
    """Every two signs that stand side by side in a word."""
    return [
        word[at : at + 2] for word in WORDS.findall(text[:MOST]) for at in range(len(word) - 1)
    ]


def said_in(texts: Iterable[str]) -> Counter[str]:
    """The pairs of signs of a story, each with the number of its paragraphs that hold it."""
    return Counter(pair for text in texts for pair in set(pairs_of(text)))


def echoed(line: str, said: Mapping[str, int], *, least: int = 1) -> tuple[int, float]:
    """How many pairs of a line a story says too, in so many paragraphs at least, and which share of the line they are.

    >>> story = said_in(["边城港今年以来装卸货物二十五万吨，吞吐量增长一成。"])
    >>> echoed("边城港货物吞吐量增长", story), echoed("打开客户端看更多", story)
    ((8, 0.8888888888888888), (0, 0.0))
    """
    pairs = pairs_of(line)
    known = sum(said.get(pair, 0) >= least for pair in pairs)
    return known, known / len(pairs) if pairs else 0.0
