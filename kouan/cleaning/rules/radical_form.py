"""Characters in the code points of radicals: 1⽉⽐上年增⻓ for 1月比上年增长, as the text of many PDF files reads, whose fonts draw both alike."""

from __future__ import annotations

import unicodedata
from typing import Final

import numpy as np

from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import SPACE, Codes, Signs, bits, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.view import BatchView

#: Unicode's "CJK radicals supplement" and "Kangxi radicals".
FIRST, STOP = 0x2E80, 0x2FD6
KANGXI: Final = 0x2F00
#: Of the supplement Unicode makes two equal to their characters; the others are those that the Noto CJK fonts draw with one
#: glyph, which is what a printer of pages then takes back for the wrong one of the two.
SUPPLEMENT: Final = dict(
    zip(
        "⺂⺃⺅⺉⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺟⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺹⺺⺾⺿⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "乛乚亻刂兀尣尢巳幺彑彐忄扌攵旡歺母民氵灬爫丬犭罒礻糹纟罓耂肀艹艹虎衤覀西见角讠贝车辶辶辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
#: The character of each radical, by its place behind `FIRST`; 0 where it has none.
CHARACTER: Final = np.zeros(STOP - FIRST, np.uint32)
for _radical, _character in SUPPLEMENT.items():
    CHARACTER[ord(_radical) - FIRST] = ord(_character)
for _code in range(KANGXI, STOP):
    CHARACTER[_code - FIRST] = ord(unicodedata.normalize("NFKC", chr(_code)))

#: Month and day.
_DATED: Final = np.array([ord("⽉"), ord("⽇")], np.uint32)
DIGITS: Final = one_of("0123456789")


@rule(
    "radical_form",
    within_lines=True,
    examples={
        "1⽉⽐上年同期增⻓5.7%": "1月比上年同期增长5.7%",
        "厦⻔港⼝管理局": "厦门港口管理局",
        "⼤连⼝岸⻋辆": "大连口岸车辆",
        "（⼈）": "（人）",
        "⻘岛⼀⻢当先": "青岛一马当先",
        "2024 年 4 ⽉ 13 ⽇": "2024 年 4 月 13 日",
    },
    keeps=[
        "⼀ ⼁ ⼂ ⼃",
        "部首\n⻔\n",
        "⺮\u3000⺼",
        "1. ⼀",
        "1 ⼀",
        "72 ⽇\n74 ⽉",
        "1 ⽇ ⽉ ⽊",
        "1990年部首表\n72 ⽇\n74 ⽉",
    ],
)
def radical_form(view: BatchView) -> Edits:
    """Write the character of the same shape, which Unicode has apart from the radical.

    One with nothing but blanks around it stays: so stand the radicals in a list of radicals; months and days of a date
    that is set apart are none. Variants that no
    character looks like (⺮ on top of a character) stay as well.
    """
    codes = view.codes
    # one comparison, since what is less wraps
    found = np.flatnonzero(codes - np.uint32(FIRST) < STOP - FIRST)
    found = found[CHARACTER[codes[found] - np.uint32(FIRST)] > 0]
    if not len(found):
        return Edits.none()
    found = found[_in_words(view, found)]
    return Edits.characters(found, CHARACTER[codes[found] - np.uint32(FIRST)], confidence=0.98)


def _in_words(view: BatchView, found: Offsets) -> Signs:
    """Something other than a blank or the end of the line stands on one side, or it is a month or day behind a year or month."""
    left, right = view.neighbours(found)
    named = view.places_of("年月")
    start = view.line_start[view.line_of(found)]
    behind = np.searchsorted(named, found) > np.searchsorted(named, start)
    dated = (
        behind
        & np.isin(view.codes[found], _DATED)
        & is_one(DIGITS, view.codes[np.maximum(found - 2, 0)])
    )
    return np.asarray(_is_sign(left) | _is_sign(right) | (dated & (found > 1) & (left == ord(" "))))


def _is_sign(code: Codes) -> Signs:
    return np.asarray((bits(code) & SPACE == 0) & (code != ord("\n")))
