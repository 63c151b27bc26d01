"""Encodings whose bytes are shaped like those of Chinese ones: a sample of bytes in, the readings worth a trial out.

EUC-TW has no codec in Python: it is read well enough to be weighed and named, and then refused. Japanese and
Korean pages are read by their own codecs, so that no page of theirs becomes a text of rare Chinese characters.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Final

import numpy as np

from kouan.model.characters import Codes, codes_of
from kouan.reading.plausibility import COMMON_SYLLABLES

#: Two bytes a character, four beyond its first plane; perhaps cut at either end.
_EUC_TW_SHAPE: Final = re.compile(
    rb"[\xa1-\xfe]?(?:[\x00-\x7f]++|(?:[\xa1-\xfd][\xa1-\xfe])++|(?:\x8e[\xa1-\xb0][\xa1-\xfe]{2})++)*+"
    rb"(?:[\xa1-\xfd]|\x8e[\xa1-\xb0]?[\xa1-\xfe]?)?"
)
_EUC_TW_CHARACTER: Final = re.compile(
    rb"[\x00-\x7f]|\x8e[\xa1-\xb0][\xa1-\xfe]{2}|[\xa1-\xfd][\xa1-\xfe]", re.DOTALL
)

#: Share of kana among the characters beyond ASCII from which a sample may be Japanese: press text has 0.4 and more.
KANA: Final = 0.15
#: Share of Hangul from which it may be Korean, and of its commonest syllables. Chinese text in GB 2312 read as Korean
#: has a half of the former and a tenth of the latter.
HANGUL: Final = 0.9
COMMON_HANGUL: Final = 0.2
#: Fewer kana, fewer syllables than this say nothing of a language: 冠病毒感 in GB 2312 is 박깹뗀먁 in EUC-KR.
FEWEST_KANA: Final = 4
FEWEST_HANGUL: Final = 12


def euc_tw_reading(sample: bytes) -> str | None:
    """A sample as EUC-TW would read it, rare characters as U+FFFD; None where it has not the shape.

    >>> euc_tw_reading(bytes.fromhex("c4e3d9cfcefb"))
    '中國的'
    """
    if not _EUC_TW_SHAPE.fullmatch(sample):
        return None
    return "".join(map(_euc_tw_character, _EUC_TW_CHARACTER.findall(sample)))


def _euc_tw_character(sequence: bytes) -> str:
    if len(sequence) == 1:
        return sequence.decode("ascii")
    if len(sequence) == 4:  # beyond the first plane: rare characters, as many as a private list has
        return "\u3400" if sequence[1] == 0xA2 else "\ufffd"
    return _plane_one().get(sequence, "\ufffd")


#: The five everyday characters that Big5 puts elsewhere, each with its follower in CNS 11643.
_MOVED: Final = ("耄耘", "銬銀", "薦虧", "嚨壞", "繳羅")


@cache
def _plane_one() -> dict[bytes, str]:
    """The first plane of CNS 11643 by its EUC bytes.

    It has the everyday characters of Big5 in the order of Big5, but for those that moved; its signs begin
    in that order too.
    """
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    signs, characters = (
        [bytes((lead, trail)).decode("big5", "replace")[0] for lead in leads for trail in trails]
        for leads in (range(0xA1, 0xA3), range(0xA4, 0xC7))
    )
    for character, follower in _MOVED:
        characters.remove(character)
        characters.insert(characters.index(follower), character)
    cells = range(0xA1, 0xFF)
    table = {bytes((0xA4, cell)): "０" for cell in cells}  # digits, Roman numerals
    for first, row in ((0xA1, signs), (0xC4, characters[:5401])):
        places = (bytes((lead, cell)) for lead in range(first, 0xFE) for cell in cells)
        table.update(zip(places, row, strict=False))
    return table


def suggested(sample: bytes) -> list[str]:
    """The Japanese and Korean codecs that read the sample without a hole into text of their language."""
    return [codec for codec, fits in _LANGUAGES if fits(_characters(sample, codec))]


def _characters(sample: bytes, codec: str) -> Codes:
    """The characters beyond ASCII that the codec reads; none where it cannot read the sample."""
    try:
        text = codecs.getincrementaldecoder(codec)().decode(sample)
    except UnicodeDecodeError:
        text = ""
    codes = codes_of(text)
    return codes[codes > 0x7F]


def _is_japanese(codes: Codes) -> bool:
    kana = int(((codes > 0x3040) & (codes < 0x3100)).sum())
    half = int(((codes >= 0xFF61) & (codes < 0xFFA0)).sum())
    return kana >= FEWEST_KANA and kana >= KANA * len(codes) and 4 * half <= kana


def _is_korean(codes: Codes) -> bool:
    letters = codes[codes >= 0x3100]
    hangul = letters[(letters >= 0xAC00) & (letters < 0xD7A4)]
    common = int(np.isin(hangul, codes_of(COMMON_SYLLABLES)).sum())
    return (
        len(hangul) >= FEWEST_HANGUL
        and len(hangul) >= HANGUL * len(letters)
        and common >= COMMON_HANGUL * len(hangul)
    )


NEIGHBOURS: Final = frozenset({"euc_jp", "cp932", "cp949"})
_LANGUAGES: Final = (("euc_jp", _is_japanese), ("cp932", _is_japanese), ("cp949", _is_korean))
