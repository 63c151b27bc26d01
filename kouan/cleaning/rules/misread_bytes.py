"""Runs of GBK or Big5 bytes read one byte out of step: 陸??湛诎锻菩兄袊癯鋈刖惩P(guān)排隊."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import HAN, RARE, RARER, Codes, bits, codes_of
from kouan.model.edits import Edits, Suspicion
from kouan.model.view import BatchView

WINDOW = 8
#: Weight that eight neighbouring characters must reach; ordinary text, rare names included, seldom does.
ENOUGH = 5
#: Odd signs that it takes to reach that, at two each.
FEWEST = 3
#: Of the pairs of neighbours in a run, the share that words of a dictionary know; broken text has hardly any.
FAMILIAR = 0.25
#: How far a run reaches for another odd sign.
REACH = 4
LONGEST = 200
NOTE = "rare characters that make no words: double bytes read one byte out of step"


@rule(
    "misread_bytes",
    kind="mojibake",
    within_lines=True,
    by_places=True,
    keeps=["霍尔果斯出入境边防检查站", "魑魅魍魉", "鳜鱼、鲥鱼、鲈鱼", "A股", "真的吗？？好"],
)
def misread_bytes(view: BatchView) -> Edits:
    """Mark runs of rare characters that make no words; the text is not touched.

    Reading double bytes one byte late turns ordinary characters into rare ones, lets some vanish and
    leaves a "?" or a single letter between two characters. A run of such signs is a suspicion: later
    rules leave it as evidence, and no fact is taken from it. Source: notes on shifted GBK in
    docs/decisions/0003.
    """
    odd, weight = _odd_signs(view)
    if not (odd[FEWEST - 1 :] - odd[: 1 - FEWEST] < WINDOW).any():
        return Edits.none()
    total = np.concatenate(([0], np.cumsum(weight)))
    # apart by line: a run ends where its line does
    place = odd + view.line_of(odd) * LONGEST
    reach = np.searchsorted(place, place + WINDOW, "left")
    windows = np.flatnonzero(total[reach] - total[: len(odd)] >= ENOUGH)
    suspicions = []
    reached = -1
    for window in windows.tolist():
        if window < reached:
            continue
        low, reached = _grown(place, window, int(reach[window]) - 1)
        start, end = int(odd[low]), int(odd[reached - 1]) + 1
        surface = view.slice_text(start, end)
        if _is_broken(surface):
            suspicions.append(Suspicion("misread_bytes", start, end, surface[:LONGEST], note=NOTE))
    return Edits.none(suspicions)


def _odd_signs(view: BatchView) -> tuple[Offsets, Offsets]:
    """Where odd signs stand, and how odd: 2 beyond the common sets, 1 rare, or a lone ? or letter between characters."""
    rare = view.places(RARE | RARER)
    weight = np.where(view.bits_at(rare) & RARER > 0, 2, 1)
    lone = _lone_signs(view.codes)
    odd = np.concatenate((rare, lone))
    order = np.argsort(odd, kind="stable")
    return odd[order], np.concatenate((weight, np.ones(len(lone), np.int64)))[order]


def _lone_signs(codes: Codes) -> Offsets:
    """Where ? or a sign from @ to ~, where letters are, stands between two Chinese characters, or one and a bracket."""
    if len(codes) < 3:
        return np.zeros(0, np.int64)
    sign = codes[1:-1] - np.uint32(ord("?")) < 0x7F - ord("?")
    beyond = codes > 0x7F
    # most signs have others of ASCII beside them; what is left is looked up
    sign &= beyond[:-2] | (codes[:-2] == ord("?"))
    lone = np.flatnonzero(sign) + 1
    before, behind = codes[lone - 1], codes[lone + 1]
    chosen = _is_solid(before) & (_is_solid(behind) | (behind == ord("(")))
    return np.asarray(lone[chosen])


def _is_solid(codes: Codes) -> npt.NDArray[np.bool_]:
    """Chinese characters; a "?" stands for one."""
    return np.asarray((bits(codes) & HAN > 0) | (codes == ord("?")))


def _grown(odd: Offsets, low: int, high: int) -> tuple[int, int]:
    """The run of odd signs around [low, high], on to the next one while it is near: first, and behind the last."""
    while low > 0 and odd[low] - odd[low - 1] <= REACH and odd[high] - odd[low] < LONGEST:
        low -= 1
    while (
        high + 1 < len(odd)
        and odd[high + 1] - odd[high] <= REACH
        and odd[high] - odd[low] < LONGEST
    ):
        high += 1
    return low, high + 1


def _is_broken(surface: str) -> bool:
    """Hardly any two neighbours of the run stand side by side in a word of the dictionary, in either script."""
    from kouan.cleaning.script import t2s

    said = "".join(character for character in surface if character > "\u2e80")
    pairs = _pairs(said)
    simplified = _pairs(t2s().convert(said))
    known = max(_familiar(pairs), _familiar(simplified))
    return len(pairs) >= 4 and known <= FAMILIAR * len(pairs)


def _pairs(text: str) -> npt.NDArray[np.uint64]:
    """Each character with its right neighbour, as one number."""
    codes = codes_of(text).astype(np.uint64)
    return codes[:-1] << np.uint64(32) | codes[1:]


def _familiar(pairs: npt.NDArray[np.uint64]) -> int:
    known = word_pairs()
    place = np.minimum(np.searchsorted(known, pairs), len(known) - 1)
    return int((known[place] == pairs).sum())


@cache
def word_pairs() -> npt.NDArray[np.uint64]:
    """The neighbours in the phrases that pypinyin lists, sorted; as numbers, since a set of strings takes long to make."""
    from pypinyin.phrases_dict import phrases_dict

    # a line break between two phrases makes pairs that no run of Chinese characters holds
    return np.sort(_pairs("\n".join(phrases_dict)))
