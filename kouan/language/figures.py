"""Clean text in, its signs with every figure as one sign out: what an alignment needs to tell 25万 from 26万."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kouan.language.cardinals import EXACT
from kouan.language.folding import fold
from kouan.language.numerals import number
from kouan.model.characters import HAN_CLASS
from kouan.model.expression import Expression

_DIGIT: Final = "0-9０-９"
_NUMERAL: Final = "零〇一二两三四五六七八九十百千万亿兆廿卅"
#: Two characters that say in which direction a figure moved.
_UP: Final = ("增长", "增加", "上升", "上涨", "提高", "扩大", "攀升")
_DOWN: Final = ("下降", "减少", "下滑", "下跌", "降低", "缩小", "回落")
_FIRST: Final = "".join(dict.fromkeys(word[0] for word in _UP + _DOWN))
#: Every Chinese character that may be part of a figure or a direction; all others are spelled as themselves.
FIGURED: Final = frozenset(_NUMERAL + "点分之" + "".join(_UP + _DOWN))
#: Figures, and the words for directions. A class at the beginning lets the search skip what is neither.
_FIGURE: Final = Expression(
    f"[{_DIGIT}{_NUMERAL}{_FIRST}]"
    f"(?:(?<=[{_DIGIT}])[{_DIGIT}]*(?:[,，][{_DIGIT}]{{3}}(?![{_DIGIT}]))*(?:[.．:：][{_DIGIT}]+)*[十百千万亿兆]*[%％‰]?"
    f"|(?<=[{_NUMERAL}])[{_NUMERAL}]*(?:点[零〇一二三四五六七八九]+)?(?:分之[{_NUMERAL}点]+)?"
    f"|{'|'.join(f'(?<={word[0]}){word[1]}' for word in _UP + _DOWN)})"
)
#: A sign before a figure that is no dash between two.
_MINUS: Final = Expression(rf"(?<![{_DIGIT}A-Za-z年月日{_NUMERAL}])[-－−]\Z")
#: Figures stand in a spelled text as characters of private use, from here on.
_PRIVATE: Final = 0xF0000
#: 一 is a word more often than a figure.
ONE: Final = chr(_PRIVATE)
#: What is a sign for itself: letters, Chinese characters, and what has lost its bytes.
_SIGN: Final = rf"A-Za-z{HAN_CLASS}\ufffd"
_LEFT_OUT: Final = Expression(rf"[^{_SIGN}{chr(_PRIVATE)}-{chr(0x10FFFF)}]+")
#: What pages themselves have there says nothing to others.
_FOREIGN: Final = Expression(f"[{chr(_PRIVATE)}-{chr(0x10FFFF)}]")
_NO_FIGURE: Final = Expression(rf"[^{chr(_PRIVATE)}-{chr(0x10FFFF)}]+")
_LETTERS: Final = Expression(f"[{_SIGN}]+")
UP: Final = "↑"
DOWN: Final = "↓"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure or a direction at [start, end) of a text, and what it says however it is written."""

    start: int
    end: int
    says: str


def figures(text: str) -> Iterator[Figure]:
    """The figures and directions of a text, in order.

    >>> [figure.says for figure in figures("增长5.0%或百分之五，达25万，即250,000人次；二十五万")]
    ['↑', '0.05', '0.05', '250000', '250000', '250000']
    """
    for match in _FIGURE.finditer(text):
        start, surface = match.start(), match[0]
        if surface in _UP or surface in _DOWN:
            yield Figure(start, match.end(), UP if surface in _UP else DOWN)
            continue
        minus = bool(start and _MINUS.search(text, max(start - 2, 0), start))
        yield Figure(start - minus, match.end(), "-" * minus + _value(surface))


@lru_cache(maxsize=20_000)
def _value(surface: str) -> str:
    plain = fold(surface).replace("，", ",").replace("：", ":")
    value = number(plain.rstrip("%‰"))
    if value is None:
        return plain
    said = f"{value.scaleb({'%': -2, '‰': -3}.get(plain[-1], 0), EXACT):f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


class Alphabet:
    """Spells texts with one character for each figure, the same one for all that say the same.

    What is spelled can be aligned by compiled code, in which a figure is equal or not, never half equal.
    """

    def __init__(self) -> None:
        self._characters: dict[str, str] = {"1": ONE}

    def spell(self, text: str) -> str:
        """The text with its figures as single characters; marks and blanks left out, letters small."""
        pieces: list[str] = []
        at = 0
        text = _FOREIGN.sub("\n", text)
        for figure in figures(text):
            pieces += (text[at : figure.start], self._character(figure.says))
            at = figure.end
        pieces.append(text[at:])
        return _LEFT_OUT.sub("", "".join(pieces)).lower()

    def _character(self, says: str) -> str:
        return self._characters.setdefault(says, chr(_PRIVATE + len(self._characters) % 0x20000))


def places(text: str) -> tuple[tuple[int, int], ...]:
    """Where each character of the spelled text was read: its span in the text."""
    found: list[tuple[int, int]] = []
    at = 0
    for figure in figures(text):
        found += _letters(text, at, figure.start)
        found.append((figure.start, figure.end))
        at = figure.end
    return (*found, *_letters(text, at, len(text)))


def _letters(text: str, first: int, stop: int) -> Iterator[tuple[int, int]]:
    for run in _LETTERS.finditer(text, first, stop):
        yield from pairwise(range(run.start(), run.end() + 1))


def figures_in(spelled: str) -> str:
    """The characters of a spelled text that are figures, in order."""
    return _NO_FIGURE.sub("", spelled)
