"""The blocks of an article and the words that were looked for in; the stretches that show them, with their places, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]

#: Characters of a stretch, and how many stretches an article shows.
LENGTH: Final = 80
SHOWN: Final = 2

#: Where a stretch likes to begin: behind the end of a sentence, else of a part of one.
_STOPS: Final = ("。！？!?；;", "，、：,: ")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of one block; `spans` are the words in it, half-open, by code points of `text`."""

    text: str
    #: Where `text` begins, by code points of the clean document.
    start: int
    role: str
    spans: tuple[Span, ...]
    is_cut_before: bool
    is_cut_after: bool


def snippets_of(
    blocks: Sequence[tuple[str, int, str]], words: Sequence[str]
) -> tuple[Snippet, ...]:
    """The stretches that show most of the words, in reading order; `blocks` are role, start and text.

    >>> [(one.text, one.spans) for one in snippets_of([("body", 0, "拱北口岸通关只需20秒。")], ["通关"])]
    [('拱北口岸通关只需20秒。', ((4, 6),))]
    """
    wanted = list(dict.fromkeys(map(lowered, words)))
    best: list[tuple[int, int, Snippet]] = []
    for place, (role, start, text) in enumerate(blocks):
        if role == "title":
            continue
        if found := _best(role, start, text, wanted):
            best.append((-found[0], place, found[1]))
    best.sort(key=lambda one: one[:2])
    return tuple(one for _, _, one in sorted(best[:SHOWN], key=lambda one: one[1]))


def highlights(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Where the words stand in a text, half-open; what touches or overlaps is one span."""
    spans = sorted(span for word in words for span in _places(lowered(text), lowered(word)))
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def lowered(text: str) -> str:
    """The text in small letters, as long as it was.

    >>> len(lowered("İstanbul GDP")), lowered("GDP")
    (12, 'gdp')
    """
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _best(role: str, start: int, text: str, words: Sequence[str]) -> tuple[int, Snippet] | None:
    """How many of the words the best stretch of a block shows, and that stretch."""
    small = lowered(text)
    places = sorted((*span, word) for word in words for span in _places(small, word))
    if not places:
        return None
    most, first = 0, 0
    left = 0
    for right, (_, end, _) in enumerate(places):
        while end - places[left][0] > LENGTH and left < right:
            left += 1
        shown = len({word for _, _, word in places[left : right + 1]})
        if shown > most:
            most, first = shown, places[left][0]
    begin, stop = _bounds(text, first)
    stretch = text[begin:stop]
    spans = highlights(stretch, words)
    return most, Snippet(stretch, start + begin, role, spans, begin > 0, stop < len(text))


def _bounds(text: str, first: int) -> Span:
    """The stretch around a place: from the beginning of its sentence, where that is near."""
    near = max(0, first - LENGTH // 2)
    begin = near
    if near:
        for stops in _STOPS:
            if at := [place for place in range(near, first) if text[place] in stops]:
                begin = at[0] + 1
                break
    return begin, min(len(text), begin + LENGTH)


def _places(small: str, word: str) -> Iterator[Span]:
    """Where a word stands in a text of small letters; where it does not stand whole, its pairs of characters."""
    if not word:
        return
    found = False
    at = small.find(word)
    while at >= 0:
        found = True
        yield at, at + len(word)
        at = small.find(word, at + 1)
    if not found and len(word) > 2 and not word.isascii():
        for place in range(len(word) - 1):
            yield from _places(small, word[place : place + 2])
