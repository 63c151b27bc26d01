"""Stretches of text that look out of step in, the repair of each that is likeliest out: a first look, and a second that listens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kouan.cleaning.mojibake.channel import Channel, Mask
from kouan.cleaning.mojibake.hypotheses import MOST_AT_ONCE, Path, Widths
from kouan.cleaning.mojibake.lattice import search
from kouan.cleaning.mojibake.memory import Memory
from kouan.cleaning.mojibake.pairs import Pairs
from kouan.cleaning.mojibake.shown import Asked, Repair, Shown, View
from kouan.cleaning.mojibake.speech import Marks, Speech
from kouan.cleaning.mojibake.ways import FIRST_LOOK, FULL
from kouan.cleaning.script.conversion import SIMPLIFIED, TRADITIONAL, Tables, converter, tables
from kouan.language.ngrams import model_of
from kouan.model.article import Script
from kouan.model.characters import Codes
from kouan.model.knowledge import Knowledge

#: A first look at a real slip finds a repair that is e^20 times as likely as the text: below e^4 it is the last look.
WORTHWHILE = 4.0
#: A code that explains a stretch so well leaves nothing for the next one to explain.
UNRIVALLED = 30.0
#: First looks that are remembered.
MOST_LOOKS = 1024
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
            None if repair is None else repair.moved(one.low)
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
        views = [View.of(one, speech, document) for document, one in enumerate(shown)]
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
            paths, plain = search(channel, speech, widths, [views[k].stretch for k in mine])
            for k, some, likelihood in zip(mine, paths, plain, strict=True):
                found[k] += [(path.score - likelihood, path) for path in some]
        return [
            view.repair(sorted(some, key=lambda one: -one[0]), self.speech)
            for view, some in zip(views, found, strict=True)
        ]


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
