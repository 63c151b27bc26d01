"""Digits and Latin letters as wide as a Chinese character: ５月２８日, ＡＰＥＣ, from old input methods."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import Codes, Signs
from kouan.model.edits import Edits
from kouan.model.view import BatchView

FIRST, STOP = 0xFF10, 0xFF5B
SHIFT = 0xFEE0


@rule(
    "wide_letter",
    within_lines=True,
    # a digit is a digit in either width
    spares=("line_ending", "invisible", "gloss", "particle", "script"),
    examples={
        "５月２８日": "5月28日",
        "ＡＰＥＣ会议": "APEC会议",
        "３．１５晚会": "3.15晚会",
        "１，２３４人次": "1,234人次",
    },
    keeps=["第一，第二", "（一）", "100％", "17：13", "中国－东盟"],
)
def wide_letter(view: BatchView) -> Edits:
    """Write the ASCII digit or letter, and between two digits the point and the comma of a number.

    No other compatibility form is touched: ％, ：, － and brackets are Chinese punctuation.
    """
    codes = view.codes
    found = np.flatnonzero((codes >= 0xFF0C) & (codes < STOP))
    if not len(found):
        return Edits.none()
    code = codes[found]
    is_sign = _is_sign(code)
    left, right = view.neighbours(found)
    wide_digits = _is_digit(left) & _is_digit(right)
    thousands = (code != 0xFF0C) | _three_digits(view, found)
    is_point = ((code == 0xFF0E) | (code == 0xFF0C)) & wide_digits & thousands
    found = found[is_sign | is_point]
    return Edits.characters(found, codes[found] - np.uint32(SHIFT), confidence=0.97)


def _is_sign(code: Codes) -> Signs:
    is_digit = (code >= FIRST) & (code < 0xFF1A)
    is_letter = ((code >= 0xFF21) & (code < 0xFF3B)) | ((code >= 0xFF41) & (code < STOP))
    return np.asarray(is_digit | is_letter)


def _is_digit(code: Codes) -> Signs:
    return np.asarray((code >= FIRST) & (code < 0xFF1A))


def _three_digits(view: BatchView, found: Offsets) -> Signs:
    """Exactly three wide digits follow: the comma of 1，234, not of a list."""
    last = len(view.codes) - 1
    follow = [
        _is_digit(view.codes[np.minimum(found + step, last)]) & (found + step <= last)
        for step in range(1, 5)
    ]
    return np.asarray(follow[0] & follow[1] & follow[2] & ~follow[3])
