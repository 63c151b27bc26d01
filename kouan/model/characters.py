"""Classes of characters as bits, looked up for a whole batch at once."""

from __future__ import annotations

from codecs import utf_32_le_decode
from typing import Final

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Bits = npt.NDArray[np.uint16]
Signs = npt.NDArray[np.bool_]

HAN: Final = 1  # a Chinese character
LETTER: Final = 2  # an ASCII letter
DIGIT: Final = 4  # an ASCII or full-width digit
SPACE: Final = 8  # white space inside a line, NBSP and the ideographic space included
HALF: Final = 16  # half-width punctuation with a full-width twin: , ; : ! ? ( )
WIDE: Final = 32  # Chinese punctuation
SOUND: Final = 64  # a letter of pinyin, with or without tone mark
TONED: Final = 128  # a vowel of pinyin with tone mark
STRANGE: Final = (
    256  # control, zero-width and format characters, line ends of other systems; not LF, TAB
)
BREAK: Final = 512  # a line break
STOP: Final = 1024  # ends a sentence or a quotation
RARE: Final = 2048  # a character of GB 2312 level 2 that is no everyday character of Big5
RARER: Final = 4096  # a Chinese character beyond both, those beyond the basic plane included

#: Doubled here and in the decoding notes: the sign between two documents of a batch.
SEPARATOR: Final = "\n\x1e\n"

TONED_VOWELS: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
PINYIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyzüɡɑ" + TONED_VOWELS
HALF_MARKS: Final = ",;:!?()"
CHINESE_MARKS: Final = "，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…·～％"
STOPS: Final = "。！？…；!?;.”’」』"

#: What Python takes for white space (`str.isspace`).
BLANKS: Final = "".join(filter(str.isspace, map(chr, range(0x3001))))

#: Characters that are hardly ever there, and those that rules look for among them.
SCARCE_CLASSES: Final = STRANGE | RARE | RARER
SCARCE_BESIDES: Final = "&%=\\<>著\ufffd"
#: All that rules look for: these, the classes here, ASCII but for letters and the line break, and a few more.
SOUGHT_CLASSES: Final = SCARCE_CLASSES | DIGIT | SPACE | HALF
SOUGHT_BESIDES: Final = SCARCE_BESIDES + "（）【】＞»｜"

HAN_RANGES: Final = (
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x20000, 0x32000),
    (0x3007, 0x3008),
)
#: The same as the inside of a class of a pattern.
HAN_CLASS: Final = "".join(f"{chr(first)}-{chr(stop - 1)}" for first, stop in HAN_RANGES)

_LIMIT: Final = 0x10000
_ALL: Final = 0x110000


def _table() -> Bits:
    table = np.zeros(_LIMIT + 1, np.uint16)
    for first, stop in HAN_RANGES:
        table[min(first, _LIMIT) : min(stop, _LIMIT)] |= HAN
    for characters, bit in (
        ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", LETTER),
        ("0123456789０１２３４５６７８９", DIGIT),
        (" \t\u00a0\u3000\u2002\u2003\u2009\u202f", SPACE),
        (HALF_MARKS, HALF),
        (CHINESE_MARKS, WIDE),
        (PINYIN_LETTERS, SOUND),
        (TONED_VOWELS, TONED),
        ("\n", BREAK),
        (STOPS, STOP),
    ):
        for character in characters:
            table[ord(character)] |= bit
    strange = [
        *range(0x20),
        0x7F,
        *range(0x80, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
    ]
    strange += [0x2028, 0x2029, *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, 0x180E]
    for code in strange:
        if code not in (0x09, 0x0A, 0x1E):
            table[code] |= STRANGE
    table |= _rarity()
    table[_LIMIT] = (
        HAN | RARER
    )  # beyond the basic plane stand rare Chinese characters and little else
    return table


def _rarity() -> Bits:
    """RARE or RARER for Chinese characters that neither GB 2312 level 1 nor Big5 level 1 lists."""
    table = np.zeros(_LIMIT + 1, np.uint16)
    table[0x3400:0x4DC0] = table[0x4E00:0xA000] = RARER
    characters = "".join(map(chr, range(0x4E00, 0xA000)))
    # by lead bytes: level 2, then what is common in one or the other
    for codec, first, stop, rare in (
        ("gb2312", 0xD8, 0xF8, RARE),
        ("gb2312", 0xB0, 0xD8, 0),
        ("big5", 0xA4, 0xC7, 0),
    ):
        listed = characters.encode(codec, "ignore")
        lead = np.frombuffer(listed, np.uint8)[::2]
        table[codes_of(listed.decode(codec))[(lead >= first) & (lead < stop)]] = rare
    return table


def _listed(classes: int, besides: str) -> Signs:
    """A table over all code points, those beyond the basic plane with it."""
    table = np.zeros(_ALL, bool)
    table[:_LIMIT] = TABLE[:_LIMIT] & classes > 0
    table[[ord(character) for character in besides]] = True
    table[_LIMIT:] = True
    return table


def bits(codes: Codes) -> Bits:
    """The class bits of each code point; characters beyond the basic plane count as Chinese."""
    return np.take(TABLE, codes.astype(np.intp), mode="clip")


def one_of(characters: str) -> Signs:
    """A table that says of each code point of the basic plane whether it is one of these: `table[codes]`.

    >>> one_of("，。")[codes_of("口，岸")].tolist()
    [False, True, False]
    """
    table = np.zeros(_LIMIT + 1, bool)
    table[[ord(character) for character in characters]] = True
    return table


def number_of(characters: str) -> npt.NDArray[np.uint8]:
    """A table of each character's number in the string, from 1; 0 for all others."""
    table = np.zeros(_LIMIT + 1, np.uint8)
    table[[ord(character) for character in characters]] = np.arange(1, len(characters) + 1)
    return table


def is_one(table: Signs, codes: Codes) -> npt.NDArray[np.bool_]:
    """Look codes up in a table of `one_of`."""
    return np.take(table, codes, mode="clip")


def codes_of(text: str) -> Codes:
    """Code points of a text as an array; lone surrogates become U+FFFD.

    >>> codes_of("口岸").tolist()
    [21475, 23736]
    """
    try:
        return np.frombuffer(text.encode("utf-32-le"), np.uint32)
    except UnicodeEncodeError:
        return np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)


def text_of(codes: Codes) -> str:
    """The text of an array of code points."""
    return utf_32_le_decode(np.ascontiguousarray(codes, np.uint32).data, "replace", True)[0]


TABLE: Final = _table()

#: Which characters `kouan.model.places` keeps, by code point.
IS_SCARCE: Final = _listed(SCARCE_CLASSES, SCARCE_BESIDES)
_ASCII: Final = "".join(map(chr, range(0x80)))
IS_SOUGHT: Final = _listed(
    SOUGHT_CLASSES,
    SOUGHT_BESIDES + "".join(sign for sign in _ASCII if not sign.isalpha() and sign != "\n"),
)
