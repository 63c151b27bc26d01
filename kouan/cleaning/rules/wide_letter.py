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
    # one comparison, since what is less wraps: from the digits on, ：；？ and a few more among them
    found = np.flatnonzero(codes - np.uint32(FIRST) < STOP - FIRST)
    found = found[_is_sign(codes[found])]
    if not len(found):
        return Edits.none()
    points = found[_is_digit(codes[found])] + 1
    points = points[points < len(codes)]
    code = codes[points]
    _, right = view.neighbours(points)
    is_point = ((code == 0xFF0E) | (code == 0xFF0C)) & _is_digit(right)
    points, code = points[is_point], code[is_point]
    points = points[(code != 0xFF0C) | _three_digits(view, points)]
    found = np.sort(np.concatenate((found, points)))
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
