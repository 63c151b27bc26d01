"""Traditional characters in, Simplified ones out, character by character: the one home of OpenCC."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kouan.cleaning.rule import rule
from kouan.model.article import Script
from kouan.model.batch import Offsets
from kouan.model.characters import HAN, HAN_RANGES, Codes, codes_of
from kouan.model.edits import Edits
from kouan.model.knowledge import Knowledge
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

_LIMIT = 0x10000

#: Share of Traditional among the characters that tell: above, a document is Traditional; below the other, Simplified.
MOSTLY, HARDLY = 0.9, 0.1
#: Telling characters that let a line speak for itself, whatever its document is.
SPEAKING = 3
#: What a character says of its script, in `Tables.tells`; most say nothing (0). A hard one is converted by the phrase
#: it stands in, though by itself it may look the same in both scripts (瞭解, 復甦, 藉口).
TRADITIONAL, SIMPLIFIED, HARD = 1, 2, 4


@dataclass(frozen=True)
class Letters:
    """How many characters of each document are Traditional only and Simplified only."""

    traditional: Offsets
    simplified: Offsets

    def script(self, document: int) -> Script:
        """The script of one document."""
        told = int(self.traditional[document]), int(self.simplified[document])
        if not sum(told):
            return Script.NONE
        share = told[0] / sum(told)
        return Script.HANT if share > MOSTLY else Script.HANS if share < HARDLY else Script.MIXED


@dataclass(frozen=True)
class Tables:
    """OpenCC's t2s as tables: the Simplified code point of each, and which script a character gives away."""

    simplified: npt.NDArray[np.uint32]
    tells: npt.NDArray[np.uint8]
    pairs: npt.NDArray[np.uint64]


def converter(profile: str = "t2s"):  # type: ignore[no-untyped-def]
    """An OpenCC converter; a character profile only (t2s, tw2s, hk2s), phrase profiles change words."""
    from opencc import OpenCC

    return OpenCC(profile)


@cache
def t2s():  # type: ignore[no-untyped-def]
    """The converter from Traditional to Simplified, made once."""
    return converter("t2s")


@cache
def _base() -> tuple[Codes, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Table of t2s, and the characters that only one script has; each code point is converted once."""
    han = [code for first, stop in HAN_RANGES for code in range(first, min(stop, _LIMIT))]
    lines = "\n".join(map(chr, han))
    table = np.arange(_LIMIT + 1, dtype=np.uint32)
    for code, after in zip(han, t2s().convert(lines).split("\n"), strict=True):
        if len(after) == 1:
            table[code] = ord(after)
    is_traditional = table != np.arange(_LIMIT + 1)
    is_simplified = np.zeros(_LIMIT + 1, bool)
    for code, after in zip(han, converter("s2t").convert(lines).split("\n"), strict=True):
        # 后, 里, 余, 台 are Simplified for some words and at home in Traditional text for others
        at_home = bool(chr(code).encode("big5", "ignore"))
        is_simplified[code] = after != chr(code) and not is_traditional[code] and not at_home
    return table, is_traditional, is_simplified


def simplified_table() -> Codes:
    """The Simplified code point of each character, 0x10001 entries; what lies beyond the basic plane stays."""
    return _base()[0]


def tables(knowledge: Knowledge) -> Tables:
    """The tables, and the pairs of characters at which OpenCC's phrases differ from its characters."""
    table, is_traditional, is_simplified = _base()
    hard = np.zeros(_LIMIT + 1, bool)
    pairs = set()
    for row in knowledge.rows("script_phrase"):
        word = row["surface"]
        for k, character in enumerate(word):
            if (
                ord(character) < _LIMIT
                and chr(table[ord(character)]) != row["simplified"][k : k + 1]
            ):
                hard[ord(character)] = True
                before, after = (word[k - 1], character) if k else (character, word[1])
                pairs.add(ord(before) << 32 | ord(after))
    tells = np.where(is_traditional, TRADITIONAL, SIMPLIFIED * is_simplified) + HARD * hard
    return Tables(table, tells.astype(np.uint8), np.array(sorted(pairs), np.uint64))


def letters_of(view: BatchView) -> Letters:
    """Count the telling characters of each document."""
    traditional, simplified, _ = _telling(view)
    return Letters(view.count_in_documents(traditional), view.count_in_documents(simplified))


def _telling(view: BatchView) -> tuple[Offsets, Offsets, Offsets]:
    """Where the characters stand that are Traditional only, Simplified only, and hard."""
    tells = np.take(view.knowledge.made(tables).tells, view.index, mode="clip")
    return (
        np.flatnonzero(tells & TRADITIONAL > 0),
        np.flatnonzero(tells & SIMPLIFIED > 0),
        np.flatnonzero(tells >= HARD),
    )


@rule(
    "script",
    # one Chinese character for another: to these they are all the same
    spares=("line_ending", "character_reference", "width", "spacing"),
    examples={
        "檢驗檢疫局聯檢單位": "检验检疫局联检单位",
        "乾燥的皇后在後面": "干燥的皇后在后面",
        "乾隆年間設關驗貨": "乾隆年间设关验货",
        "據瞭解，經濟復甦": "据了解，经济复苏",
    },
    keeps=["乾隆年间的瞭望台", "於先生在广东工作"],
)
def script(view: BatchView) -> Edits:
    """Convert lines in Traditional script, characters only; lines in Simplified script stay as they are.

    A line speaks for itself by three telling characters, two thirds of them Traditional; others go with
    their document. The table is made from OpenCC's own t2s; only lines with a pair of characters
    where OpenCC decides by phrase (乾隆, 瞭望) are given to OpenCC itself, stretch by stretch, all in one call.
    """
    known = view.knowledge.made(tables)
    found, others, hard = _telling(view)
    if not len(found) and not len(hard):
        return Edits.none()
    chosen, per_line = _traditional_lines(view, found, others)
    position = found[np.repeat(chosen, per_line)]
    mine = hard[chosen[view.line_of(hard)]]
    # where all that could go goes, no line that goes can change the verdict on another
    left = view.count_in_documents(found) > view.count_in_documents(position)
    left |= view.count_in_documents(hard) > view.count_in_documents(mine)
    watched = np.flatnonzero(left)
    after = known.simplified[view.index[position]]
    position, after = _with_phrases(view, known.pairs, mine, position, after)
    if not len(position):
        return Edits.none().watching(watched)
    return Edits.characters(position, after, confidence=0.99).watching(watched)


def _traditional_lines(
    view: BatchView, found: Offsets, others: Offsets
) -> tuple[npt.NDArray[np.bool_], Offsets]:
    """Which lines are to be converted, and how many Traditional characters each line has."""
    # up to the end of each line
    found_by = np.searchsorted(found, view.line_stop)
    others_by = np.searchsorted(others, view.line_stop)
    traditional, simplified = np.diff(found_by, prepend=0), np.diff(others_by, prepend=0)
    first, last = view.line_bounds[0], view.line_bounds[1] - 1
    more = found_by[last] - found_by[first] + traditional[first]
    less = others_by[last] - others_by[first] + simplified[first]
    by_document = (more > less)[view.line_document]
    own_voice = traditional + simplified >= SPEAKING
    return np.where(own_voice, traditional > 2 * simplified, by_document), traditional


def _with_phrases(
    view: BatchView,
    pairs: npt.NDArray[np.uint64],
    hard: Offsets,
    position: Offsets,
    after: Codes,
) -> tuple[Offsets, Codes]:
    """Let OpenCC decide the stretches of Chinese characters where one of its phrases may stand."""
    codes = view.codes
    if not len(hard):
        return position, after
    here = codes[hard].astype(np.uint64)
    before, behind = view.neighbours(hard)
    back, fore = before.astype(np.uint64) << np.uint64(32) | here, here << np.uint64(32) | behind
    spans = _stretches(view, hard[np.isin(back, pairs) | np.isin(fore, pairs)])
    if not spans:
        return position, after
    texts = [view.slice_text(start, stop) for start, stop in spans]
    pieces: list[tuple[Offsets, Codes]] = []
    done = 0
    for (start, stop), old, new in zip(
        spans, texts, t2s().convert("\n".join(texts)).split("\n"), strict=True
    ):
        if len(new) == len(old):
            first, last = np.searchsorted(position, (start, stop)).tolist()
            converted = codes_of(new)
            changed = np.flatnonzero(converted != codes[start:stop])
            pieces.append((position[done:first], after[done:first]))
            pieces.append((changed + start, converted[changed]))
            done = last
    pieces.append((position[done:], after[done:]))
    return np.concatenate([at for at, _ in pieces]), np.concatenate([put for _, put in pieces])


def _stretches(view: BatchView, position: Offsets) -> list[tuple[int, int]]:
    """The runs of Chinese characters around the positions; no phrase reaches over their rims."""
    if not len(position):
        return []
    lines = np.unique(view.line_of(position))
    at = ranges(view.line_start[lines] - 1, view.line_stop[lines] + 1)
    inside = (at >= 0) & (at < len(view.codes))
    rims = at[~inside | (view.bits_at(np.where(inside, at, 0)) & HAN == 0)]
    place = np.unique(np.searchsorted(rims, position))
    return list(zip((rims[place - 1] + 1).tolist(), rims[place].tolist(), strict=True))
