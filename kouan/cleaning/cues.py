"""Phrases in, candidate lines out: every phrase's literal words are looked for in one scan over the batch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import numpy as np
import numpy.typing as npt

from kouan.model.batch import Offsets
from kouan.model.knowledge import Knowledge, Phrase
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

_SIZE = 1 << 16
#: A notice is about the page; a paragraph longer than this with one phrase in it is likely about the subject.
LONGEST_NOTICE = 400
MOST_SIGNS = 8
MOST_PAIRS = 64
REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT)
MARGIN = 8  # blanks around a line
NO_PHRASE = -1
#: Scopes of phrases that count wherever they stand.
ANYWHERE = ("line", "within")
_NUMBER_BITS = 20


@dataclass(frozen=True)
class Cues:
    """Phrases, what finds each in a line, and the phrases by the pairs of neighbouring characters that give them away.

    A pattern that promises no such pair is tried on every line it may cover (`anywhere`).
    """

    compiled: tuple[tuple[Phrase, Callable[[str], re.Match[str] | None]], ...]
    #: By the slot of each pair, whether a phrase holds it.
    is_used: npt.NDArray[np.bool_]
    #: The pairs, sorted, and where each has its entries below.
    pairs: npt.NDArray[np.int64]
    bounds: Offsets
    #: Every pair once for each phrase that holds it: the phrase, the longest and the shortest line that it covers, and how
    #: many signs before the pair a match begins at most.
    number: npt.NDArray[np.int64]
    reach: npt.NDArray[np.int64]
    least: npt.NDArray[np.int64]
    offset: npt.NDArray[np.int64]
    anywhere: tuple[tuple[int, int], ...]


def cues(knowledge: Knowledge) -> Cues:
    """Compile the phrases and index them by pairs of characters, one of which every match must hold."""
    # those that count in one place alone come last: a line may be given away by another, whatever its place
    phrases = sorted(
        (phrase for phrase in knowledge.phrases if phrase.scope != "mark"),
        key=lambda phrase: phrase.scope not in ANYWHERE,
    )
    compiled = tuple((phrase, _says(phrase)) for phrase in phrases)
    is_used = np.zeros(_SIZE, bool)
    entries: set[tuple[int, int, int, int, int]] = set()
    anywhere = []
    for order, (phrase, _) in enumerate(compiled):
        most, furthest = LONGEST_NOTICE, LONGEST_NOTICE
        best = best_pairs(phrase.pattern)
        least, width = map(int, parser.parse(phrase.pattern).getwidth())
        if phrase.scope != "within":
            most = min(most, width + MARGIN)
            furthest = best.offset + MARGIN
        if not best.pairs:
            anywhere.append((order, most))
        for sign in best.pairs:
            first, second = map(ord, sign)
            is_used[_slot(first, second)] = True
            entries.add((first << 21 | second, order, most, least, furthest))
    pair, number, reach, shortest, offset = (
        np.array(sorted(entries), np.int64).reshape(-1, 5).T.copy()
    )
    pairs, begins = np.unique(pair, return_index=True)
    bounds = np.append(begins, len(pair))
    return Cues(compiled, is_used, pairs, bounds, number, reach, shortest, offset, tuple(anywhere))


def sayings(view: BatchView) -> list[tuple[int, int]]:
    """Lines that a phrase gives away, in order, each with the first phrase that does (its number in `Cues.compiled`)."""
    known = view.knowledge.made(cues)
    found = [_by_pair(view, known)]
    for number, most in known.anywhere:
        short = (view.line_length <= most) & (view.line_length > 0) & (view.line_document >= 0)
        found.append(np.flatnonzero(short) << _NUMBER_BITS | number)
    # a line and a phrase in one number sort as the pair does
    both = np.sort(np.concatenate(found))
    both = both[np.diff(both, prepend=-1) > 0]
    lines = both >> _NUMBER_BITS
    first = np.flatnonzero(np.diff(lines, prepend=-1))
    stop = np.append(first, len(both))[1:]
    numbers = (both & ((1 << _NUMBER_BITS) - 1)).tolist()
    says = [says for _, says in known.compiled]
    # the pages of one site bear the same lines, and so the same phrases to try
    verdicts: dict[str, int] = {}
    given_away = []
    for line, low, high in zip(lines[first].tolist(), first.tolist(), stop.tolist(), strict=True):
        whole = view.lines[line]
        verdict = verdicts.get(whole)
        if verdict is None:
            text, verdict = whole.strip(), NO_PHRASE
            for number in numbers[low:high]:
                if says[number](text):
                    verdict = number
                    break
            verdicts[whole] = verdict
        if verdict != NO_PHRASE:
            given_away.append((line, verdict))
    return given_away


def _by_pair(view: BatchView, known: Cues) -> Offsets:
    """Lines and phrases by the pairs of characters that give phrases away."""
    codes, length = view.codes, view.line_length
    low = codes.astype(np.uint16)  # wraps, as does the sum: a slot is a pair modulo 65,536
    slots = (low[:-1] * np.uint16(31) + low[1:]).astype(np.intp)
    hits = np.flatnonzero(np.take(known.is_used, slots))
    keys = codes[hits].astype(np.int64) << 21 | codes[hits + 1]
    place = np.searchsorted(known.pairs, keys)
    mine = np.append(known.pairs, -1)[place] == keys
    hits, place = hits[mine], place[mine]
    home = view.line_of(hits)
    # every hit once for each phrase that its pair may belong to
    first, stop = known.bounds[place], known.bounds[place + 1]
    entry, hit = ranges(first, stop), np.repeat(np.arange(len(hits)), stop - first)
    lines = home[hit]
    offset = hits[hit] - view.line_start[lines]
    fits = (length[lines] <= known.reach[entry]) & (offset <= known.offset[entry])
    fits &= length[lines] >= known.least[entry]
    return np.asarray(lines[fits] << _NUMBER_BITS | known.number[entry[fits]])


def _says(phrase: Phrase) -> Callable[[str], re.Match[str] | None]:
    pattern = re.compile(phrase.pattern)
    return pattern.search if phrase.scope == "within" else pattern.fullmatch


def _slot(first: int, second: int) -> int:
    return (first * 31 + second) % _SIZE


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of neighbouring characters, one of which every match holds at most `offset` signs from its start."""

    pairs: frozenset[str]
    offset: int
    #: How often they are to be expected in running text, by a rough count: words are commoner than seams.
    commonness: float


def best_pairs(pattern: str) -> Pairs:
    """The pairs that promise the fewest idle looks; none when a match need not hold any.

    >>> sorted(best_pairs("(?:版权|免责)声明").pairs), best_pairs("[0-9]+").pairs
    (['声明'], frozenset())
    """
    caseless = bool(re.compile(pattern).flags & re.IGNORECASE)
    found = [option for option in _options(parser.parse(pattern), caseless, 0) if option.pairs]
    return min(found, key=lambda option: option.commonness, default=Pairs(frozenset(), 0, 0.0))


def _options(items: Iterable[tuple[object, Any]], caseless: bool, offset: int) -> list[Pairs]:
    """Sets of pairs, each enough by itself, that a match of these items must hold."""
    options: list[Pairs] = []
    last: frozenset[str] = frozenset()
    for item in items:
        code, value = item
        seam = frozenset(left + right for left in last for right in _firsts(item, caseless))
        if 0 < len(seam) <= MOST_PAIRS:
            # two literals in a row are a word; where two alternatives meet, the pair is rarer
            weight = 1.0 if code is constants.LITERAL else 0.1
            options.append(Pairs(seam, offset, weight * len(seam)))
        if code is constants.SUBPATTERN:
            options += _options(value[3], caseless, offset)
        elif code is constants.BRANCH:
            best = [
                min(
                    _options(branch, caseless, offset), key=lambda one: one.commonness, default=None
                )
                for branch in value[1]
            ]
            if all(best):
                options.append(
                    Pairs(
                        frozenset().union(*(one.pairs for one in best if one)),
                        max(one.offset for one in best if one),
                        sum(one.commonness for one in best if one),
                    )
                )
        elif code in REPEATS and value[0] > 0:
            options += _options(value[2], caseless, offset)
        if code is not constants.AT:
            last = _lasts(item, caseless)
        offset += _width(item)
    return [option for option in options if not any(pair.isdigit() for pair in option.pairs)]


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
    if code is constants.AT:
        return 0
    if code is constants.SUBPATTERN:
        return sum(map(_width, value[3]))
    if code is constants.BRANCH:
        return max(sum(map(_width, branch)) for branch in value[1])
    if code in REPEATS:
        if value[1] is constants.MAXREPEAT:
            return MARGIN if next(iter(value[2]))[0] is constants.IN else LONGEST_NOTICE
        return int(value[1]) * sum(map(_width, value[2]))
    return 1
