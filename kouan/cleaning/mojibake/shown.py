"""A stretch of a line in, what a search looks at out; and the paths that it found in, the repair that they make out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.channel import Mask
from kouan.cleaning.mojibake.hypotheses import Path, Source
from kouan.cleaning.mojibake.sheet import Stretch
from kouan.cleaning.mojibake.speech import Speech
from kouan.model.characters import PINYIN_LETTERS, Codes, codes_of
from kouan.model.expression import Expression

#: Characters of context to both sides of a stretch: where the first and last byte were lost may lie outside it.
BEFORE, BEHIND = 5, 4
#: Characters before them that the model looks back on.
CONTEXT = 3
#: Readings that a repair tells.
CANDIDATES = 3
GLOSS: Final = Expression(rf"[(（]([{PINYIN_LETTERS}]{{1,6}})[)）]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One run: [start, end) of the text gives way to `after`, of which some characters are guessed."""

    start: int
    end: int
    after: str
    guessed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """The likeliest reading of a stretch; all places count in the text that was shown.

    `margin` is the logarithm of how much likelier it is than the text as it stands, `gap` than the next reading
    but this; `fluency` the mean ln P of the characters put in. `candidates` are readings of [start, end).
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    margin: float
    gap: float
    fluency: float
    candidates: tuple[str, ...]

    def moved(self, by: int) -> Repair:
        """The same, each place so much further on."""
        pieces = tuple(
            replace(piece, start=piece.start + by, end=piece.end + by) for piece in self.pieces
        )
        return replace(self, start=self.start + by, end=self.end + by, pieces=pieces)


class Asked(NamedTuple):
    """A stretch [start, end) of a line to repair.

    `text` is the line, or as much of it as matters; where it ends, the line is taken to end. `around`
    is what else the document says: its words are in the ear of who looks twice.
    """

    text: str
    start: int
    end: int
    around: Codes | None = None
    #: Whether the line looks like one: a heading does not end in a full stop, whatever the model thinks of it.
    is_heading: bool = False
    #: Whether its bytes promise so much that a first look would say nothing new.
    is_certain: bool = False

    @property
    def low(self) -> int:
        """Where in the text begins what a search looks at."""
        return max(0, self.start - BEFORE - CONTEXT)

    def shown(self) -> Shown:
        """What a search looks at; it is remembered by that."""
        text = self.text[self.low : self.end + BEHIND + 1]
        return Shown(text, self.start - self.low, self.end - self.low, self.is_heading)


class Shown(NamedTuple):
    """A stretch [start, end) of a text, with no more around it than a search looks at."""

    text: str
    start: int
    end: int
    is_heading: bool


class View(NamedTuple):
    """A stretch as it is searched, and the way back to its places."""

    stretch: Stretch
    #: The characters that a codec must have read, and the place of each that is searched.
    inner: Codes
    places: list[int]
    high: int

    @classmethod
    def of(cls, shown: Shown, speech: Speech, document: int) -> View:
        """The stretch without readings in brackets, in the document of this number."""
        text = shown.text
        low, high = max(0, shown.start - BEFORE), min(len(text), shown.end + BEHIND)
        plain, places, readings = _without_glosses(text, low, high)
        codes = codes_of(plain + "\n" if high == len(text) else plain)
        admitted = {
            place: mask
            for place, reading in readings.items()
            if (mask := _readable(reading)) is not None
        }
        context = speech.behind(codes_of(text[max(0, low - CONTEXT) : low]))
        stretch = Stretch(codes, context, admitted, document, shown.is_heading)
        return cls(stretch, codes_of(text[shown.start : shown.end]), places, high)

    def repair(self, found: Sequence[tuple[float, Path]], speech: Speech) -> Repair | None:
        """The best of what was found, if it is better than the text as it stands."""
        if not found or found[0][0] <= 0:
            return None
        codes, places = self.stretch.codes, [*self.places, self.high]
        margin, best = found[0]
        others = [score for score, path in found if path.text != best.text]
        told = list({path.text: path for _, path in found}.values())[:CANDIDATES]
        changes = [np.array(_changed(path, codes)) for path in told]
        first = min(int(places_of.min()) for places_of in changes)
        last = max(int(places_of.max()) for places_of in changes)
        readings_of = dict.fromkeys(_reading(path, first, last) for path in told)
        said = speech.model.score(np.array(best.text, np.uint32))
        inside = np.array(best.sources) != Source.READ
        return Repair(
            places[first],
            places[last] + 1 if last + 1 < len(places) else self.high,
            tuple(_pieces(best, codes, places)),
            margin,
            margin - others[0] if others else margin,
            float(said[inside].mean()) if inside.any() else 0.0,
            tuple(readings_of),
        )


def _without_glosses(line: str, low: int, high: int) -> tuple[str, list[int], dict[int, str]]:
    """A stretch without readings in brackets; the place of each character; and the reading behind some."""
    text: list[str] = []
    places: list[int] = []
    readings: dict[int, str] = {}
    at = low
    for gloss in GLOSS.finditer(line, low, high):
        text.append(line[at : gloss.start()])
        places += range(at, gloss.start())
        readings[len(places) - 1] = gloss[1]
        at = gloss.end()
    text.append(line[at:high])
    places += range(at, high)
    return "".join(text), places, readings


def _changed(path: Path, codes: Codes) -> list[int]:
    """The places at which a reading is not what stands there."""
    return [
        place
        for code, source, place in zip(path.text, path.sources, path.places, strict=True)
        if source != Source.READ or code != codes[place]
    ]


def _reading(path: Path, first: int, last: int) -> str:
    """What a reading makes of the places from first to last."""
    told = zip(path.text, path.places, strict=True)
    return "".join(chr(code) for code, place in told if first <= place <= last).rstrip("\n")


def _pieces(path: Path, codes: npt.NDArray[np.uint32], places: Sequence[int]) -> list[Piece]:
    pieces: list[Piece] = []
    after: list[str] = []
    guessed: list[int] = []
    begun = 0
    for code, source, place in zip(path.text, path.sources, path.places, strict=True):
        if source != Source.READ or code != codes[place]:
            if source not in (Source.READ, Source.SEEN):
                guessed.append(len(after))
            after.append(chr(code))
            continue
        if after:
            end = places[place - 1] + 1 if place > begun else places[begun]
            pieces.append(Piece(places[begun], end, "".join(after), tuple(guessed)))
            after, guessed = [], []
        begun = place + 1
    if after:
        pieces.append(Piece(places[begun], places[-1], "".join(after), tuple(guessed)))
    return pieces


@cache
def _readable(reading: str | None) -> Mask | None:
    """The characters that have a reading, with or without its tone mark; None where nothing is said."""
    if reading is None:
        return None
    from pypinyin import pinyin_dict
    from pypinyin.contrib.tone_convert import to_normal

    mask = np.zeros(0x10001, bool)
    plain = to_normal(reading) == reading
    for code, readings in pinyin_dict.pinyin_dict.items():
        if code > 0xFFFF or (reading[0] not in readings and not plain):
            continue
        if reading in (to_normal(readings) if plain else readings).split(","):
            mask[code] = True
    return mask
