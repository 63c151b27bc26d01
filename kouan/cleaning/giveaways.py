"""The pattern of a phrase in, what gives its lines away out: of shipped phrases from a file, of others by looking at the pattern."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

#: An open repeat of blanks or marks counts as so many.
MARGIN: Final = 8
#: A notice is about the page; a paragraph longer than this with one phrase in it is likely about the subject. What else
#: is open in a pattern counts as so many.
LONGEST_NOTICE: Final = 400
#: Beside the phrases; `make words` writes it anew.
TABLE: Final = files("kouan.cleaning.phrases") / "giveaways.json"


class Giveaway(NamedTuple):
    """What every match of a pattern holds, and how much it covers."""

    #: Pairs of neighbouring characters, of which a match holds one; none where it need not hold any.
    pairs: tuple[str, ...]
    #: How many signs before its pair a match begins at most, and ends behind where the pair begins.
    offset: int
    behind: int
    #: The fewest and the most characters that it covers, or that a notice has.
    least: int
    width: int
    #: What a match begins with, where it holds no pair and that is one of a few signs.
    signs: str
    #: Marks of which it holds one, where none of this is known of it.
    held: str


def giveaway(pattern: str) -> Giveaway:
    """What gives a pattern away. To parse a pattern takes longer than to read one page for it: most are kept."""
    kept = _kept().get(pattern)
    return kept or looked_at(pattern)


def looked_at(pattern: str) -> Giveaway:
    """The same by the pattern alone.

    >>> looked_at("(?:版权|免责)声明")
    Giveaway(pairs=('声明',), offset=3, behind=2, least=4, width=4, signs='', held='')
    """
    from kouan.cleaning.pattern_pairs import best_pairs, first_signs, held_signs, widths

    best = best_pairs(pattern)
    signs = "" if best.pairs else first_signs(pattern)
    least, width = widths(pattern)
    return Giveaway(
        tuple(sorted(best.pairs)),
        best.offset,
        best.behind,
        least,
        min(width, LONGEST_NOTICE),
        signs,
        "" if best.pairs or signs else held_signs(pattern),
    )


def table_of(patterns: Iterable[str]) -> str:
    """The file for these patterns, one a line."""
    lines = (
        json.dumps([pattern, *looked_at(pattern)], ensure_ascii=False)
        for pattern in sorted(set(patterns))
    )
    return "[\n" + ",\n".join(lines) + "\n]\n"


@cache
def _kept() -> dict[str, Giveaway]:
    return {
        pattern: Giveaway(tuple(pairs), *rest)
        for pattern, pairs, *rest in json.loads(TABLE.read_text("utf-8"))
    }
