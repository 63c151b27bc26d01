"""A double-byte code in, tables out: which character a pair of bytes is, which pairs vanish, what a lone byte may be of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from kouan.language.ngrams import Symbols
from kouan.model.batch import Offsets
from kouan.model.characters import Codes
from kouan.model.splicing import ranges

#: Leads and trails of double bytes; a byte below 0x80 is an ASCII character when it stands first.
FIRST_LEAD, LAST_LEAD = 0x81, 0xFE
FIRST_TRAIL, LAST_TRAIL = 0x40, 0xFE
_PRIVATE = (0xE000, 0xF900)
_LIMIT = 0x10000
#: Hong Kong's supplement lies up to here.
_HIGHEST = 0x30000

Mask = npt.NDArray[np.bool_]


class Choices(NamedTuple):
    """Characters that are possible for each key, end to end: those of `key` lie at [first[key], first[key + 1])."""

    first: Offsets
    character: Codes
    #: The byte that stays open behind the character, where there is one.
    byte: npt.NDArray[np.uint8]

    @classmethod
    def by(
        cls,
        key: npt.NDArray[np.int64],
        size: int,
        character: Codes,
        byte: npt.NDArray[np.uint8] | None = None,
        symbol: npt.NDArray[np.uint16] | None = None,
    ) -> Self:
        """Sort characters under their keys, there by symbol: the model finds neighbours sooner than strangers."""
        order = np.argsort(key, kind="stable") if symbol is None else np.lexsort((symbol, key))
        first = np.searchsorted(key[order], np.arange(size + 1))
        open_ = np.zeros(len(key), np.uint8) if byte is None else byte[order]
        return cls(first.astype(np.int64), character[order], open_)

    def of(self, keys: npt.NDArray[np.int64]) -> tuple[Offsets, Codes, npt.NDArray[np.uint8]]:
        """For many keys: the number of the key, the character and the open byte of each choice."""
        low, high = self.first[keys], self.first[keys + 1]
        at = ranges(low, high)
        return np.repeat(np.arange(len(keys)), high - low), self.character[at], self.byte[at]


@dataclass(frozen=True)
class Channel:
    """What a codec makes of pairs of bytes.

    `character` has the code point of each pair (lead << 8 | trail; 0: none), private ones left out; `pair` is the
    way back, private ones included. `vanishes` marks the pairs that leave no trace: GB 18030 maps them to
    private characters, which pages strip. `repertoire` are the characters that a guess may be.
    """

    codec: str
    character: Codes
    pair: npt.NDArray[np.int32]
    vanishes: Mask
    repertoire: Mask
    #: What a guess may be where no byte of it is known: the common ones.
    common: Mask
    fold: Symbols

    @classmethod
    def of(cls, codec: str, repertoire: Mask, common: Mask, fold: Symbols) -> Self:
        """The channel of a codec of Python; the others have an entry for each code point up to 0x10000."""
        return cls(*double_bytes(codec), repertoire, common & repertoire, fold)

    def may_have_read(self, codes: Codes) -> bool:
        """Whether the characters of a text all have bytes in this code: what Big5 never read is no Big5 out of step."""
        chinese = codes[(codes >= 0x3400) & (codes < _HIGHEST)]
        return bool((self.pair[chinese] >= 0).all())

    @cached_property
    def by_trail(self) -> Choices:
        """The characters with a trail byte: those whose lead was lost."""
        pair, character = self._likely
        return self._choices(pair & 0xFF, 256, character)

    @cached_property
    def by_lead(self) -> Choices:
        """The characters with a lead byte: those whose trail was lost."""
        pair, character = self._likely
        return self._choices(pair >> 8, 256, character)

    @cached_property
    def before_gap(self) -> Choices:
        """By lead: characters whose trail begins a pair that vanishes; the trail stays open."""
        pair, character = self._likely
        chosen = self._opens_gap[pair & 0xFF]
        return self._choices(
            pair[chosen] >> 8, 256, character[chosen], (pair[chosen] & 0xFF).astype(np.uint8)
        )

    @cached_property
    def any_before_gap(self) -> Choices:
        """Characters whose trail begins a pair that vanishes, whatever their lead; under the one key 0."""
        pair, character = self._likely
        chosen = self._opens_gap[pair & 0xFF]
        chosen &= self.common[np.minimum(character, _LIMIT)]
        key = np.zeros(int(chosen.sum()), np.int64)
        return self._choices(key, 1, character[chosen], (pair[chosen] & 0xFF).astype(np.uint8))

    @cached_property
    def behind_gap(self) -> Choices:
        """By the open byte before a gap and the byte behind it: characters whose lead ends the pair that vanished."""
        opening, pair, character = self._over_gap()
        return self._choices(opening << 8 | pair & 0xFF, _LIMIT, character)

    @cached_property
    def between_gaps(self) -> Choices:
        """By the open byte before a gap: characters whose lead ends that pair and whose trail begins the next one."""
        opening, pair, character = self._over_gap()
        chosen = self._opens_gap[pair & 0xFF] & self.common[np.minimum(character, _LIMIT)]
        trail = (pair[chosen] & 0xFF).astype(np.uint8)
        return self._choices(opening[chosen], 256, character[chosen], trail)

    @cached_property
    def last_behind_gap(self) -> Choices:
        """By the open byte before a gap: characters whose lead ends that pair, whatever their trail."""
        opening, _, character = self._over_gap()
        common = self.common[np.minimum(character, _LIMIT)]
        return self._choices(opening[common], 256, character[common])

    def _choices(
        self,
        key: npt.NDArray[np.int64],
        size: int,
        character: Codes,
        byte: npt.NDArray[np.uint8] | None = None,
    ) -> Choices:
        symbol = np.take(self.fold, character, mode="clip")
        return Choices.by(key, size, character, byte, symbol)

    def _over_gap(self) -> tuple[Offsets, npt.NDArray[np.int64], Codes]:
        pair, _ = self._likely
        opening, lead = np.nonzero(self.vanishes.reshape(256, 256))
        by_lead = Choices.by(pair >> 8, 256, pair.astype(np.uint32))
        which, choice, _ = by_lead.of(lead)
        place = choice.astype(np.int64)
        return opening[which], place, self.character[place]

    @cached_property
    def _likely(self) -> tuple[npt.NDArray[np.int64], Codes]:
        pair = np.flatnonzero(self.character)
        likely = self.repertoire[np.minimum(self.character[pair], _LIMIT)]
        return pair[likely], self.character[pair[likely]]

    @cached_property
    def _opens_gap(self) -> Mask:
        return np.asarray(self.vanishes.reshape(256, 256).any(axis=1))


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
    pair = np.full(_HIGHEST + 1, -1, np.int32)
    vanishes = np.zeros(_LIMIT, bool)
    for lead in range(FIRST_LEAD, LAST_LEAD + 1):
        for trail in range(FIRST_TRAIL, LAST_TRAIL + 1):
            if trail == 0x7F:
                continue
            found = bytes((lead, trail)).decode(codec, "ignore")
            place = lead << 8 | trail
            code = ord(found) if len(found) == 1 else 0
            private = _PRIVATE[0] <= code < _PRIVATE[1]
            # a lone byte that is ASCII cannot be the lead of what follows: such a pair ends the slip
            vanishes[place] = (private or not found) and FIRST_LEAD <= trail <= LAST_LEAD
            if code >= 0x80:
                character[place] = 0 if private else code
                if found.encode(codec, "ignore") == bytes((lead, trail)):
                    pair[code] = place
    return DoubleBytes(codec, character, pair, vanishes)
