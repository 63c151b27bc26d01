"""A stretch of clean text in, its words with offsets and parts of speech out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress
from operator import itemgetter
from typing import Final

from kouan.extraction.dictionary import segmenter
from kouan.model.expression import Expression

_SURROGATE: Final = Expression("[\ud800-\udfff]")
HAN = Expression("[\u3400-\u9fff\uf900-\ufaff]+")


@dataclass(frozen=True)
class Words:
    """The words of a text: word i is text[starts[i]:ends[i]], its part of speech tags[i] (ICTCLAS letters)."""

    text: str
    surfaces: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def starting(self) -> dict[int, int]:
        """Number of the word that starts at an offset."""
        return dict(zip(self.starts, range(len(self)), strict=True))

    @cached_property
    def ending(self) -> frozenset[int]:
        """Where words end."""
        return frozenset(self.ends)

    def closed_by(self, end: int) -> int | None:
        """Number of the word that ends at an offset."""
        return bisect_left(self.ends, end) if end in self.ending else None

    def covering(self, at: int) -> int:
        """Number of the word over a character."""
        return bisect_right(self.starts, at) - 1

    def tagged(self, *tags: str) -> list[int]:
        """Numbers of the words whose part of speech is one of these."""
        return list(compress(range(len(self)), map(frozenset(tags).__contains__, self.tags)))

    def is_aligned(self, start: int, end: int) -> bool:
        """No word is cut at either end."""
        return start in self.starting and end in self.ending


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for every lone surrogate: the same length, as libraries that read UTF-8 take it."""
    return _SURROGATE.sub("\ufffd", text)


def tagged_words(text: str) -> list[tuple[str, str]]:
    """The words of a text with their parts of speech, as the segmenter gives them; lone surrogates are replaced.

    >>> tagged_words("珠海口岸")
    [('珠海', 'ns'), ('口岸', 's')]
    """
    return segmenter().tag(without_surrogates(text)) if text else []


def read_words(text: str) -> Words:
    """Segment and tag a text; every character stands in exactly one word.

    >>> read_words("珠海拱北口岸").surfaces
    ('珠海', '拱北', '口岸')
    """
    pairs = tagged_words(text)
    surfaces, tags = tuple(map(itemgetter(0), pairs)), tuple(map(itemgetter(1), pairs))
    ends = tuple(accumulate(map(len, surfaces)))
    if (ends[-1] if ends else 0) != len(
        text
    ):  # the segmenter left something out: each character is a word
        surfaces, tags, ends = tuple(text), ("x",) * len(text), tuple(range(1, len(text) + 1))
    return Words(text, surfaces, tags, (0, *ends[:-1]) if ends else (), ends)
