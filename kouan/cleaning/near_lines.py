"""Lines of a batch in, pairs of long lines of one document that say the same but for a sign or two out.

A text that was pasted twice need not be the same twice: one copy has a variant character that conversion left, another
mark, a blank, a reading in brackets, a typing error. Where figures differ, a word is another one, or a sign says the
contrary, the lines are no copies: forms filled in twice look alike too.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
from rapidfuzz.distance import Levenshtein

from kouan.language.figures import Alphabet, figures_in
from kouan.model.batch import Offsets
from kouan.model.characters import HAN_CLASS, PINYIN_LETTERS
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

_READING: Final = re.compile(rf"(?<=[{HAN_CLASS}])\s?[(（]\s?[{PINYIN_LETTERS}]{{1,6}}\s?[)）]")
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)


def near_lines(view: BatchView) -> dict[int, list[tuple[int, int]]]:
    """For each document the pairs of its lines that are near copies, in order; equal lines are among them."""
    lines, mates, shared, fewest = _meetings(view)
    enough = shared >= SHARED * fewest
    found: dict[int, list[tuple[int, int]]] = {}
    home = view.line_document[lines[enough]]
    for document, line, mate in zip(
        home.tolist(), lines[enough].tolist(), mates[enough].tolist(), strict=True
    ):
        found.setdefault(document, []).append((line, mate))
    return {
        document: near
        for document, pairs in found.items()
        if len(pairs) <= MOST_PAIRS and (near := [pair for pair in pairs if _is_near(view, *pair)])
    }


def _is_near(view: BatchView, line: int, mate: int) -> bool:
    """Whether two lines are near copies; those that are none are not aligned again in the next round."""
    key = ("pair", view.line_text(line), view.line_text(mate))
    if key in view.settled:
        return False
    found = is_near(*key[1:])
    if not found:
        view.settled.add(key)
    return found


def _meetings(view: BatchView) -> tuple[Offsets, Offsets, Offsets, Offsets]:
    """Pairs of long lines that share beginnings: the two lines, how many they share, how many the one with fewer has."""
    marks = np.concatenate((view.places_of(MARKS), view.line_start - 1))
    line = view.line_of(marks + 1)
    fits = (view.line_length[line] >= SHORTEST) & (view.line_document[line] >= 0)
    fits &= marks + BEGINNING < view.line_stop[line]
    line, at = line[fits], marks[fits] + 1
    key = view.line_document[line].astype(np.uint64)
    for step in range(BEGINNING):
        key = key * _SPREAD + view.codes[at + step]
    number = np.bincount(line, minlength=len(view.line_start))
    order = np.lexsort((line, key))
    line, key = line[order], key[order]
    meets = (key[1:] == key[:-1]) & (line[1:] != line[:-1])
    pairs, shared = np.unique(
        np.stack((line[:-1][meets], line[1:][meets]), 1), axis=0, return_counts=True
    )
    one, other = pairs[:, 0], pairs[:, 1]
    return one, other, shared, np.minimum(number[one], number[other])


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
