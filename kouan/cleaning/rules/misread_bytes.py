"""Runs of GBK or Big5 bytes read one byte out of step: 陸??湛诎锻菩兄袊癯鋈刖惩P(guān)排隊."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.channel import CODECS
from kouan.cleaning.mojibake.crowds import LONGEST, Stretches, crowded, stands_alone
from kouan.cleaning.mojibake.promise import lone_letter_gain, promise
from kouan.cleaning.mojibake.suspects import BROKEN, runs_of, suspected
from kouan.cleaning.rule import rule
from kouan.cleaning.script.conversion import SIMPLIFIED, TRADITIONAL, Letters, tables
from kouan.model.article import Script
from kouan.model.batch import Offsets
from kouan.model.characters import codes_of
from kouan.model.edits import Edit, Edits, Suspicion
from kouan.model.view import BatchView

# What searches is imported by a page that has such a place: few have.
if TYPE_CHECKING:
    from kouan.cleaning.mojibake.shifted import Reader
    from kouan.cleaning.mojibake.shown import Repair

#: A stretch that reads badly is searched when its bytes, one over, promise so much.
PROMISING = 6.0
#: Where the bytes promise less than this, and there is neither a letter nor a "?", what finds no repair is no damage
#: either: 佢瞓咗喺梳化度.
TELLING = 9.0
#: Where they promise so much, the first look is spared: it would find a repair.
CERTAIN = 20.0
#: A letter between two characters is a stronger sign, and leaves less to promise: one character hidden before it, or one
#: with that trail byte that gains so much in its place.
PROMISING_LETTER, TELLING_LETTER = 2.0, 4.5
#: So is a "?" beside a rare character, if less so.
PROMISING_ASK = 3.5
#: So much of the line around a stretch is shown to the search.
REACH = 40
#: A line of fewer characters may be a heading: nine in ten have no full stop, when they have no comma either.
HEADING = 30
#: A repair is made when it is e^6 times as likely as the text and reads like language itself; below, it is a suspicion.
#: Written Cantonese in a model of news is what the second bound keeps out.
MARGIN, FLUENT = 6.0, -8.0
#: A promising stretch that reads as badly as this is damage, though no repair is found.
RUINED = -9.5
#: A document with more stretches to search than this is no text with a slip in it; searching would take too long.
MOST_SEARCHED = 12
#: Nor has one with a slip in it stretches of so many characters in all: eight runs of thirty. A page of signs of all kinds
#: came to 20 seconds of search.
MOST_CHARACTERS = 240
#: Lines with a letter that are remembered: a document under suspicion is shown again after each round.
MOST_LINES = 1024
#: Of the document, so much around a stretch is listened to.
HEARD = 4000
#: Where neither a letter nor a "?" speaks for a slip, a reading less than e^4 times as likely as the text is chance: the
#: name of a company, 昊罡果蔬.
DOUBTFUL = 4.0
#: What parts a page's title from the name of its site is a letter of both codecs, too.
PARTING: Final = "_|"
SURE, GUESSED = 0.98, 0.85
NOTE = "rare characters that make no words: double bytes read one byte out of step"
TOO_MANY = f"{NOTE}; too many or too long to be searched"


@rule(
    "misread_bytes",
    kind="mojibake",
    examples={
        "國家移民管理局向全國陸??湛诎锻菩兄袊癯鋈刖惩P(guān)排隊不超過30分鐘": "國家移民管理局向全國陸海空口岸推行中國公民出入境通關(guān)排隊不超過30分鐘",
    },
    keeps=["霍尔果斯出入境边防检查站", "魑魅魍魉", "鳜鱼、鲥鱼、鲈鱼", "A股", "真的吗？？好"],
)
def misread_bytes(view: BatchView) -> Edits:
    """Write what the bytes say when they are read in step, where that is far likelier than what stands there.

    Reading double bytes one byte late turns ordinary characters into rare ones, lets some vanish and
    leaves a "?" or a single letter between two characters. A search over what may have been written,
    scored by the character model, finds the likeliest text; characters of which a byte was lost are marked
    as guessed. Below the margin the run is a suspicion with its candidates: later rules leave it as evidence, and
    no fact is taken from it (docs/decisions/0014).
    """
    found = crowded(view)
    if not len(found):
        return Edits.none().watching(found.start)
    too_long = found.end - found.start > LONGEST
    suspicions = [_suspicion(view, *span, TOO_MANY) for span in found.where(too_long)]
    found = found.where(~too_long)
    found, reads, lettered, asked = suspected(view, found)
    if not len(found):
        return Edits.none(suspicions).watching(found.start)
    gain = promise(view, found, CODECS)
    promising = (reads < BROKEN) & (gain > np.where(asked, PROMISING_ASK, PROMISING))
    promising |= lettered & (gain > PROMISING_LETTER)
    signed = lettered | asked
    telling = signed | (gain > TELLING)
    promising |= _by_letters(view, found, lettered & ~promising)
    # of what is one run, all is searched where a part of it is
    group = runs_of(view, found)
    first = np.flatnonzero(np.diff(group, prepend=-1))
    found = Stretches(found.start[first], np.maximum.reduceat(found.end, first))
    promising, telling, signed, lettered = (
        np.logical_or.reduceat(mask, first) for mask in (promising, telling, signed, lettered)
    )
    reads, gain = np.minimum.reduceat(reads, first), np.maximum.reduceat(gain, first)
    home = view.document_of(found.start)
    searched = promising & _few(home, promising) & _short(home, found, promising)
    certain = (gain > CERTAIN)[searched]
    read = _search(view, home[searched], found.where(searched), certain)
    edits: list[Edit] = []
    for k in np.flatnonzero(promising).tolist():
        start, end = int(found.start[k]), int(found.end[k])
        repair = next(read) if searched[k] else None
        least = 0.0 if signed[k] else DOUBTFUL if telling[k] else MARGIN
        if repair is None:
            if _parts_a_title(view, start, end):
                continue
            if not searched[k]:
                suspicions.append(_suspicion(view, start, end, TOO_MANY))
            elif telling[k] and reads[k] < RUINED:
                suspicions.append(_suspicion(view, start, end, NOTE))
        elif repair.margin > MARGIN and repair.fluency > FLUENT:
            edits += _edits(repair)
        elif repair.margin > least:
            suspicions.append(
                _suspicion(view, repair.start, repair.end, NOTE, repair.candidates, repair.margin)
            )
    # the document is listened to, and its script decides on letters: a line that goes may change the verdict
    return Edits.of(edits, suspicions).watching(np.unique(home[promising | lettered]))


def _few(home: Offsets, chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The stretches of documents that have no more of the chosen ones than may be searched."""
    return np.asarray(np.bincount(home[chosen], minlength=int(home[-1]) + 1)[home] <= MOST_SEARCHED)


def _short(home: Offsets, found: Stretches, chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The stretches of documents in which the chosen ones are no longer together than may be searched."""
    length = np.where(chosen, found.end - found.start, 0)
    return np.asarray(np.bincount(home, length)[home] <= MOST_CHARACTERS)


def _by_letters(
    view: BatchView, found: Stretches, open_: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """The stretches in which a letter between two characters is likely to be a trail byte."""
    telling = np.zeros(len(found), bool)
    home = view.document_of(found.start)
    asked = np.flatnonzero(open_ & _few(home, open_))
    readers = _readers(view, home[asked])
    low, high = _around(view, found)
    for k in asked.tolist():
        telling[k] = _tells(readers[int(home[k])], view.slice_text(int(low[k]), int(high[k])))
    return telling


@lru_cache(MOST_LINES)
def _tells(reader: Reader, text: str) -> bool:
    """Whether a letter in a text is likely to be a trail byte; the same names of things come again and again: A级."""
    codes = codes_of(text)
    letters = np.flatnonzero((codes >= 0x40) & (codes < 0x7F))
    # those of words and of readings in brackets have company
    places = letters[stands_alone(codes, letters)].tolist()
    return any(
        lone_letter_gain(reader.speech, channel, codes, place) > TELLING_LETTER
        for channel in reader.channels
        for place in places
    )


def _search(
    view: BatchView, home: Offsets, found: Stretches, certain: npt.NDArray[np.bool_]
) -> Iterator[Repair | None]:
    """The likeliest repair of each stretch, in places of the view."""
    from kouan.cleaning.mojibake.shifted import repairs
    from kouan.cleaning.mojibake.shown import Asked

    lows, highs = (rim.tolist() for rim in _around(view, found))
    heading = _headings(view, found)
    readers = _readers(view, home)
    asked = []
    for k, ((start, end), document) in enumerate(zip(found, home.tolist(), strict=True)):
        low, first, stop = lows[k], int(view.starts[document]), int(view.stops[document])
        around = np.concatenate(
            (
                view.codes[max(first, start - HEARD) : start],
                view.codes[end : min(stop, end + HEARD)],
            )
        )
        shown = view.slice_text(low, highs[k])
        one = Asked(shown, start - low, end - low, around, bool(heading[k]), bool(certain[k]))
        asked.append((readers[document], one))
    for low, repair in zip(lows, repairs(view.knowledge, asked), strict=True):
        yield None if repair is None else repair.moved(low)


def _around(view: BatchView, found: Stretches) -> tuple[Offsets, Offsets]:
    """Where that part of its line begins and ends that is looked at with each stretch."""
    line = view.line_of(found.start)
    low = np.maximum(view.line_start[line], found.start - REACH)
    return low, np.minimum(view.line_stop[line], found.end + REACH)


def _headings(view: BatchView, found: Stretches) -> npt.NDArray[np.bool_]:
    """Whether the line of each stretch looks like a heading: short, and beside the stretch without comma and full stop."""
    line = view.line_of(found.start)
    first, stop = view.line_start[line], view.line_stop[line]
    is_short = stop - first < HEADING
    marked = [
        bool(
            np.isin(codes[: start - low], _MARKS).any() or np.isin(codes[end - low :], _MARKS).any()
        )
        for (start, end), low, codes in (
            (span, low, view.codes[low:high])
            for span, low, high in zip(found, first.tolist(), stop.tolist(), strict=True)
        )
    ]
    return np.asarray(is_short & ~np.array(marked, bool))


_MARKS: Final = codes_of("，。,；;")


def _readers(view: BatchView, home: Offsets) -> dict[int, Reader]:
    """The reader for each of these documents, by its number."""
    from kouan.cleaning.mojibake.shifted import reader_of

    return {
        document: reader_of(view.knowledge, _script(view, document))
        for document in np.unique(home).tolist()
    }


def _script(view: BatchView, document: int) -> Script:
    """The script of a document, by its telling characters."""
    codes = view.codes[int(view.starts[document]) : int(view.stops[document])]
    tells = np.take(view.knowledge.made(tables).tells, codes, mode="clip")
    return Letters(
        np.array([(tells & TRADITIONAL > 0).sum()]), np.array([(tells & SIMPLIFIED > 0).sum()])
    ).script(0)


def _edits(repair: Repair) -> Iterator[Edit]:
    for piece in repair.pieces:
        confidence = GUESSED if piece.guessed else SURE
        yield Edit(piece.start, piece.end, piece.after, confidence, guessed=piece.guessed)


def _parts_a_title(view: BatchView, start: int, end: int) -> bool:
    """Whether a stretch is but the sign that sites put between a title and their name: 旅客数创新高_某某网."""
    return end - start == 1 and view.slice_text(start, end) in PARTING


def _suspicion(
    view: BatchView,
    start: int,
    end: int,
    note: str,
    candidates: tuple[str, ...] = (),
    margin: float | None = None,
) -> Suspicion:
    surface = view.slice_text(start, min(end, start + LONGEST))
    return Suspicion("misread_bytes", start, end, surface, candidates, margin, note)
