"""Clean text in, changes that spoil its marks, blanks, line ends and words out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Final

from flows.benchmark.damaged import Change, UnfitError
from kouan.lexicons import read_folder

HAN: Final = "\u4e00-\u9fff"
HALF: Final = dict(zip("，；：！？（）", ",;:!?()", strict=True))
#: Marks that bring their own space: behind the first, before the others a blank is too much.
BESIDE: Final = re.compile(rf"(?<=[{HAN}])([，。；：！？、])(?=[{HAN}“《])")
#: A run of Chinese characters long enough that its blanks can be no headline's.
LONG_RUN: Final = re.compile(rf"[{HAN}]{{6,}}")
INVISIBLE: Final = "\u200b\ufeff\u2060\u00ad\u200c\u200e\u202a\x00\x08\x7f"


def some(found: list[re.Match[str]], rng: Random, share: float = 0.4) -> list[re.Match[str]]:
    """A share of what was found, in order; at least one.

    Raises:
        UnfitError: nothing was found.
    """
    if not found:
        raise UnfitError("there is no place for this damage")
    return sorted(rng.sample(found, max(1, round(len(found) * share))), key=re.Match.start)


def half_width(text: str, rng: Random) -> Iterator[Change]:
    """All full-width marks with a half-width twin as that twin, as a keyboard set to English writes them."""
    del rng
    found = list(re.finditer("[，；：！？（）]", text))
    if not found:
        raise UnfitError("there is no mark with a half-width twin")
    for one in found:
        yield Change(*one.span(), HALF[one[0]])


def blank_beside_mark(text: str, rng: Random) -> Iterator[Change]:
    """A blank before or behind a full-width mark."""
    for one in some(list(BESIDE.finditer(text)), rng):
        at = one.start() if rng.random() < 0.3 else one.end()
        yield Change(at, at, rng.choice([" ", " ", "\u3000", "\u00a0", "  "]))


def letter_spaced(text: str, rng: Random) -> Iterator[Change]:
    """A blank between any two characters of some runs, as OCR and justified headings leave it."""
    for run in some(list(LONG_RUN.finditer(text)), rng, 0.3):
        for at in range(run.start() + 1, run.end()):
            yield Change(at, at, " ")


def invisible(text: str, rng: Random) -> Iterator[Change]:
    """Characters that show nothing between Chinese ones."""
    for one in some(list(re.finditer(rf"(?<=[{HAN}])(?=[{HAN}])", text)), rng, 0.05):
        yield Change(one.start(), one.start(), rng.choice(INVISIBLE))


def other_line_ends(text: str, rng: Random) -> Iterator[Change]:
    """Line ends of another system, one kind for the whole text."""
    end = rng.choice(["\r\n", "\r\n", "\r", "\u2028"])
    found = list(re.finditer("\n", text))
    if not found:
        raise UnfitError("there is one line alone")
    for one in found:
        yield Change(*one.span(), end)


def stray_word(text: str, rng: Random) -> Iterator[Change]:
    """A foreign function word between blanks, where its Chinese word stood between two others."""
    words = _foreign_words()
    pattern = re.compile(rf"(?<=[{HAN}])({'|'.join(words)})(?=[{HAN}])")
    for one in some(list(pattern.finditer(text)), rng, 0.2):
        yield Change(*one.span(), f" {rng.choice(words[one[0]])} ")


@cache
def _foreign_words() -> dict[str, list[str]]:
    """Foreign words by the Chinese word they forget to become; only conjunctions stand where a word of one sign does."""
    words: dict[str, list[str]] = {}
    for row in read_folder(None)["stray_word"]:
        if row["replacement"] in ("和", "或"):
            words.setdefault(row["replacement"], []).append(row["surface"])
    return words
