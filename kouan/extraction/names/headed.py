"""Persons of a passage in, the bodies that run together with the word for their post out: 卫福部 of 卫福部长薛瑞元."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kouan.extraction.names.listed import NameBook
from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Bodies whose last character opens the post too: 交通部 + 部长, 健保署 + 署长.
_ENDS: Final = frozenset("部署局处院会")
#: 旅游局 + 局长: a body that is named nowhere else whole, where its clause begins with it and a person leads it.
_LED: Final = Expression(
    r"(?:(?<=[，。；：、“「（\n\s])|^)(?P<body>(?![省市县区州]|该|本|原|各|时任|现任|前|有关|当地|同)(?:(?![的和与及在为由让请是对向从据经])[\u4e00-\u9fff]){2,10}?(?P<head>[局署厅处]))"
    r"(?:代理)?(?:常务)?副?(?P=head)长$"
)
#: So far in front of a name its post begins.
_REACH: Final = 20
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
    starts = {person.start for person in persons}
    for start in starts:
        led = _LED.search(text, max(0, start - _REACH), start)
        if led is not None and not any(
            hit.start <= led.start("body") < hit.end or hit.end == led.end("body")
            for hit in passage.hits
            if hit.name.level or hit.name.type is EntityType.ORGANIZATION
        ):
            yield Candidate(*led.span("body"), EntityType.ORGANIZATION, 0.75)
    for end in {start - 1 for start in starts}:
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
