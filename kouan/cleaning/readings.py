"""Pinyin as pages spell it: the characters before a bracket and what stands in it in, whether that is their reading out."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Final, Literal

from kouan.model.characters import TONED_VOWELS
from kouan.model.expression import Expression

#: How a reading writes its tones: marks, digits behind the syllable, or not at all.
Tones = Literal["marks", "digits", "none"]

#: Letters that stand for others in readings as pages write them: phonetic letters, breves for carons, v for ü.
SPELLINGS: Final = str.maketrans(
    {"ɡ": "g", "ɑ": "a", "ă": "ǎ", "ĕ": "ě", "ĭ": "ǐ", "ŏ": "ǒ", "ŭ": "ǔ", "v": "ü"}
)
TONELESS: Final = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuüüüünnnm")
#: The tone that each marked letter bears.
_TONE_OF: Final = {
    letter: tone
    for tone, letters in enumerate(("āēīōūǖ", "áéíóúǘńḿ", "ǎěǐǒǔǚň", "àèìòùǜǹ"), 1)
    for letter in letters
}
#: Blanks that stand inside brackets, around a reading or between its syllables.
_BLANKS: Final = " \t\u00a0\u2002\u2003\u2009\u202f\u3000"
_PARTS: Final = Expression(rf"[{_BLANKS}'’\-]+")
_LETTERS: Final = Expression(rf"[a-züê\u0300\u0301\u0304\u030c{TONED_VOWELS}ếề]+")
_NUMBERED: Final = Expression(r"([a-zü]{1,6})([1-5])")

#: Syllables of a word that is read as one.
MOST_SYLLABLES: Final = 4


@lru_cache(1 << 14)
def reading(before: str, inside: str) -> tuple[bool, Tones, int]:
    """Whether `inside` is a reading of the last characters of `before`, how it marks tones, and of how many characters.

    One syllable is of one character; several are of a word, one for each of its characters. A word without any
    tone mark is no reading here: 北京(Beijing) is a translation.

    >>> reading("檢驗", "Yàn"), reading("关", "guan1"), reading("進口檢疫", "jiǎn yì"), reading("驗", "guān")
    ((True, 'marks', 1), (True, 'digits', 1), (True, 'marks', 2), (False, 'marks', 1))
    """
    said = spelled(inside)
    if numbered := _NUMBERED.fullmatch(said):
        wanted = (numbered[1], int(numbered[2]))
        return any(_numbered(one) == wanted for one in readings_of(before[-1:])), "digits", 1
    parts = [part for part in _PARTS.split(said) if part]
    letters = "".join(parts)
    if not letters or not _LETTERS.fullmatch(letters):
        return False, "none", 0
    if letters.translate(TONELESS) == letters:
        fits = (
            len(parts) == 1 and inside == inside.lower() and _is_bare_reading(letters, before[-1:])
        )
        return fits, "none", 1
    if len(parts) == 1 and letters in readings_of(before[-1:]):
        return True, "marks", 1
    for count in range(2, min(MOST_SYLLABLES, len(before)) + 1):
        if _is_word(before[-count:], letters):
            return True, "marks", count
    return False, "marks", 1


def spelled(inside: str) -> str:
    """A reading in the letters of the dictionary: small, composed, ü and carons as such.

    >>> spelled(" Nu\u0308\u030c "), spelled("lu:"), spelled("ɡuɑ\u0304n")
    ('nǚ', 'lü', 'guān')
    """
    said = inside.strip(_BLANKS)
    said = (said[:1].lower() + said[1:]).replace("u:", "ü").translate(SPELLINGS)
    # twice: a breve made of two signs is one letter only after the first time
    return unicodedata.normalize("NFC", said).translate(SPELLINGS)


def readings_of(character: str) -> tuple[str, ...]:
    """All readings that pypinyin lists for a character; none for what is no character."""
    return tuple(filter(None, _listed().get(ord(character), "").split(","))) if character else ()


@cache
def syllables() -> frozenset[str]:
    """Every syllable, with its tone, that is a reading of some character."""
    return frozenset(one for readings in _listed().values() for one in readings.split(","))


@cache
def _listed() -> Mapping[int, str]:
    """Pypinyin's list of characters, without the package around it: its phrases take ten times as long to import."""
    if "pypinyin" not in sys.modules:
        package = find_spec("pypinyin")
        for folder in (package and package.submodule_search_locations) or ():
            found = PathFinder.find_spec("pinyin_dict", [folder])
            if found and found.loader:
                module = module_from_spec(found)
                found.loader.exec_module(module)
                return module.pinyin_dict  # type: ignore[no-any-return]
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


def _is_bare_reading(letters: str, character: str) -> bool:
    return letters in {one.translate(TONELESS) for one in readings_of(character)}


def _numbered(reading_: str) -> tuple[str, int]:
    tone = next((_TONE_OF[letter] for letter in reading_ if letter in _TONE_OF), 5)
    return reading_.translate(TONELESS), tone


def _is_word(characters: str, letters: str) -> bool:
    """Whether the letters are readings of the characters one after the other; a later one may have lost its tone (dōngxi)."""
    if not characters:
        return not letters
    for one in readings_of(characters[-1]):
        spellings = (one,) if len(characters) == 1 else (one, one.translate(TONELESS))
        for said in spellings:
            if letters.endswith(said) and _is_word(characters[:-1], letters[: -len(said)]):
                return True
    return False
