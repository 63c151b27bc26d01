"""Lines of a batch in, pairs of long lines of one document that say the same but for a sign or two out.

A text that was pasted twice need not be the same twice: one copy has a variant character that conversion left, another
mark, a blank, a reading in brackets, a typing error. Where figures differ, a word is another one, or a sign says the
contrary, the lines are no copies: forms filled in twice look alike too.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.recurrence import beginnings, recurring
from kouan.language.figures import FIGURED, Alphabet, figures_in
from kouan.model.batch import Offsets
from kouan.model.characters import HAN_CLASS, HAN_RANGES, PINYIN_LETTERS
from kouan.model.expression import Expression
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

#: A shorter line is no copy, and none of a run by itself.
SHORTEST: Final = 20
#: Signs behind a mark by which two lines meet; copies share nearly all such beginnings.
BEGINNING: Final = 5
MARKS: Final = "，。"
#: So many of the beginnings of the line that has fewer are shared, at least.
SHARED: Final = 0.5
#: A document in which more lines meet than this is a list or a table.
MOST_PAIRS: Final = 400
#: Blanks, marks and other ways to write a figure make a copy at most so many times as long.
STRETCHED: Final = 2
#: A longer line is no paragraph, and would take long to align.
LONGEST: Final = 5000
#: So large a share of a line's characters may differ, and one in any case.
CHANGED: Final = 0.03
#: Signs of which one more or less, or one for the other, is another statement.
CONTRARY: Final = frozenset(
    "上下增减升降涨跌东南西北中前后左右内外进出入男女大小多少高低不没未无非首末甲乙丙"
)

_READING: Final = Expression(rf"(?<=[{HAN_CLASS}])\s?[(（]\s?[{PINYIN_LETTERS}]{{1,6}}\s?[)）]")
#: So many bags are characters counted in: more tell more lines apart, at a price.
_SLOTS: Final = 32
#: Bits of a line's number where two are one.
_LINE_BITS: Final = 32


def near_lines(view: BatchView) -> dict[int, list[tuple[int, int]]]:
    """For each document the pairs of its lines that are near copies, in order; equal lines are among them."""
    lines, mates, shared, fewest = _meetings(view)
    home = view.line_document[lines]
    enough = shared >= SHARED * fewest
    enough &= np.bincount(home[enough], minlength=len(view))[home] <= MOST_PAIRS
    lines, mates, home = lines[enough], mates[enough], home[enough]
    if not len(lines):
        return {}
    differs, told = _bags(view, lines, mates)
    longest = np.maximum(view.line_length[lines], view.line_length[mates])
    # one character for another is one less and one more
    alike = np.flatnonzero(differs <= 2 * np.maximum(CHANGED * longest, 1))
    found: dict[int, list[tuple[int, int]]] = {}
    for document, line, mate, count in zip(
        home[alike].tolist(),
        lines[alike].tolist(),
        mates[alike].tolist(),
        told[alike].tolist(),
        strict=True,
    ):
        if _is_near(view, line, mate, count):
            found.setdefault(document, []).append((line, mate))
    return found


def _is_near(view: BatchView, line: int, mate: int, told: int) -> bool:
    """Whether two lines are near copies, the first with `told` characters that stand for themselves.

    Those that are none are not aligned again in the next round.
    """
    one, other = view.lines[line], view.lines[mate]
    if one == other and told >= SHORTEST // 2:
        return True
    key = ("pair", one, other)
    if key in view.settled:
        return False
    found = is_near(one, other)
    if not found:
        view.settled.add(key)
    return found


def _bags(view: BatchView, lines: Offsets, mates: Offsets) -> tuple[Offsets, Offsets]:
    """By how many characters each pair of lines differs at the least, whatever their order, and how many the first holds.

    Only characters count that stand for themselves however the line is spelled: no figure has one.
    """
    both = np.unique(np.concatenate((lines, mates)))
    at = ranges(view.line_start[both], view.line_stop[both])
    slot = np.take(_SLOT, view.codes[at], mode="clip")
    row = np.repeat(np.arange(len(both)) * _SLOTS, view.line_length[both])
    bags = np.bincount(row + slot, minlength=len(both) * _SLOTS).astype(np.int32)
    bags = bags.reshape(-1, _SLOTS)[:, 1:]
    mine, theirs = bags[np.searchsorted(both, lines)], bags[np.searchsorted(both, mates)]
    return np.abs(mine - theirs).sum(axis=1), mine.sum(axis=1)


def _slots() -> npt.NDArray[np.uint8]:
    """The bag of each character, from 1; 0 for what may be part of a figure, or is left out."""
    table = np.zeros(0x10001, np.uint8)
    for first, stop in HAN_RANGES:
        codes = np.arange(first, min(stop, 0x10000))
        table[codes] = 1 + codes % (_SLOTS - 1)
    table[[ord(sign) for sign in FIGURED]] = 0
    return table


_SLOT: Final = _slots()


def _meetings(view: BatchView) -> tuple[Offsets, Offsets, Offsets, Offsets]:
    """Pairs of long lines that share beginnings: the two lines, how many they share, how many the one with fewer has."""
    marks = view.places_of(MARKS)
    line = np.concatenate((view.line_of_each(marks), np.arange(len(view.line_start))))
    at = np.concatenate((marks + 1, view.line_start))
    is_long = (view.line_length >= SHORTEST) & (view.line_document >= 0)
    fits = is_long[line]
    fits &= at + (BEGINNING - 1) < view.line_stop[line]
    line, at = line[fits], at[fits]
    number = np.bincount(line, minlength=len(view.line_start))
    key = beginnings(view, line, at, BEGINNING)
    again = recurring(key)
    line, key = line[again], key[again]
    order = np.lexsort((line, key))
    line, key = line[order], key[order]
    meets = (key[1:] == key[:-1]) & (line[1:] != line[:-1])
    pairs, count = np.unique(line[:-1][meets] << _LINE_BITS | line[1:][meets], return_counts=True)
    one, other = pairs >> _LINE_BITS, pairs & ((1 << _LINE_BITS) - 1)
    return one, other, count, np.minimum(number[one], number[other])


def is_near(one: str, other: str) -> bool:
    """Whether two lines say the same but for a sign or two.

    >>> is_near("罗湖口岸是我国最大的旅检口岸，客流很大。", "罗湖口岸是我国最大的旅检口岸,客流很大")
    True
    >>> is_near("罗湖口岸日均出入境旅客25万人次。", "罗湖口岸日均出入境旅客2.5万人次。")
    False
    """
    shorter, longer = sorted((_READING.sub("", line) for line in (one, other)), key=len)
    if len(longer) > STRETCHED * len(shorter):
        return False
    alphabet = Alphabet()
    first, second = sorted(map(alphabet.spell, (shorter, longer)))
    if first == second:
        return len(first) >= SHORTEST // 2
    if max(len(first), len(second)) > LONGEST or abs(len(first) - len(second)) > SHORTEST:
        return False
    if figures_in(first) != figures_in(second):
        return False
    from rapidfuzz.distance import Levenshtein  # of which most pages have no need

    changed = 0
    for step in Levenshtein.opcodes(first, second):
        if step.tag == "equal":
            continue
        mine, theirs = first[step.src_start : step.src_end], second[step.dest_start : step.dest_end]
        if max(len(mine), len(theirs)) > 1 or CONTRARY & {*mine, *theirs}:
            return False
        if figures_in(mine + theirs):  # the same figures, but elsewhere
            return False
        changed += 1
    return changed <= max(CHANGED * max(len(first), len(second)), 1)
