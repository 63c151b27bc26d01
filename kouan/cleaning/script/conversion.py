"""Traditional characters in, Simplified ones out, character by character: the one home of OpenCC."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.rule import rule
from kouan.cleaning.script.lines import convertible, telling
from kouan.cleaning.script.mentioned import mentioned
from kouan.cleaning.script.region import region_of
from kouan.cleaning.script.tables import (
    SIMPLIFIED,
    TRADITIONAL,
    Tables,
    converter,
    simplified_table,
    t2s,
    tables,
)
from kouan.model.article import Script
from kouan.model.batch import Offsets
from kouan.model.characters import HAN, Codes, codes_of
from kouan.model.edits import Edits
from kouan.model.splicing import ranges
from kouan.model.view import BatchView

__all__ = [
    "SIMPLIFIED",
    "TRADITIONAL",
    "Letters",
    "Tables",
    "converter",
    "letters_of",
    "script",
    "simplified_table",
    "t2s",
    "tables",
]

#: Share of Traditional among the characters that tell: above, a document is Traditional; below the other, Simplified.
MOSTLY, HARDLY = 0.9, 0.1
#: What the edits are called: `script`, and `script_choice` where the character stands for two of the other script or
#: a phrase decided (乾 is 干 or 乾), so that the doubtful ones can be asked for.
KINDS: Final = ("script", "script_choice")
SURE, CHOSEN = 0.99, 0.9


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


def letters_of(view: BatchView) -> Letters:
    """Count the telling characters of each document; Japanese and Korean stretches tell nothing."""
    told = telling(view)
    return Letters(
        view.count_in_documents(told.traditional), view.count_in_documents(told.simplified)
    )


@rule(
    "script",
    # one Chinese character for another: to these they are all the same
    spares=(
        "line_ending",
        "character_reference",
        "escape_sequence",
        "width",
        "wide_letter",
        "spacing",
    ),
    examples={
        "檢驗檢疫局聯檢單位": "检验检疫局联检单位",
        "乾燥的皇后在後面": "干燥的皇后在后面",
        "乾隆年間設關驗貨": "乾隆年间设关验货",
        "據瞭解，經濟復甦": "据了解，经济复苏",
        "於先生對於這個問題": "於先生对于这个问题",
        "王丙乾曬乾了餅乾": "王丙乾晒干了饼干",
        "衞生署公佈的資料": "卫生署公布的资料",
    },
    keeps=[
        "乾隆年间的瞭望台",
        "於先生在广东工作",
        "東京で会議が開かれた",
        "“后”与“後”",
        "大韓民國은 民主共和國이다",
    ],
)
def script(view: BatchView) -> Edits:
    """Convert lines in Traditional script, characters only; lines in Simplified script stay as they are.

    A line speaks for itself by three telling characters, two thirds of them Traditional; a line of both scripts
    is judged sentence by sentence; a line that says less goes with the nearest that speaks. Japanese and Korean
    stay. The table is made from OpenCC's own t2s, with what tw2s and hk2s add in documents from Taiwan and
    Hong Kong; only lines with a pair of characters where OpenCC or `script_word.csv` decides by phrase
    (乾隆, 瞭望) are given to OpenCC itself, stretch by stretch, all in one call.
    Characters that a line speaks of, alone in quotes beside their other form (“后”与“後”), stay.
    """
    known = view.knowledge.made(tables)
    told = telling(view)
    if not len(told.traditional) and not len(told.hard):
        return Edits.none()
    chosen = convertible(view, told)
    position = told.traditional[chosen.of_traditional(told.traditional)]
    mine = told.hard[chosen.of_rare(view, told.hard)]
    # where all that could go goes, no line that goes can change the verdict on another
    left = view.count_in_documents(told.traditional) > view.count_in_documents(position)
    left |= view.count_in_documents(told.hard) > view.count_in_documents(mine)
    left |= view.count_in_documents(told.foreign) > 0
    watched = np.flatnonzero(left)
    plain = known.simplified[view.index[position]]
    there = told.regional[chosen.of_rare(view, told.regional)]
    position, after = _with_phrases(view, known, mine, position, plain)
    position, after = _with_regional(view, known, there, position, after)
    said = ~mentioned(view, known, position, after)
    position, after = position[said], after[said]
    if not len(position):
        return Edits.none().watching(watched)
    return _as_edits(view, known, position, after).watching(watched)


def _as_edits(view: BatchView, known: Tables, position: Offsets, after: Codes) -> Edits:
    """The edits, those that were a choice under their own name."""
    index = view.index[position]
    # a character that is hard alone (藉) or was decided by a phrase is a choice, as are those of the lexicon
    is_choice = np.take(known.choices, index, mode="clip")
    is_choice |= np.take(known.simplified, index, mode="clip") != after
    edits = Edits.characters(position, after, confidence=SURE)
    if not is_choice.any():
        return edits
    edits.confidence[is_choice] = CHOSEN
    return Edits(
        edits.start,
        edits.end,
        edits.after,
        edits.after_length,
        edits.confidence,
        is_choice.astype(np.uint8),
        KINDS,
    )


def _with_regional(
    view: BatchView, known: Tables, there: Offsets, position: Offsets, after: Codes
) -> tuple[Offsets, Codes]:
    """What the profile of the document's region converts besides, or otherwise."""
    if not len(there):
        return position, after
    added: dict[int, int] = {}
    homes = view.document_of(there)
    for document in np.unique(homes).tolist():
        special = known.regional[region_of(view, document)]
        for at in there[homes == document].tolist():
            if int(view.codes[at]) in special:
                added[at] = special[int(view.codes[at])]
    keys = np.array(sorted(added), np.int64)
    put = np.array([added[at] for at in keys.tolist()], np.uint32)
    place = np.searchsorted(position, keys)
    is_held = np.append(position, -1)[place] == keys
    after = after.copy()
    after[place[is_held]] = put[is_held]
    new = place[~is_held]
    return np.insert(position, new, keys[~is_held]), np.insert(after, new, put[~is_held])


def _with_phrases(
    view: BatchView, known: Tables, hard: Offsets, position: Offsets, after: Codes
) -> tuple[Offsets, Codes]:
    """Let OpenCC and the lexicon decide the stretches of Chinese characters where a phrase may stand."""
    codes = view.codes
    if not len(hard):
        return position, after
    here = codes[hard].astype(np.uint64)
    before, behind = view.neighbours(hard)
    back, fore = before.astype(np.uint64) << np.uint64(32) | here, here << np.uint64(32) | behind
    near = _among(known.pairs, back) | _among(known.pairs, fore)
    spans = _stretches(view, hard[near])
    if not spans:
        return position, after
    old = "\n".join([view.slice_text(start, stop) for start, stop in spans])
    new = with_words(known, old, t2s().convert(old))
    pieces: list[tuple[Offsets, Codes]] = []
    done = 0
    for (start, stop), converted in zip(spans, new.split("\n"), strict=True):
        if len(converted) == stop - start:
            first, last = np.searchsorted(position, (start, stop)).tolist()
            put = codes_of(converted)
            changed = np.flatnonzero(put != codes[start:stop])
            pieces.append((position[done:first], after[done:first]))
            pieces.append((changed + start, put[changed]))
            done = last
    pieces.append((position[done:], after[done:]))
    return np.concatenate([at for at, _ in pieces]), np.concatenate([put for _, put in pieces])


def _among(known: npt.NDArray[np.uint64], keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Which keys are among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(keys), bool)
    nearest = known[np.minimum(np.searchsorted(known, keys), len(known) - 1)]
    return np.asarray(nearest == keys)


def with_words(known: Tables, old: str, new: str) -> str:
    """Converted stretches of Chinese characters, one a line, with the words of our own lexicon laid over them."""
    if len(new) != len(old):  # no phrase of the release changes the length; a user's own might
        return new
    parts: list[str] = []
    done = 0
    for found in known.words.finditer(old):
        parts += (new[done : found.start()], known.simplified_words[found[0]])
        done = found.end()
    return "".join((*parts, new[done:]))


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
