"""Persons of a passage in; who stands in a row with one of them out: 、王海民、, and whom a body appoints: 免去王小明的."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.personal_names import Surnames
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Between the persons of a row, and behind the last of them.
_BESIDE: Final = "、"
_ENDS: Final = Expression(
    "等|[，。；）、（]|出席|参加|陪同|分别|主持|[和与及]|会见|在座|围绕|一同|先后|当选|组成|作(?:了|报告|发言)|为全国|\n|$"
)
#: Of whom is told what he is no more or is from now on.
_APPOINTED: Final = Expression(
    "(?:免去|任命|决定任命|提名)(?P<name>[\u4e00-\u9fff]{2,3}?)(?=为|的|兼任)"
)
_SIZES: Final = (3, 2)


def find_in_rows(
    passage: Passage, persons: Mapping[int, int], known: Surnames
) -> Iterator[Candidate]:
    """Names behind or in front of a person of a row; `persons` are their ends by their starts."""
    text = passage.text
    starts = dict(persons)
    ends = {end: start for start, end in persons.items()}
    waiting = sorted(ends)
    while waiting:
        end = waiting.pop()
        if not text.startswith(_BESIDE, end) or end + 1 in starts:
            continue
        for size in _SIZES:
            start, last = end + 1, end + 1 + size
            if _is_name(passage, start, last, known) and _ENDS.match(text, last):
                starts[start], ends[last] = last, start
                waiting.append(last)
                yield Candidate(start, last, EntityType.PERSON, 0.85)
                break
    waiting = sorted(starts)
    while waiting:
        start = waiting.pop()
        if start == 0 or text[start - 1] != _BESIDE or start - 1 in ends:
            continue
        last = start - 1
        for size in _SIZES:
            first = last - size
            opens = first == 0 or (first > 0 and not HAN.match(text[first - 1]))
            if opens and _is_name(passage, first, last, known):
                starts[first], ends[last] = last, first
                waiting.append(first)
                yield Candidate(first, last, EntityType.PERSON, 0.85)
                break
    for found in _APPOINTED.finditer(text):
        if _is_name(passage, *found.span("name"), known):
            yield Candidate(*found.span("name"), EntityType.PERSON, 0.85)


def _is_name(passage: Passage, start: int, end: int, known: Surnames) -> bool:
    """Whether a common surname and one or two characters stand here, and no listed name."""
    name = passage.text[start:end]
    return (
        known.opens(name) == 1
        and (name[0] in known.common or name[0] in known.rare)
        and name[-1] not in "等和与及"
        and HAN.fullmatch(name) is not None
        and len(name) == end - start
        and passage.hit_over(start, end) is None
        and start in passage.words.starting
        and end in passage.words.ending
        and not _is_common(passage, start, end)
    )


def _is_common(passage: Passage, start: int, end: int) -> bool:
    """Whether one word stands here that names nobody: 程序 opens with a surname; 何报翔 is no word, whatever its tag says."""
    number = passage.words.starting[start]
    tag = passage.words.tags[number]
    is_guessed = tag == "nz" or (tag == "v" and end - start == _SIZES[0])
    return passage.words.ends[number] == end and not (tag.startswith("nr") or is_guessed)
