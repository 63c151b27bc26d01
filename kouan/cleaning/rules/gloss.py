"""Readings in brackets behind a character, 檢驗(yàn)檢疫: put there by a converter, on every copy of some sites."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.readings import MOST_SYLLABLES, Tones, reading, spelled, syllables
from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import (
    HAN,
    LETTER,
    PINYIN_LETTERS,
    SOUND,
    SPACE,
    TONED_VOWELS,
    is_one,
    number_of,
    one_of,
)
from kouan.model.edits import Edits, Suspicion
from kouan.model.expression import Expression
from kouan.model.view import BatchView

OPENS, CLOSES = "(（", one_of(")）")
LONGEST = 6  # zhuāng, chuáng, shuǎng
#: A toneless reading, (bei), may be an abbreviation or a word; three verified toned ones say what the page does.
#: The same for digits: (guan1) may be a number of something, three that fit are readings.
WITNESSES = 3
NOTE = "a reading of another character: perhaps the one before the bracket is not the one that was written"

#: Letters that a reading may begin with beyond pinyin's own: capitals with a tone, breves for carons, the rarest vowel.
ODD_LETTERS: Final = one_of("ĀÁǍÀĒÉĚÈŌÓǑÒăĕŏĂĔŎêếềÊ")

#: What explains a rare reading behind its bracket: 说（yuè）：同“悦”. One who writes so means the bracket for readers.
EXPLAINED: Final = Expression(
    r"(?:[：:，,、 \u3000]{1,2}[古亦又也]?|[古亦])[同通]作?[“「『‘\"'][一-鿿][”」』’\"']"
)
#: How far into what follows a bracket that may reach, and how it may begin.
LONGEST_EXPLAINED: Final = 8
MAY_EXPLAIN: Final = one_of("：:，,、 \u3000古亦")
EXPLAINS: Final = one_of("古亦又也同通 \u3000")

#: The longest reading in a bracket: chuáng, four times, with blanks.
LONGEST_INSIDE: Final = 30


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
        "檢驗( Yàn )、關(gua\u0304n)": "檢驗、關",
        "關(guan1)於質(zhi4)量、創(chuang4)新": "關於質量、創新",
        "進出口檢疫(jiǎn yì)，商品檢驗(jiǎnyàn)": "進出口檢疫，商品檢驗",
    },
    keeps=[
        "海关(含边检)",
        "(FDA)",
        "驗(guān)",
        "中央(de)",
        "出入境(園)",
        "P(guān)",
        "北京(Beijing)",
        "高速公路(G20)",
        "關(guan1)於",
        "檢驗(2014年)",
        "说（yuè）：同“悦”，愉快。",
    ],
)
def gloss(view: BatchView) -> Edits:
    """Delete the bracket where it holds a reading that pypinyin lists for the character, or the word, before it.

    Every distinct pair of character and reading is looked up once. A reading without tone, or with a digit
    for it, goes only in documents with three verified ones of which the tone can be read. One that does not fit
    stays and is a suspicion: it is a sign that the character before it is not the one that was written. One that
    the text explains (：同“悦”) was written for readers and stays.
    """
    opens = _brackets(view)
    first = view.bits_at(opens + 1)
    is_sound = first & SOUND > 0
    start, end, pair, open_ones = _read(view, opens[is_sound])
    fits, toned = judge(pair)
    gone = fits & toned
    others = opens[~is_sound]
    is_odd = (first[~is_sound] & (LETTER | SPACE) > 0) | is_one(ODD_LETTERS, view.codes[others + 1])
    found, suspicions = _spelled_otherwise(
        view, np.concatenate((others[is_odd], open_ones, start[toned & ~fits]))
    )
    marked = start[gone]
    if len(found[0]):
        marked = np.sort(np.concatenate((marked, found[0][found[2] == _TONES["marks"]])))
    toneless = np.flatnonzero(fits & ~toned)
    if len(toneless):
        witnesses = view.count_in_documents(marked)
        gone[toneless] = witnesses[view.document_of(start[toneless])] >= WITNESSES
    start, end = start[gone], end[gone]
    if len(found[0]):
        goes = _vouched_for(view, found[0], found[2], marked)
        start = np.concatenate((start, found[0][goes]))
        order = np.argsort(start, kind="stable")
        start, end = start[order], np.concatenate((end, found[1][goes]))[order]
    told = ~_explained(view, end)
    start, end = start[told], end[told]
    return replace(Edits.removals(start, end, confidence=0.99), suspicions=tuple(suspicions))


def _explained(view: BatchView, end: Offsets) -> npt.NDArray[np.bool_]:
    """Behind which brackets the text says what the character with this reading stands for."""
    first, second = (np.take(view.codes, end + more, mode="clip") for more in (0, 1))
    said = is_one(MAY_EXPLAIN, first) & is_one(EXPLAINS, second)
    for number in np.flatnonzero(said).tolist():
        at = int(end[number])
        said[number] = EXPLAINED.match(view.slice_text(at, at + LONGEST_EXPLAINED)) is not None
    return said


def _vouched_for(
    view: BatchView, start: Offsets, tones: Offsets, marked: Offsets
) -> npt.NDArray[np.bool_]:
    """Which of the readings in rare spellings go: those with digits and those without tone need witnesses."""
    goes = np.ones(len(start), bool)
    numbered = start[tones == _TONES["digits"]]
    for kind, witnesses in ((_TONES["digits"], numbered), (_TONES["none"], marked)):
        these = np.flatnonzero(tones == kind)
        if len(these):
            count = view.count_in_documents(witnesses)
            goes[these] = count[view.document_of(start[these])] >= WITNESSES
    return goes


_TONES: Final[dict[Tones, int]] = {"marks": 0, "digits": 1, "none": 2}


def _spelled_otherwise(
    view: BatchView, opens: Offsets
) -> tuple[tuple[Offsets, Offsets, Offsets], list[Suspicion]]:
    """Readings in spellings that hit rarely (start, end, tones), and suspicions of those with a tone that do not fit.

    In press text one bracket in 50,000 characters begins with a letter, so these are looked at one by one.
    """
    found: list[tuple[int, int, int]] = []
    suspicions: list[Suspicion] = []
    opens = np.sort(opens)
    for at, count in zip(opens.tolist(), _characters_before(view, opens).tolist(), strict=True):
        inside = view.slice_text(at + 1, at + 2 + LONGEST_INSIDE)
        size = min((place for mark in ")）" if (place := inside.find(mark)) >= 0), default=0)
        if not size:
            continue
        inside, end = inside[:size], at + size + 2
        before = view.slice_text(at - count, at)
        fits, tones, _ = reading(before, inside)
        if fits:
            found.append((at, end, _TONES[tones]))
        elif tones == "marks" and spelled(inside) in syllables():
            suspicions.append(Suspicion("gloss", at, end, view.slice_text(at, end), note=NOTE))
    columns = np.array(found, np.int64).reshape(-1, 3).T
    return (columns[0], columns[1], columns[2]), suspicions


def _characters_before(view: BatchView, at: Offsets) -> Offsets:
    """How many Chinese characters stand right before each bracket, up to as many as a word has."""
    count = np.zeros(len(at), np.int64)
    reached = np.ones(len(at), bool)
    for back in range(1, MOST_SYLLABLES + 1):
        reached &= at >= back
        reached &= view.bits_at(np.maximum(at - back, 0)) & HAN > 0
        count += reached
    return count


def _brackets(view: BatchView) -> Offsets:
    """Opening brackets behind a Chinese character."""
    opens = view.places_of(OPENS)
    opens = opens[(opens > 0) & (opens < len(view.codes) - 2)]
    return opens[view.bits_at(opens - 1) & HAN > 0]


Pairs = npt.NDArray[np.uint64]
#: A character and up to six letters in one number: the code point, then six bits a letter.
LETTER_BITS: Final = np.uint64(6)
LETTER_NUMBER: Final = number_of(PINYIN_LETTERS)


def bracketed_readings(view: BatchView) -> tuple[Offsets, Offsets, Pairs]:
    """Brackets that hold one to six letters of pinyin behind a Chinese character.

    Start and end of the bracket, and the character with the letters as one number.
    """
    opens = _brackets(view)
    return _read(view, opens[view.bits_at(opens + 1) & SOUND > 0])[:3]


def _read(view: BatchView, opens: Offsets) -> tuple[Offsets, Offsets, Pairs, Offsets]:
    """As `bracketed_readings`, of brackets that begin with a letter of pinyin; and those that hold more than letters."""
    codes = view.codes
    pair = codes[opens - 1].astype(np.uint64)
    behind, last = opens + 1, len(codes) - 1
    for _ in range(LONGEST):
        # where the letters end, `behind` stays
        number = np.take(LETTER_NUMBER, np.take(codes, behind, mode="clip"), mode="clip")
        pair = pair << LETTER_BITS | number
        behind = behind + (number > 0)
    behind = np.minimum(behind, last)
    is_closed = is_one(CLOSES, codes[behind])
    closed = np.flatnonzero(is_closed)
    return opens[closed], behind[closed] + 1, pair[closed], opens[~is_closed]


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
def is_reading(character: int, said: str) -> bool:
    """Whether the letters are a reading of the character, tone for tone; without tone marks, any tone will do.

    >>> is_reading(ord("驗"), "yàn"), is_reading(ord("驗"), "guān"), is_reading(ord("旅"), "lv")
    (True, False, True)
    """
    return reading(chr(character), said)[0]
