"""A pattern in, what every match of it holds out: pairs of neighbouring characters, or the sign it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

from kouan.cleaning.giveaways import LONGEST_NOTICE, MARGIN

MOST_SIGNS: Final = 8
MOST_PAIRS: Final = 64
REPEATS: Final = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)
#: Signs that stand in no long run, as marks do not.
FEW_IN_A_ROW: Final = (constants.CATEGORY_SPACE, constants.CATEGORY_DIGIT)
#: What covers nothing, and what covers one character.
PLACES: Final = (constants.AT, constants.ASSERT, constants.ASSERT_NOT)
SINGLE: Final = (constants.LITERAL, constants.NOT_LITERAL, constants.ANY, constants.IN)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of neighbouring characters, one of which every match holds at most `offset` signs from its start, `behind` from its end."""

    pairs: frozenset[str]
    offset: int
    behind: int
    #: How often they are to be expected in running text, by a rough count: words are commoner than seams.
    commonness: float


def best_pairs(pattern: str) -> Pairs:
    """The pairs that promise the fewest idle looks; none when a match need not hold any.

    >>> sorted(best_pairs("(?:版权|免责)声明").pairs), best_pairs("[0-9]+").pairs
    (['声明'], frozenset())
    """
    caseless = bool(_parsed(pattern).state.flags & re.IGNORECASE)
    found = [option for option in _options(_parsed(pattern), caseless, 0, 0) if option.pairs]
    return min(found, key=lambda option: option.commonness, default=Pairs(frozenset(), 0, 0, 0.0))


@lru_cache(1)
def _parsed(pattern: str) -> Any:
    """The items of a pattern; all questions about one come in a row."""
    return parser.parse(pattern)


def _options(
    items: Iterable[tuple[object, Any]], caseless: bool, offset: int, behind: int
) -> list[Pairs]:
    """Sets of pairs, each enough by itself, that a match of these items must hold; so many signs may stand before and behind them."""
    options: list[Pairs] = []
    last: frozenset[str] = frozenset()
    items = list(items)
    behind += sum(map(_width, items))
    for item in items:
        code, value = item
        width = _width(item)
        seam = frozenset(left + right for left in last for right in _firsts(item, caseless))
        if 0 < len(seam) <= MOST_PAIRS:
            # two literals in a row are a word; where two alternatives meet, the pair is rarer
            weight = 1.0 if code is constants.LITERAL else 0.1
            options.append(Pairs(seam, offset, behind + 1, weight * len(seam)))
        behind -= width
        if code is constants.SUBPATTERN:
            options += _options(value[3], caseless, offset, behind)
        elif code is constants.BRANCH:
            best = [
                min(
                    _options(branch, caseless, offset, behind),
                    key=lambda one: one.commonness,
                    default=None,
                )
                for branch in value[1]
            ]
            if all(best):
                options.append(
                    Pairs(
                        frozenset().union(*(one.pairs for one in best if one)),
                        max(one.offset for one in best if one),
                        max(one.behind for one in best if one),
                        sum(one.commonness for one in best if one),
                    )
                )
        elif code in REPEATS and value[0] > 0:
            # the first of them
            options += _options(value[2], caseless, offset, behind + width)
        elif code is constants.ASSERT and value[0] > 0:
            # what must follow may reach to the end of the line
            options += _options(value[1], caseless, offset, LONGEST_NOTICE)
        if code not in PLACES:
            last = _lasts_behind(last, item, caseless)
        offset += width
    return [option for option in options if not any(pair.isdigit() for pair in option.pairs)]


def first_signs(pattern: str) -> str:
    r"""What a match begins with, where that is one of a few signs; else nothing.

    >>> first_signs(r"^[☆★]\s?.*"), first_signs(".*网")
    ('★☆', '')
    """
    caseless = bool(_parsed(pattern).state.flags & re.IGNORECASE)
    for item in _parsed(pattern):
        if item[0] is not constants.AT:
            return "".join(sorted(_firsts(item, caseless)))
    return ""


def held_signs(pattern: str) -> str:
    r"""A few marks of which every match holds one; nothing where it need not hold any.

    >>> held_signs(r"(?:[^>»\s]{2,9}\s?[>»]{1,2}){2,5}.*"), held_signs("[>»]?版?")
    ('>»', '')
    """
    caseless = bool(_parsed(pattern).state.flags & re.IGNORECASE)
    return "".join(sorted(_fewest(_held(_parsed(pattern), caseless))))


def _fewest(sets: list[frozenset[str]]) -> frozenset[str]:
    return min(sets, key=lambda signs: (len(signs), sorted(signs)), default=frozenset())


def _held(items: Iterable[tuple[object, Any]], caseless: bool) -> list[frozenset[str]]:
    """Sets of marks, each enough by itself, of which a match of these items holds one."""
    found: list[frozenset[str]] = []
    for item in items:
        code, value = item
        signs = _signs(item, caseless)
        if signs and not any(sign.isalnum() or sign.isspace() for sign in signs):
            found.append(signs)
        elif code is constants.SUBPATTERN:
            found += _held(value[3], caseless)
        elif code in REPEATS and value[0] > 0:
            found += _held(value[2], caseless)
        elif code is constants.BRANCH:
            each = [_held(branch, caseless) for branch in value[1]]
            if all(each):
                found.append(frozenset().union(*map(_fewest, each)))
    return found


def widths(pattern: str) -> tuple[int, int]:
    """The fewest and the most characters that a match covers."""
    least, most = _parsed(pattern).getwidth()
    return int(least), int(most)


def _signs(item: tuple[object, Any], caseless: bool) -> frozenset[str]:
    """The characters a single item may be, when it is one of a few."""
    code, value = item
    if code is constants.LITERAL:
        return frozenset((chr(value).lower(), chr(value).upper()) if caseless else chr(value))
    few = code is constants.IN and len(value) <= MOST_SIGNS
    if few and all(part is constants.LITERAL for part, _ in value):
        return frozenset(chr(sign) for _, sign in value)
    return frozenset()


def _firsts(item: tuple[object, Any], caseless: bool) -> frozenset[str]:
    return _ends(item, caseless, 0)


def _lasts(item: tuple[object, Any], caseless: bool) -> frozenset[str]:
    return _ends(item, caseless, -1)


def _lasts_behind(last: frozenset[str], item: tuple[object, Any], caseless: bool) -> frozenset[str]:
    """What may stand before what comes next: the end of an item, or of the one before it where it need not stand."""
    code, value = item
    if code not in REPEATS or value[0] > 0:
        return _lasts(item, caseless)
    own = _lasts(list(value[2])[-1], caseless) if value[2] else last
    return last | own if last and own else frozenset()


def _ends(item: tuple[object, Any], caseless: bool, side: int) -> frozenset[str]:
    """What an item may begin (side 0) or end (side -1) with; empty when that is not one of a few."""
    code, value = item
    if code is constants.SUBPATTERN:
        inner = list(value[3])
        return _ends(inner[side], caseless, side) if inner else frozenset()
    if code is constants.BRANCH:
        ends = [
            _ends(list(branch)[side], caseless, side) if list(branch) else frozenset()
            for branch in value[1]
        ]
        return frozenset().union(*ends) if all(ends) else frozenset()
    if code in REPEATS:
        return _ends(list(value[2])[side], caseless, side) if value[0] > 0 else frozenset()
    return _signs(item, caseless)


def _width(item: tuple[object, Any]) -> int:
    """The most characters an item covers; an open repeat of blanks or marks counts as a margin."""
    code, value = item
    if code in PLACES:
        return 0
    if code in SINGLE:
        return 1
    if code is constants.SUBPATTERN:
        return sum(map(_width, value[3]))
    if code is constants.ATOMIC_GROUP:
        return sum(map(_width, value))
    if code is constants.BRANCH:
        return max(sum(map(_width, branch)) for branch in value[1])
    if code in REPEATS:
        if value[1] is constants.MAXREPEAT:
            return MARGIN if _is_of_marks(list(value[2])) else LONGEST_NOTICE
        return int(value[1]) * sum(map(_width, value[2]))
    return LONGEST_NOTICE


def _is_of_marks(items: list[tuple[object, Any]]) -> bool:
    """Whether what is repeated is one sign of a list, a blank or a digit: `[^。！？]*` and `[一-龥]+` run through a paragraph."""
    if len(items) != 1 or items[0][0] is not constants.IN:
        return False
    return all(
        code is constants.LITERAL or (code is constants.CATEGORY and value in FEW_IN_A_ROW)
        for code, value in items[0][1]
    )
