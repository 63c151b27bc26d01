"""Readings in brackets behind a character, 檢驗(yàn)檢疫: put there by a converter, on every copy of some sites."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import (
    HAN,
    PINYIN_LETTERS,
    SOUND,
    TONED_VOWELS,
    is_one,
    number_of,
    one_of,
)
from kouan.model.edits import Edits
from kouan.model.view import BatchView

OPENS, CLOSES = "(（", one_of(")）")
LONGEST = 6  # zhuāng, chuáng, shuǎng
#: A toneless reading, (bei), may be an abbreviation or a word; three verified toned ones say what the page does.
WITNESSES = 3

#: Letters that stand for others in readings as pages write them.
SPELLINGS = str.maketrans(
    {"ɡ": "g", "ɑ": "a", "ǎ": "ǎ", "ă": "ǎ", "ĭ": "ǐ", "ŏ": "ǒ", "ŭ": "ǔ", "ĕ": "ě"}
)
TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuüüüünnnm")


@rule(
    "gloss",
    kind="pinyin_annotation",
    within_lines=True,
    by_places=True,
    # a Chinese character stands before the bracket: no line end and no reference closes over its gap
    spares=("line_ending", "character_reference"),
    examples={
        "檢驗(yàn)檢疫局": "檢驗檢疫局",
        "關（guān）於": "關於",
        "質(zhì)量、創(chuàng)新、實(shí)際、旅(lv)客": "質量、創新、實際、旅客",
    },
    keeps=["海关(含边检)", "(FDA)", "驗(guān)", "中央(de)", "出入境(園)", "P(guān)"],
)
def gloss(view: BatchView) -> Edits:
    """Delete the bracket where it holds a reading that pypinyin lists for the character before it.

    Every distinct pair of character and reading is looked up once. A reading that does not fit stays:
    it is a sign that the character before it is not the one that was written. A reading without tone
    goes only in documents with three verified toned ones.
    """
    start, end, pair = bracketed_readings(view)
    if not len(start):
        return Edits.none()
    fits, toned = judge(pair)
    gone = fits & toned
    toneless = np.flatnonzero(fits & ~toned)
    if len(toneless):
        witnesses = view.count_in_documents(start[gone])
        gone[toneless] = witnesses[view.document_of(start[toneless])] >= WITNESSES
    return Edits.removals(start[gone], end[gone], confidence=0.99)


Pairs = npt.NDArray[np.uint64]
#: A character and up to six letters in one number: the code point, then six bits a letter.
LETTER_BITS: Final = np.uint64(6)
LETTER_NUMBER: Final = number_of(PINYIN_LETTERS)


def bracketed_readings(view: BatchView) -> tuple[Offsets, Offsets, Pairs]:
    """Brackets that hold one to six letters of pinyin behind a Chinese character.

    Start and end of the bracket, and the character with the letters as one number.
    """
    codes = view.codes
    opens = view.places_of(OPENS)
    opens = opens[(opens > 0) & (opens < len(codes) - 2)]
    opens = opens[(view.bits_at(opens - 1) & HAN > 0) & (view.bits_at(opens + 1) & SOUND > 0)]
    pair = codes[opens - 1].astype(np.uint64)
    behind, last = opens + 1, len(codes) - 1
    for _ in range(LONGEST):
        # where the letters end, `behind` stays
        number = np.take(LETTER_NUMBER, np.take(codes, behind, mode="clip"), mode="clip")
        pair = pair << LETTER_BITS | number
        behind = behind + (number > 0)
    behind = np.minimum(behind, last)
    closed = np.flatnonzero(is_one(CLOSES, codes[behind]))
    return opens[closed], behind[closed] + 1, pair[closed]


SLOTS: Final = 1 << 17
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
#: Verdicts on pairs met before, each in the slot that its pair is spread to, under the pair itself: pair, fits, toned.
_VERDICTS: Final = np.zeros(SLOTS, np.uint64)


def judge(pair: Pairs) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether each pair's letters are a reading of its character, and whether they bear a tone mark.

    A page repeats its pairs thousands of times, so verdicts are kept; two pairs that want one slot take turns.
    """
    slot = _slot(pair)
    held = _VERDICTS[slot]
    unknown = np.flatnonzero(held >> np.uint64(2) != pair)
    if len(unknown):
        distinct, where = np.unique(pair[unknown], return_inverse=True)
        verdicts = np.array([_verdict(one) for one in distinct.tolist()], np.uint64)
        _VERDICTS[_slot(distinct)] = verdicts
        held[unknown] = verdicts[where]
    return held & np.uint64(2) > 0, held & np.uint64(1) > 0


def _slot(pair: Pairs) -> npt.NDArray[np.intp]:
    return np.asarray((pair * _SPREAD) // np.uint64(2**64 // SLOTS), np.intp)


def _verdict(pair: int) -> int:
    """The pair with the answers in two bits behind it."""
    letters, rest = "", pair
    for _ in range(LONGEST):
        rest, number = divmod(rest, 64)
        letters = PINYIN_LETTERS[number - 1 : number] + letters if number else letters
    toned = any(letter in TONED_VOWELS for letter in letters)
    return pair << 2 | is_reading(rest, letters) << 1 | toned


@lru_cache(SLOTS)
def is_reading(character: int, reading: str) -> bool:
    """Whether the letters are a reading of the character, tone for tone; without tone marks, any tone will do.

    >>> is_reading(ord("驗"), "yàn"), is_reading(ord("驗"), "guān"), is_reading(ord("旅"), "lv")
    (True, False, True)
    """
    from pypinyin.constants import PINYIN_DICT

    known = PINYIN_DICT.get(character, "").split(",")
    said = reading.lower().translate(SPELLINGS)
    if said in known:
        return True
    bare = said.translate(TONES)
    if bare != said:
        return False
    return bare.replace("v", "ü") in {one.translate(TONES) for one in known if one}
