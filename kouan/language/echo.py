"""A short line and the text below it in, how much of the line the text says again out: a title names what its story tells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kouan.model.expression import Expression

#: Words without the blanks and marks between them.
WORDS: Final = Expression(r"[\u3400-\u9fffA-Za-z0-9]+")
#: A story names its subject early.
MOST: Final = 4_000


def said_in(texts: Iterable[str]) -> str:
    """The beginning of a story, a paragraph a line."""
    return "\n".join(texts)[:MOST]


def echoed(line: str, said: str, *, times: int = 1) -> tuple[int, float]:
    """How many pairs of signs that stand side by side in a line a story says too, so often at least, and which share they are.

    >>> story = "边城港今年以来装卸货物二十五万吨，吞吐量增长一成。"
    >>> echoed("边城港货物吞吐量增长", story), echoed("打开客户端看更多", story)
    ((7, 0.7777777777777778), (0, 0.0))
    """
    pairs = [word[at : at + 2] for word in WORDS.findall(line) for at in range(len(word) - 1)]
    if times > 1:
        known = sum(said.count(pair) >= times for pair in pairs)
    else:
        known = sum([pair in said for pair in pairs])
    return known, known / len(pairs) if pairs else 0.0
