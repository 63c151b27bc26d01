"""A double-byte code in, tables out: which character a pair of bytes is, which pairs vanish, what a lone byte may be of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kouan.cleaning.mojibake.views import each_read
from kouan.cleaning.mojibake.ways import KEYS, Choice
from kouan.language.ngrams import LogProbabilities, NgramModel, Symbols
from kouan.model.batch import Offsets
from kouan.model.characters import Codes
from kouan.model.splicing import ranges

#: The codes whose bytes may have been read out of step.
CODECS: Final = ("gb18030", "big5hkscs")
#: Leads and trails of double bytes; a byte below 0x80 is an ASCII character when it stands first.
FIRST_LEAD, LAST_LEAD = 0x81, 0xFE
FIRST_TRAIL, LAST_TRAIL = 0x40, 0xFE
_PRIVATE = (0xE000, 0xF900)
_LIMIT = 0x10000
#: Hong Kong's supplement lies up to here.
HIGHEST = 0x30000

Mask = npt.NDArray[np.bool_]


class Choices(NamedTuple):
    """Characters that are possible for each key, end to end: those of `key` lie at [first[key], first[key + 1])."""

    first: Offsets
    character: Codes
    #: The byte that stays open behind the character, where there is one.
    byte: npt.NDArray[np.uint8]
    #: How much less likely the character is put in than the model says.
    bias: LogProbabilities
    #: Its symbol of the model, and ln P of that, whatever stands before it: those of a key lie side by side.
    symbol: Symbols
    alone: LogProbabilities

    def of(self, keys: npt.NDArray[np.int64]) -> tuple[Offsets, Offsets]:
        """For many keys: the number of the key and the place of each choice."""
        low, high = self.first[keys], self.first[keys + 1]
        return np.repeat(np.arange(len(keys)), high - low), ranges(low, high)


@dataclass(frozen=True, eq=False)
class Channel:
    """What a codec makes of pairs of bytes in documents of one script.

    `character` has the code point of each pair (lead << 8 | trail; 0: none), private ones left out; `pair` is the
    way back, private ones included. `vanishes` marks the pairs that leave no trace: GB 18030 maps them to
    private characters, which pages strip. `repertoire` are the characters that a guess may be, `bias` is how much
    less likely a repair puts in a character (the other script's, a rare variant).
    """

    codec: str
    character: Codes
    pair: npt.NDArray[np.int32]
    vanishes: Mask
    repertoire: Mask
    #: What a guess may be where no byte of it is known: the common ones.
    common: Mask
    bias: LogProbabilities
    model: NgramModel

    @classmethod
    def of(
        cls, codec: str, repertoire: Mask, common: Mask, bias: LogProbabilities, model: NgramModel
    ) -> Self:
        """The channel of a codec of Python; the others have an entry for each code point up to 0x10000."""
        return cls(*double_bytes(codec), repertoire, common & repertoire, bias, model)

    def may_have_read(self, codes: Codes) -> bool:
        """Whether the characters of a text all have bytes in this code: what Big5 never read is no Big5 out of step."""
        chinese = codes[(codes >= 0x3400) & (codes < HIGHEST)]
        return bool((self.pair[chinese] >= 0).all())

    @cached_property
    def choices(self) -> Choices:
        """The characters that every way allows, under the keys of `ways`."""
        pair, character = self._likely
        opens = self._opens_gap[pair & 0xFF]
        common = self.common[np.minimum(character, _LIMIT)]
        lead, trail = pair >> 8, pair & 0xFF
        over, over_pair, over_character = self._over_gap()
        over_common = self.common[np.minimum(over_character, _LIMIT)]
        over_opens = over_common & self._opens_gap[over_pair & 0xFF]
        every = np.flatnonzero(self.character)
        nothing = np.zeros(1, np.int64)
        parts = (
            (Choice.TRAIL, trail, character, nothing),
            (Choice.LEAD, lead, character, nothing),
            (Choice.INTO_GAP, lead[opens], character[opens], trail[opens]),
            (Choice.FIRST_GAP, nothing, character[opens & common], trail[opens & common]),
            (Choice.MORE_GAP, over[over_opens], over_character[over_opens], over_pair[over_opens] & 0xFF),
            (Choice.LAST, over[over_common], over_character[over_common], nothing),
            (Choice.OVER_GAP, over << 8 | over_pair & 0xFF, over_character, nothing),
            (Choice.PAIR, every, self.character[every], nothing),
        )  # fmt: skip
        sizes = [len(part[2]) for part in parts]
        key = np.concatenate([
            np.broadcast_to(KEYS[kind] + keys, size)
            for (kind, keys, _, _), size in zip(parts, sizes, strict=True)
        ])  # fmt: skip
        byte = np.concatenate(
            [np.broadcast_to(one[3], k) for one, k in zip(parts, sizes, strict=True)]
        )
        codes = np.concatenate([part[2] for part in parts])
        # those of a key by symbol: the model finds neighbours sooner than strangers
        symbol = self.model.symbols(codes)
        order = np.lexsort((symbol, key))
        codes, symbol = codes[order], symbol[order]
        return Choices(
            np.searchsorted(key[order], np.arange(MOST_KEYS + 1)),
            codes,
            byte.astype(np.uint8)[order],
            np.take(self.bias, codes, mode="clip"),
            symbol,
            self.model.tables[0].log_probability[symbol],
        )

    def _over_gap(self) -> tuple[Offsets, npt.NDArray[np.int64], Codes]:
        pair, _ = self._likely  # in order, and so by lead
        opening, lead = np.nonzero(self.vanishes.reshape(256, 256))
        first = np.searchsorted(pair >> 8, np.arange(257))
        low, high = first[lead], first[lead + 1]
        place = pair[ranges(low, high)]
        return np.repeat(opening, high - low), place, self.character[place]

    @cached_property
    def _likely(self) -> tuple[npt.NDArray[np.int64], Codes]:
        pair = np.flatnonzero(self.character)
        likely = self.repertoire[np.minimum(self.character[pair], _LIMIT)]
        return pair[likely], self.character[pair[likely]]

    @cached_property
    def _opens_gap(self) -> Mask:
        return np.asarray(self.vanishes.reshape(256, 256).any(axis=1))


#: Keys of one channel; those of several that are asked together lie behind one another.
MOST_KEYS: Final = KEYS[-1]


@lru_cache(16)
def choices_of(channels: tuple[Channel, ...]) -> Choices:
    """The choices of several channels as one: the keys of each begin where those of the one before it end."""
    parts = [channel.choices for channel in channels]
    if len(parts) == 1:
        return parts[0]
    behind = np.cumsum([0] + [len(part.character) for part in parts])
    first = [part.first[:-1] + by for part, by in zip(parts, behind.tolist(), strict=False)]
    return Choices(
        np.concatenate((*first, behind[-1:])),
        np.concatenate([part.character for part in parts]),
        np.concatenate([part.byte for part in parts]),
        np.concatenate([part.bias for part in parts]),
        np.concatenate([part.symbol for part in parts]),
        np.concatenate([part.alone for part in parts]),
    )


class DoubleBytes(NamedTuple):
    """The tables of a codec, as in `Channel`."""

    codec: str
    character: Codes
    pair: npt.NDArray[np.int32]
    vanishes: Mask


@cache
def double_bytes(codec: str) -> DoubleBytes:
    """The tables of a codec of Python, made once."""
    character = np.zeros(_LIMIT, np.uint32)
    pair = np.full(HIGHEST + 1, -1, np.int32)
    vanishes = np.zeros(_LIMIT, bool)
    trail = np.array([byte for byte in range(FIRST_TRAIL, LAST_TRAIL + 1) if byte != 0x7F])
    place = (np.arange(FIRST_LEAD, LAST_LEAD + 1)[:, None] << 8 | trail).ravel()
    found = each_read(codec, place)
    code = np.array([ord(text) if len(text) == 1 else 0 for text in found], np.int64)
    private = (_PRIVATE[0] <= code) & (code < _PRIVATE[1])
    is_nothing = np.array([not text for text in found])
    # a lone byte that is ASCII cannot be the lead of what follows: such a pair ends the slip
    is_lead = (place & 0xFF >= FIRST_LEAD) & (place & 0xFF <= LAST_LEAD)
    vanishes[place] = (private | is_nothing) & is_lead
    read = np.flatnonzero(code >= 0x80)
    character[place[read]] = np.where(private, 0, code)[read]
    back = "\n".join(map(chr, code[read].tolist())).encode(codec, "ignore").split(b"\n")
    same = np.array([int.from_bytes(said, "big") for said in back]) == place[read]
    pair[code[read][same]] = place[read][same]
    return DoubleBytes(codec, character, pair, vanishes)
