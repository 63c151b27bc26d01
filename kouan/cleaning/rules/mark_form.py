"""Marks in the form of vertical or small setting: 过货量三万吨︒ for 过货量三万吨。, 記者﹕ for 記者：, from Big5 and from old pages set in columns."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import HAN, Signs
from kouan.model.edits import Edits
from kouan.model.view import BatchView

#: Unicode's "vertical forms", "CJK compatibility forms" and "small form variants", as far as they are marks of Chinese text.
FORMS: Final = dict(
    zip("︐︑︒︓︔︕︖︰︱﹐﹑﹔﹕﹖﹗﹪", "，、。：；！？：—，、；：？！％", strict=True)
)
#: Brackets and quotation marks, opening and closing ones in turn.
PAIRS: Final = dict(
    zip(
        "︗︘︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈﹙﹚﹛﹜﹝﹞",
        "〖〗（）｛｝〔〕【】《》〈〉「」『』［］（）｛｝〔〕",
        strict=True,
    )
)
FIRST, STOP = 0xFE10, 0xFE6C
#: The mark of each form, by its place behind `FIRST`; 0 where it is none.
MARK: Final = np.zeros(STOP - FIRST, np.uint32)
#: By the same places: 0 of a mark that stands alone, 1 of an opening one, -1 of a closing one.
SIDE: Final = np.zeros(STOP - FIRST, np.int8)
for _form, _mark in (FORMS | PAIRS).items():
    MARK[ord(_form) - FIRST] = ord(_mark)
for _number, _form in enumerate(PAIRS):
    SIDE[ord(_form) - FIRST] = -1 if _number % 2 else 1
#: So many marks may stand at the end of a quotation.
NEAR: Final = 3


@rule(
    "mark_form",
    within_lines=True,
    examples={
        "过货量三万吨︐同比增长︒": "过货量三万吨，同比增长。",
        "他說︰﹁到了﹂︒": "他說：「到了」。",
        "記者﹕王小明﹙台北﹚": "記者：王小明（台北）",
        "出口商﹙Export Ltd﹚": "出口商（Export Ltd）",
        "讀︽港口志︾": "讀《港口志》",
    },
    keeps=["︿_︿", "好︿︿", "(╯﹏╰)", "(﹁ ﹁)好吧", "a﹕b", "︎"],
)
def mark_form(view: BatchView) -> Edits:
    """Write the mark itself where Chinese stands beside it, or beside the marks next to it; brackets change in pairs.

    A bracket without its other half stays: faces are made of them.
    """
    codes = view.codes
    # one comparison, since what is less wraps
    found = np.flatnonzero(codes - np.uint32(FIRST) < STOP - FIRST)
    found = found[MARK[codes[found] - np.uint32(FIRST)] > 0]
    if not len(found):
        return Edits.none()
    side = SIDE[codes[found] - np.uint32(FIRST)]
    chosen = _is_beside_chinese(view, found)
    chosen = np.where(side == 0, chosen, _paired(view, found, side, chosen))
    found = found[chosen]
    return Edits.characters(found, MARK[codes[found] - np.uint32(FIRST)], confidence=0.98)


def _is_beside_chinese(view: BatchView, found: Offsets) -> Signs:
    """A Chinese character within reach in the line."""
    line = view.line_of(found)
    begin = view.line_start[line]
    last = np.maximum(view.last_sign_of(line), found)
    beside = np.zeros(len(found), bool)
    for step in range(1, NEAR + 1):
        left, right = found - step, found + step
        beside |= (left >= begin) & (view.bits_at(np.maximum(left, 0)) & HAN > 0)
        beside |= (right <= last) & (view.bits_at(np.minimum(right, len(view.codes) - 1)) & HAN > 0)
    return beside


def _paired(view: BatchView, found: Offsets, side: npt.NDArray[np.int8], beside: Signs) -> Signs:
    """Brackets whose next one of their sort closes them in the same line, where either has Chinese beside it."""
    chosen = np.zeros(len(found), bool)
    code, line = view.codes[found], view.line_of(found)
    for opening in np.unique(code[side > 0]):
        # the closing form of each stands right behind its opening one
        own = np.flatnonzero((code == opening) | (code == opening + 1))
        opens = own[:-1][(side[own[:-1]] > 0) & (side[own[1:]] < 0)]
        closes = own[1:][(side[own[:-1]] > 0) & (side[own[1:]] < 0)]
        fine = (line[opens] == line[closes]) & (beside[opens] | beside[closes])
        chosen[opens[fine]] = chosen[closes[fine]] = True
    return chosen
