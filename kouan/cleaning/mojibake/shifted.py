"""Stretches of text that look out of step in, the repair of each that is likeliest out: a first look, and a second that listens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

import numpy as np

from kouan.cleaning.mojibake.channel import CODECS, Channel, Mask
from kouan.cleaning.mojibake.hypotheses import MOST_AT_ONCE, Path, Widths
from kouan.cleaning.mojibake.lattice import search
from kouan.cleaning.mojibake.memory import Memory
from kouan.cleaning.mojibake.pairs import Pairs
from kouan.cleaning.mojibake.shown import Asked, Repair, Shown, View
from kouan.cleaning.mojibake.speech import Marks, Speech
from kouan.cleaning.mojibake.ways import FIRST_LOOK, FULL
from kouan.cleaning.script.conversion import SIMPLIFIED, TRADITIONAL, Tables, converter, tables
from kouan.language.model_file import model_of
from kouan.model.article import Script
from kouan.model.characters import Codes
from kouan.model.knowledge import Knowledge

#: A first look at a real slip finds a repair that is e^20 times as likely as the text: below e^4 it is the last look.
WORTHWHILE = 4.0
#: A code whose best reading is less likely than another's by more than this is not asked a second time.
RIVAL = 15.0
#: First looks that are remembered.
MOST_LOOKS = 1024
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
    """What it takes to repair documents of one script: the channels that may have spoilt them."""

    speech: Speech
    channels: tuple[Channel, ...]

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
            knowledge.made(_speech),
            tuple(Channel.of(codec, likely, common, bias, model) for codec in codecs),
        )


#: The codes that may have spoilt a stretch, the stretch, and what its document says besides.
Seen = tuple[tuple[Channel, ...], Shown]
Heard = tuple[tuple[Channel, ...], Shown, bytes]


class Look(NamedTuple):
    """What a search found: the likeliest repair, and the codes that explain the stretch as well, or nearly."""

    repair: Repair | None
    channels: tuple[Channel, ...]


class Looks(NamedTuple):
    """What was searched: a document under suspicion is shown again after each round, and a reprint says the same."""

    first: Memory[Seen, Look]
    second: Memory[Heard, Look]


def repairs(knowledge: Knowledge, asked: Sequence[tuple[Reader, Asked]]) -> list[Repair | None]:
    """The repair of each stretch by its reader, or None where nothing is likelier than what stands there.

    All are searched side by side: what a step costs beside its arithmetic is paid once for many.
    """
    if not asked:
        return []
    looks, speech = knowledge.made(_looks), knowledge.made(_speech)
    shown = [one.shown() for _, one in asked]
    found = [Look(None, reader.channels) for reader, _ in asked]
    open_ = [k for k, (_, one) in enumerate(asked) if not one.is_certain]
    glances = [(found[k].channels, shown[k]) for k in open_]
    for k, look in zip(open_, looks.first.of(glances, partial(_looked, speech)), strict=True):
        found[k] = look
    again = [
        k
        for k, (repair, _) in enumerate(found)
        if asked[k][1].is_certain or (repair is not None and repair.margin >= WORTHWHILE)
    ]
    listened = [
        (
            found[k].channels,
            shown[k],
            b"" if (said := asked[k][1].around) is None else said.tobytes(),
        )
        for k in again
    ]
    for k, look in zip(again, looks.second.of(listened, partial(_listened, speech)), strict=True):
        found[k] = look
    return [
        None if repair is None else repair.moved(one.low)
        for (_, one), (repair, _) in zip(asked, found, strict=True)
    ]


def _listened(speech: Speech, asked: list[Heard]) -> list[Look]:
    """A second look, with the words of the document in the ear."""
    around = [np.frombuffer(heard, np.uint32) for _, _, heard in asked]
    return _looked(speech, [(channels, shown) for channels, shown, _ in asked], FULL, around)


def _looked(
    speech: Speech,
    asked: list[Seen],
    widths: Widths = FIRST_LOOK,
    around: list[Codes] | None = None,
) -> list[Look]:
    found: list[Look] = []
    together = MOST_AT_ONCE // len(CODECS)  # each is searched in every code at once
    for first in range(0, len(asked), together):
        few = slice(first, first + together)
        said = speech if around is None else speech.hearing(around[few])
        found += _together(asked[few], said, widths)
    return found


def _together(asked: list[Seen], speech: Speech, widths: Widths) -> list[Look]:
    views = [View.of(shown, speech, document) for document, (_, shown) in enumerate(asked)]
    runs = [
        (k, channel)
        for k, (channels, _) in enumerate(asked)
        for channel in channels
        if channel.may_have_read(views[k].inner)
    ]
    found: list[dict[Channel, list[tuple[float, Path]]]] = [{} for _ in asked]
    if runs:
        searched = [channel for _, channel in runs]
        paths, plain = search(searched, speech, widths, [views[k].stretch for k, _ in runs])
        for (k, channel), some, likelihood in zip(runs, paths, plain, strict=True):
            if some:
                found[k][channel] = [(path.score - likelihood, path) for path in some]
    return [_look(view, some, speech) for view, some in zip(views, found, strict=True)]


def _look(view: View, found: dict[Channel, list[tuple[float, Path]]], speech: Speech) -> Look:
    told = sorted((one for some in found.values() for one in some), key=lambda one: -one[0])
    near = (channel for channel, some in found.items() if some[0][0] >= told[0][0] - RIVAL)
    return Look(view.repair(told, speech), tuple(near))


def forget(knowledge: Knowledge) -> None:
    """Drop what was searched before, so that a measurement meets each stretch for the first time."""
    for looks in knowledge.made(_looks):
        looks.clear()


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


def _looks(_: Knowledge) -> Looks:
    return Looks(Memory(MOST_LOOKS), Memory(MOST_LOOKS // 8))


def _speech(knowledge: Knowledge) -> Speech:
    model = model_of(knowledge)
    return Speech(model, Pairs(model), Marks(model))


def _preferred(letters: Tables) -> Mask:
    """The Traditional characters that OpenCC writes for their Simplified ones: 裏 where 裡 is a variant."""
    lines = "\n".join(map(chr, letters.simplified[0x3400:0xA000].tolist()))
    preferred = np.zeros(0x10001, bool)
    for code, after in enumerate(converter("s2t").convert(lines).split("\n"), 0x3400):
        preferred[code] = after == chr(code)
    return preferred
