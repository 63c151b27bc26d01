"""Phrases in, candidate lines out: every phrase's literal words are looked for in one scan over the batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.giveaways import LONGEST_NOTICE, MARGIN, giveaway
from kouan.model.batch import Offsets
from kouan.model.characters import BLANKS, is_one, one_of
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge, Phrase
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

_SIZE = 1 << 16
NO_PHRASE = -1
#: Scopes of phrases that count wherever they stand.
ANYWHERE = ("line", "within")
IS_BLANK = one_of(BLANKS)
_NUMBER_BITS = 20


class Cues(NamedTuple):
    """Phrases, the pattern of each, and the phrases by the pairs of neighbouring characters that give them away.

    A pattern that promises no such pair is tried on every line it may cover that begins as it does, or holds the marks
    that it does (`anywhere`).
    """

    patterns: tuple[tuple[Phrase, Expression], ...]
    #: By the slot of each pair, whether a phrase holds it.
    is_used: npt.NDArray[np.bool_]
    #: The pairs, sorted, and where each has its entries below.
    pairs: npt.NDArray[np.int64]
    bounds: Offsets
    #: Every pair once for each phrase that holds it: the phrase, the longest and the shortest line that it covers, and how
    #: many signs before the pair a match begins at most, and ends behind where the pair begins.
    number: npt.NDArray[np.int64]
    reach: npt.NDArray[np.int64]
    least: npt.NDArray[np.int64]
    offset: npt.NDArray[np.int64]
    behind: npt.NDArray[np.int64]
    anywhere: tuple[tuple[int, int, str, str], ...]


def cues(knowledge: Knowledge) -> Cues:
    """Index the phrases by pairs of characters, one of which every match must hold."""
    # those that count in one place alone come last: a line may be given away by another, whatever its place
    phrases = sorted(
        (phrase for phrase in knowledge.phrases if phrase.scope != "mark"),
        key=lambda phrase: phrase.scope not in ANYWHERE,
    )
    patterns = tuple((phrase, Expression(phrase.pattern)) for phrase in phrases)
    is_used = np.zeros(_SIZE, bool)
    entries: set[tuple[int, int, int, int, int, int]] = set()
    anywhere = []
    for order, (phrase, _) in enumerate(patterns):
        most = furthest = behind = LONGEST_NOTICE
        best = giveaway(phrase.pattern)
        if phrase.scope != "within":
            most = min(most, best.width + MARGIN)
            furthest, behind = best.offset + MARGIN, best.behind
        if not best.pairs:
            signs = "" if phrase.scope == "within" else best.signs
            anywhere.append((order, most, signs, best.held))
        for pair in best.pairs:
            first, second = map(ord, pair)
            is_used[_slot(first, second)] = True
            entries.add((first << 21 | second, order, most, best.least, furthest, behind))
    table = np.array(sorted(entries), np.int64).reshape(-1, 6).T.copy()
    keys, number, reach, shortest, offset, rest = table
    pairs, begins = np.unique(keys, return_index=True)
    bounds = np.append(begins, len(keys))
    return Cues(
        patterns, is_used, pairs, bounds, number, reach, shortest, offset, rest, tuple(anywhere)
    )


def sayings(view: BatchView) -> list[tuple[int, int]]:
    """Lines that a phrase gives away, in order, each with the first phrase that does (its number in `Cues.patterns`)."""
    known = view.knowledge.made(cues)
    found = [_by_pair(view, known), *_by_first(view, known)]
    # a line and a phrase in one number sort as the pair does
    both = np.sort(np.concatenate(found))
    both = both[np.diff(both, prepend=-1) > 0]
    lines = both >> _NUMBER_BITS
    first = np.flatnonzero(np.diff(lines, prepend=-1))
    stop = np.append(first, len(both))[1:]
    numbers = (both & ((1 << _NUMBER_BITS) - 1)).tolist()
    # the pages of one site bear the same lines, and so the same phrases to try
    verdicts: dict[str, int] = {}
    given_away = []
    for line, low, high in zip(lines[first].tolist(), first.tolist(), stop.tolist(), strict=True):
        whole = view.lines[line]
        verdict = verdicts.get(whole)
        if verdict is None:
            text, verdict = whole.strip(), NO_PHRASE
            for number in numbers[low:high]:
                phrase, pattern = known.patterns[number]
                if says(phrase, pattern, text):
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
    lines, entry, offset = lines[fits], entry[fits], offset[fits]
    last = view.last_sign_of(lines)
    # more blanks than are passed over may stand at the end
    rest = known.behind[entry] + MARGIN * is_one(IS_BLANK, codes[last])
    fits = last + 1 - view.line_start[lines] - offset <= rest
    return np.asarray(lines[fits] << _NUMBER_BITS | known.number[entry[fits]])


def _by_first(view: BatchView, known: Cues) -> Iterator[Offsets]:
    """Lines and those phrases that no pair gives away, by the signs that one begins with or holds, where these are few."""
    for number, most, signs, held in known.anywhere:
        short = (view.line_length <= most) & (view.line_length > 0) & (view.line_document >= 0)
        if held:
            lines = np.unique(view.line_of(view.places_of(held)))
            lines = lines[short[lines]]
        else:
            lines = np.flatnonzero(short)
        if signs:
            codes = view.codes[view.line_start[lines]]
            lines = lines[is_one(one_of(signs + BLANKS), codes) | (codes > 0xFFFF)]
        yield lines << _NUMBER_BITS | number


def says(phrase: Phrase, pattern: Expression, text: str) -> bool:
    """Whether a line without the blanks around it holds the phrase, or is the phrase, as its scope asks."""
    if phrase.scope == "within":
        return pattern.search(text) is not None
    return pattern.fullmatch(text) is not None


def _slot(first: int, second: int) -> int:
    return (first * 31 + second) % _SIZE
