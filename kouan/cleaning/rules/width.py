"""Half-width punctuation in Chinese text: 檢疫局,按照 for 检疫局，按照."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kouan.cleaning.rule import rule
from kouan.model.batch import Offsets
from kouan.model.characters import DIGIT, HALF, HAN, LETTER, SPACE, WIDE, is_one, one_of
from kouan.model.edits import Edits
from kouan.model.expression import Expression
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

TWIN = np.zeros(128, np.uint32)
for _half, _wide in zip(",;:!?()", "，；：！？（）", strict=True):
    TWIN[ord(_half)] = ord(_wide)

CLOSERS = one_of("”’》〉）】」』…％")
OPENERS = one_of("“‘《〈（【「『")
LATIN_MARKS = one_of(",;!?")
PAUSES = one_of(",;")
LOUD, LOUD_WIDE = one_of("!?"), one_of("！？")
QUERY = Expression(r"[\w.-]+=")
LINE_BREAK = 10
LONGEST_BRACKET = (
    80  # a longer one is not one thought; a stray bracket must not pair with the next paragraph's
)


@rule(
    "width",
    kind="punctuation_width",
    within_lines=True,
    by_places=True,
    # no mark is Chinese, invisible or a blank, either before or after; brackets and colons of both widths are one
    # to gloss, particle and dateline; and a reference may lose its ; but gains none
    spares=(
        "line_ending",
        "invisible",
        "character_reference",
        "gloss",
        "stray_word",
        "script",
        "particle",
        "dateline",
    ),
    examples={
        "质检总局,按照": "质检总局，按照",
        "转变?近年来": "转变？近年来",
        "2019,我们": "2019，我们",
        "同比增长2.3%;货值(美元),下同": "同比增长2.3%；货值（美元），下同",
        "占全区总量的40.3%,位居首位": "占全区总量的40.3%，位居首位",
        "国家(地区)的": "国家（地区）的",
        "他说:“好”": "他说：“好”",
        "电话:0518": "电话：0518",
        "真的??!!他问": "真的？？！！他问",
    },
    keeps=[
        "9:50",
        "1,234.5",
        "3:1",
        "https://a.cn/?q=口岸",
        "PM2.5,PM10",
        "No.2",
        "世卫组织(WHO)",
        "(2011-02-18)",
        "A,B,C三类",
        "f(x)",
    ],
)
def width(view: BatchView) -> Edits:
    """Write the full-width twin where the neighbours are Chinese; times, figures, URLs and Latin text stay.

    A mark is in Chinese context behind a Chinese character, behind a closing Chinese mark unless a Latin
    letter or digit follows, or between a digit (comma) or Latin letter (, ; ! ?) and a Chinese
    character. What is asked or called out twice is one sign: all of ??!! change or none. Brackets change in pairs, when what they hold begins or ends Chinese and no Latin letter
    stands before them.
    """
    found = view.places(HALF)
    if not len(found):
        return Edits.none()
    codes = view.codes
    mark = codes[found]
    left = np.where(found > 0, view.bits_at(found - 1), 0)
    right = view.bits_at(np.minimum(found + 1, len(codes) - 1))
    left_code = codes[np.maximum(found - 1, 0)]
    right_code = codes[np.minimum(found + 1, len(codes) - 1)]
    latin_right = right & (LETTER | DIGIT) > 0
    behind_han = left & HAN > 0
    behind_closer = is_one(CLOSERS, left_code) & ~latin_right
    before_han = (right & HAN > 0) | is_one(OPENERS, right_code)
    mixed = before_han & (
        (((left & DIGIT > 0) | (left_code == ord("%"))) & is_one(PAUSES, mark))
        | ((left & LETTER > 0) & is_one(LATIN_MARKS, mark))
    )
    bracket = (mark == ord("(")) | (mark == ord(")"))
    paired = np.zeros(len(found), bool)
    paired[bracket] = _paired(view, found[bracket])
    # "…)," is settled at once: the bracket before the comma is about to be a closing Chinese mark
    closed = np.append(False, paired[:-1] & (mark[:-1] == ord(")")) & (np.diff(found) == 1))
    behind_closer |= closed & ~latin_right
    chosen = ~bracket & (behind_han | behind_closer | mixed)
    # 口岸://… and a?b=口岸 are addresses, and their marks are syntax
    chosen[chosen] = ~_in_address(view, found[chosen])
    chosen |= paired
    chosen |= _repeated(found, is_one(LOUD, mark), is_one(LOUD_WIDE, left_code), chosen)
    return Edits.characters(found[chosen], TWIN[codes[found[chosen]]], confidence=0.98)


def _repeated(
    found: Offsets,
    loud: npt.NDArray[np.bool_],
    behind_wide: npt.NDArray[np.bool_],
    chosen: npt.NDArray[np.bool_],
) -> npt.NDArray[np.bool_]:
    """Marks of a run of ! and ? whose first is chosen, or stands behind one that is wide already."""
    follows = np.append(False, (np.diff(found) == 1) & loud[:-1] & loud[1:])
    first = np.maximum.accumulate(np.where(follows, 0, np.arange(len(found))))
    return np.asarray(loud & (chosen | behind_wide)[first])


def _in_address(view: BatchView, found: Offsets) -> npt.NDArray[np.bool_]:
    """Marks that belong to an address: the run of non-blank characters before them holds '://'."""
    slash = view.places_of("/")
    second = slash[1:][np.diff(slash) == 1]
    second = second[second > 1]
    hints = second[view.codes[second - 2] == ord(":")]
    inside = np.zeros(len(found), bool)
    if not len(hints):
        return inside
    hint = hints[np.maximum(np.searchsorted(hints, found, "left") - 1, 0)]
    near = np.flatnonzero((hint < found) & (found - hint <= 200))
    for k in near.tolist():
        stretch = view.slice_text(max(0, int(found[k]) - 200), int(found[k]) + 1)
        word = stretch.rsplit(None, 1)[-1] if stretch.strip() else ""
        scheme = word.find("://")
        if scheme < 0:
            continue
        address = word[scheme + 3 : -1]
        # an address ends at a Chinese character unless a query has begun
        # the ? that begins a query is followed by a name and =
        begins = word[-1] == "?" and QUERY.match(
            view.slice_text(int(found[k]) + 1, int(found[k]) + 40)
        )
        inside[k] = address.isascii() or "?" in address or bool(begins)
    return inside


def _paired(view: BatchView, found: Offsets) -> npt.NDArray[np.bool_]:
    """Which of these half-width brackets belong to a pair in Chinese context."""
    codes = view.codes
    chosen = np.zeros(len(found), bool)
    opens = codes[found] == ord("(")
    first = np.flatnonzero(opens[:-1] & ~opens[1:])  # "(" whose next bracket is ")"
    if not len(first):
        return chosen
    start, stop = found[first], found[first + 1]
    near = (stop - start <= LONGEST_BRACKET) & (stop - start > 1)
    left = np.where(start > 0, view.bits_at(start - 1), 0)
    begins = (view.bits_at(start + 1) & HAN > 0) | is_one(OPENERS, codes[start + 1])
    ends = (view.bits_at(stop - 1) & HAN > 0) | is_one(CLOSERS, codes[stop - 1])
    fine = near & (begins | ends) & (left & (LETTER | DIGIT | SPACE) == 0)
    fine &= (left & (HAN | WIDE) > 0) | begins
    # of one line: a break between them is looked for, which costs less than all lines of the text
    held = np.flatnonzero(fine)
    broken = codes[ranges(start[held], stop[held])] == LINE_BREAK
    length = stop[held] - start[held]
    if len(held):
        fine[held] = ~np.logical_or.reduceat(broken, np.cumsum(length) - length)
    chosen[first[fine]] = True
    chosen[first[fine] + 1] = True
    return chosen
