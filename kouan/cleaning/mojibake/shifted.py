"""A stretch of text that looks out of step in, the repair that is likeliest out, with its margin and what it guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.channel import Channel, Mask
from kouan.cleaning.mojibake.hypotheses import MOST_AT_ONCE, Path, Source, Widths
from kouan.cleaning.mojibake.lattice import Lattice
from kouan.cleaning.mojibake.memory import Memory
from kouan.cleaning.mojibake.pairs import Pairs
from kouan.cleaning.mojibake.sheet import Stretch
from kouan.cleaning.mojibake.speech import Marks, Speech
from kouan.cleaning.mojibake.ways import FIRST_LOOK, FULL
from kouan.cleaning.script.conversion import SIMPLIFIED, TRADITIONAL, Tables, converter, tables
from kouan.language.ngrams import model_of
from kouan.model.article import Script
from kouan.model.characters import PINYIN_LETTERS, Codes, codes_of
from kouan.model.knowledge import Knowledge

#: Characters of context to both sides of a stretch: where the first and last byte were lost may lie outside it.
BEFORE, BEHIND = 5, 4
#: A first look at a real slip finds a repair that is e^20 times as likely as the text: below e^4 it is the last look.
WORTHWHILE = 4.0
#: A code that explains a stretch so well leaves nothing for the next one to explain.
UNRIVALLED = 30.0
#: First looks that are remembered.
MOST_LOOKS = 1024
#: Characters before them that the model looks back on.
CONTEXT = 3
CODECS: Final = ("gb18030", "big5hkscs")
#: A guess is a character that the standards list or the model has met; others are too many.
GUESSABLE = -14.5
#: Where not one byte of it is seen, a guess is among the two thousand characters that make up nearly all of any text.
COMMON = -10.5
#: ln of how much less likely a character of the other script is, and a variant that its own script does not prefer.
OTHER_SCRIPT, VARIANT = -4.0, -2.0
#: The model does not tell full-width letters and digits from others; hardly any text has them.
WIDE = -6.0
_WIDE_ALPHANUMERICS: Final = [
    *range(0xFF10, 0xFF1A),
    *range(0xFF21, 0xFF3B),
    *range(0xFF41, 0xFF5B),
]
GLOSS: Final = re.compile(rf"[(（]([{PINYIN_LETTERS}]{{1,6}})[)）]")
CANDIDATES = 3


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


@dataclass(frozen=True, eq=False)
class Reader:
    """What it takes to repair documents of one script."""

    speech: Speech
    channels: tuple[Channel, ...]
    #: A document under suspicion is shown again after each round, and a reprint says the same.
    glances: Memory[Shown, Repair | None]
    listened: Memory[tuple[Shown, bytes], Repair | None]

    @classmethod
    def of(cls, knowledge: Knowledge, script: Script) -> Reader:
        """The channels and the preferences of a script."""
        model, letters = model_of(knowledge), knowledge.made(tables)
        is_traditional = letters.tells & TRADITIONAL > 0
        is_simplified = letters.tells & SIMPLIFIED > 0
        alone = model.tables[0].log_probability[model.fold[:0x10001]]
        likely, common = alone > GUESSABLE, alone > COMMON
        likely[:0x80] = False
        likely[_WIDE_ALPHANUMERICS] = False
        bias = np.zeros(0x10001, np.float32)
        bias[_WIDE_ALPHANUMERICS] = WIDE
        codecs: tuple[str, ...] = CODECS[:1]
        if script is Script.HANT:
            bias[is_simplified] = OTHER_SCRIPT
            bias[is_traditional & ~_preferred(letters)] = VARIANT
            likely &= ~is_simplified
            codecs = CODECS
        elif script is Script.HANS:
            bias[is_traditional] = OTHER_SCRIPT
            likely &= ~is_traditional
        return cls(
            Speech(model, bias, knowledge.made(_pairs), knowledge.made(_marks)),
            tuple(Channel.of(codec, likely, common, model.fold) for codec in codecs),
            Memory(MOST_LOOKS),
            Memory(MOST_LOOKS // 8),
        )

    def repair(self, text: str, start: int, end: int, around: Codes | None = None) -> Repair | None:
        """The repair of one stretch, as `repairs` says."""
        return self.repairs([Asked(text, start, end, around)])[0]

    def repairs(self, asked: Sequence[Asked]) -> list[Repair | None]:
        """The repair of each stretch, or None where nothing is likelier than what stands there.

        All are searched side by side: what a step costs beside its arithmetic is paid once for many.
        """
        shown = [one.shown() for one in asked]
        found: list[Repair | None] = [None] * len(asked)
        open_ = [k for k, one in enumerate(asked) if not one.is_certain]
        glances = self.glances.of(
            [shown[k] for k in open_], lambda few: self._looked(few, FIRST_LOOK)
        )
        for k, repair in zip(open_, glances, strict=True):
            found[k] = repair
        again = [
            k
            for k, repair in enumerate(found)
            if asked[k].is_certain or (repair is not None and repair.margin >= WORTHWHILE)
        ]
        around = [b"" if (one := asked[k].around) is None else one.tobytes() for k in again]
        listened = [(shown[k], heard) for k, heard in zip(again, around, strict=True)]
        for k, repair in zip(again, self.listened.of(listened, self._listen), strict=True):
            found[k] = repair
        return [
            None if repair is None else repair.moved(max(0, one.start - BEFORE - CONTEXT))
            for one, repair in zip(asked, found, strict=True)
        ]

    def _listen(self, asked: list[tuple[Shown, bytes]]) -> list[Repair | None]:
        """A second look, with the words of the document in the ear."""
        around = [np.frombuffer(heard, np.uint32) for _, heard in asked]
        return self._looked([shown for shown, _ in asked], FULL, around)

    def _looked(
        self, shown: list[Shown], widths: Widths, around: list[Codes] | None = None
    ) -> list[Repair | None]:
        found: list[Repair | None] = []
        for first in range(0, len(shown), MOST_AT_ONCE):
            few = slice(first, first + MOST_AT_ONCE)
            speech = self.speech if around is None else self.speech.hearing(around[few])
            found += self._together(shown[few], speech, widths)
        return found

    def _together(self, shown: list[Shown], speech: Speech, widths: Widths) -> list[Repair | None]:
        views = [_View.of(one, speech, document) for document, one in enumerate(shown)]
        found: list[list[tuple[float, Path]]] = [[] for _ in shown]
        for channel in self.channels:
            mine = [
                k
                for k, view in enumerate(views)
                if channel.may_have_read(view.inner)
                and max((margin for margin, _ in found[k]), default=0.0) < UNRIVALLED
            ]
            if not mine:
                continue
            lattice = Lattice(channel, speech, widths)
            paths, plain = lattice.search([views[k].stretch for k in mine])
            for k, some, likelihood in zip(mine, paths, plain, strict=True):
                found[k] += [(path.score - likelihood, path) for path in some[: 4 * CANDIDATES]]
        return [
            view.repair(sorted(some, key=lambda one: -one[0]), self.speech)
            for view, some in zip(views, found, strict=True)
        ]


class Shown(NamedTuple):
    """A stretch [start, end) of a text, with no more around it than a search looks at."""

    text: str
    start: int
    end: int
    is_heading: bool


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

    def shown(self) -> Shown:
        """What a search looks at; it is remembered by that."""
        low = max(0, self.start - BEFORE - CONTEXT)
        text = self.text[low : self.end + BEHIND + 1]
        return Shown(text, self.start - low, self.end - low, self.is_heading)


class _View(NamedTuple):
    """A stretch as it is searched, and the way back to its places."""

    stretch: Stretch
    #: The characters that a codec must have read, and the place of each that is searched.
    inner: Codes
    places: list[int]
    high: int

    @classmethod
    def of(cls, shown: Shown, speech: Speech, document: int) -> _View:
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


def forget(knowledge: Knowledge) -> None:
    """Drop what was searched before, so that a measurement meets each stretch for the first time."""
    for script in (Script.HANT, Script.HANS, Script.MIXED):
        reader = reader_of(knowledge, script)
        reader.glances.clear()
        reader.listened.clear()


def reader_of(knowledge: Knowledge, script: Script) -> Reader:
    """The reader for a script, made once."""
    make = {Script.HANT: _traditional, Script.HANS: _simplified}.get(script, _mixed)
    return knowledge.made(make)


def _traditional(knowledge: Knowledge) -> Reader:
    return Reader.of(knowledge, Script.HANT)


def _simplified(knowledge: Knowledge) -> Reader:
    return Reader.of(knowledge, Script.HANS)


def _mixed(knowledge: Knowledge) -> Reader:
    return Reader.of(knowledge, Script.MIXED)


def _pairs(knowledge: Knowledge) -> Pairs:
    return Pairs(model_of(knowledge))


def _marks(knowledge: Knowledge) -> Marks:
    return Marks(model_of(knowledge))


def _preferred(letters: Tables) -> Mask:
    """The Traditional characters that OpenCC writes for their Simplified ones: 裏 where 裡 is a variant."""
    lines = "\n".join(map(chr, letters.simplified[0x3400:0xA000].tolist()))
    preferred = np.zeros(0x10001, bool)
    for code, after in enumerate(converter("s2t").convert(lines).split("\n"), 0x3400):
        preferred[code] = after == chr(code)
    return preferred


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
