"""Which encoding a document is in, where strict UTF-8 does not settle it: bytes in, ranked candidates out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from kouan.reading.declaration import declared
from kouan.reading.neighbours import NEIGHBOURS, euc_tw_reading, suggested
from kouan.reading.plausibility import log_probability, mean_beyond_ascii, neighbour_log_probability

#: So many bytes, from the first one that is not ASCII, are read on trial.
SAMPLE: Final = 1536

#: What a declared charset adds, in log-probability: worth one rare character, since pages often declare wrongly.
DECLARED: Final = 5.0

#: What a last character cut short costs: files are cut off in the middle, and the right codec must not lose by it.
CUT_SHORT: Final = -6.0

#: What speaks against encodings that hardly a document of ours is in.
SELDOM: Final = {"euc-tw": -8.0, "euc_jp": -3.0, "cp932": -3.0, "cp949": -3.0}

#: What speaks for bytes that are strict UTF-8, ASCII among them.
STRICT: Final = 10.0

#: Documents up to this size are tried as UTF-16 whatever their bytes look like: a dozen characters have no profile.
SHORT: Final = 64

#: Mean log-probability, beyond ASCII, from which a reading is ordinary Chinese, so that no other language is tried.
ORDINARY: Final = -7.5

#: A reading this improbable, per character, is none: then UTF-16 is tried too.
IMPLAUSIBLE: Final = -9.5

#: Byte parity of UTF-16: the high bytes of Chinese text, space, CJK punctuation and full-width forms.
_HIGH_BYTES: Final = np.zeros(256, bool)
_HIGH_BYTES[[0x00, 0x20, 0x30, 0xFF]] = True
_HIGH_BYTES[0x4E:0xA0] = True

_FIRST_HIGH: Final = re.compile(rb"[\x80-\xff]")
_WIDE: Final = ("utf-16-le", "utf-16-be")
_RARELY: Final = frozenset({"euc-tw", "cp1252", *NEIGHBOURS})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding on trial: its reading of the sample and the total log-probability of that."""

    codec: str
    sample: str
    weight: float
    #: Whether the document declares it.
    declared: bool = False


def rank(raw: bytes) -> list[Candidate]:
    """The candidate encodings of a document, best first; never empty.

    EUC-TW may be among them, which has no codec.
    """
    found = _FIRST_HIGH.search(raw) if len(raw) > SAMPLE and b"\0" not in raw[:SAMPLE] else None
    start = found.start() & ~1 if found else 0
    sample = raw[start : start + SAMPLE]
    said = declared(raw)
    trial = _Trial(sample, start + SAMPLE < len(raw), said)
    for codec in _codecs(raw[:SAMPLE], sample):
        trial.read(codec)
    if said in _RARELY and said != "hz":
        trial.read(said)
    best = trial.best()
    if mean_beyond_ascii(best.sample) < ORDINARY:
        for codec in ("euc-tw", *suggested(sample)):
            trial.read(codec)
        best = trial.best()
        # nothing that writes a byte or two per character is plausible
        if best.weight < IMPLAUSIBLE * max(1, len(best.sample)):
            for codec in _WIDE:
                trial.read(codec)
    return sorted(trial.candidates.values(), key=lambda candidate: -candidate.weight)


class _Trial:
    """One sample, read by one codec after the other."""

    def __init__(self, sample: bytes, cut: bool, said: str | None) -> None:
        self.sample, self.cut, self.said = sample, cut, said
        self.candidates: dict[str, Candidate] = {}
        self.is_strict = False

    def best(self) -> Candidate:
        """The most probable reading so far."""
        return max(self.candidates.values(), key=lambda candidate: candidate.weight)

    def read(self, codec: str) -> None:
        """Add the codec's reading, unless it cannot be this codec at all."""
        if codec in self.candidates or (codec in _WIDE and self.is_strict and len(self.sample) % 2):
            return
        weight = DECLARED * (codec == self.said) + SELDOM.get(codec, 0.0)
        text: str | None
        if codec == "euc-tw":
            text = euc_tw_reading(self.sample)
        else:
            reader = codecs.getincrementaldecoder(codec)("replace")
            text = reader.decode(self.sample)
            if not self.cut and reader.getstate()[0]:
                weight += CUT_SHORT
        if text is None:
            return
        if codec == "utf-8" and "\ufffd" not in text:
            self.is_strict = True
            weight += STRICT
        weigh = neighbour_log_probability if codec in NEIGHBOURS else log_probability
        self.candidates[codec] = Candidate(codec, text, weight + weigh(text), codec == self.said)


def _codecs(head: bytes, sample: bytes) -> list[str]:
    """The encodings worth a trial: by the head of the document and the sample from it."""
    found = ["utf-8", "gb18030", "big5hkscs"]
    values = np.frombuffer(head, np.uint8)
    letters = (values > 0x20).sum()
    if (values > 0x7F).sum() <= 0.25 * letters:
        found.append("cp1252")
    values = np.frombuffer(sample, np.uint8)
    odd, even = _HIGH_BYTES[values[1::2]], _HIGH_BYTES[values[::2]]
    if b"\0" in sample or len(sample) <= SHORT:
        found += _WIDE
    elif len(sample) > SHORT:
        little, big = odd.mean(), even.mean()
        if max(little, big) >= 0.85 and abs(little - big) >= 0.2:
            found.append("utf-16-le" if little > big else "utf-16-be")
    return found
