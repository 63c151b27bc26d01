"""Persons of a passage in, the bodies that run together with the word for their post out: 卫福部 of 卫福部长薛瑞元."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kouan.extraction.names.listed import NameBook
from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.facts import EntityType

#: Bodies whose last character opens the post too: 交通部 + 部长, 健保署 + 署长.
_ENDS: Final = frozenset("部署局处院会")
#: The names that run so are short forms of two to eight characters.
_SIZES: Final = range(8, 2, -1)


def find_headed(
    passage: Passage, persons: Iterable[Candidate], book: NameBook, short: frozenset[str]
) -> Iterator[Candidate]:
    """Listed bodies in front of 长 and a person, by a `short` form that is theirs alone or one that the passage uses.

    A 财政部长 may be that of any country.
    """
    text = passage.text
    used = short | {hit.surface for hit in passage.hits}
    for end in {person.start - 1 for person in persons}:
        if end < 2 or text[end] != "长" or text[end - 1] not in _ENDS:
            continue
        for start in (end - size for size in _SIZES if size <= end):
            name = book.get(text[start:end])
            if name is None or name.type is not EntityType.ORGANIZATION or name.weak:
                continue
            before = passage.hit_over(start - 1, start) if start else None
            is_foreign = before is not None and before.name.level == "country"
            is_its_own = text[start:end] in used and start in passage.words.starting
            if is_its_own and not is_foreign:
                yield Candidate(start, end, EntityType.ORGANIZATION, 0.8)
            break
