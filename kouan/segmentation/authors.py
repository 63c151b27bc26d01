"""The lines of a story and what the page says of itself in, the names of its authors out, and which lines are nothing but that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from kouan.model.article import Role
from kouan.model.knowledge import Knowledge
from kouan.segmentation.bylines import (
    OPENS,
    byline_names,
    closing_names,
    in_fields,
    opening_names,
)
from kouan.segmentation.credited import credited
from kouan.segmentation.lines import SHORT, Line, fact_lines
from kouan.segmentation.metadata import Metadata, stated_authors
from kouan.segmentation.persons import names_alone

#: A line among so many at either end of an article may say who wrote it.
RIM: Final = 5
#: A name stands alone among the first so many.
HEAD: Final = 3
#: 茉莉：我是怎样当上关员的 above a line that is 茉莉.
LONGEST_PEN_NAME: Final = 4


def authors_of(
    title: str | None,
    lines: Sequence[Line],
    roles: Sequence[Role],
    paragraphs: Sequence[int],
    metadata: Metadata,
    knowledge: Knowledge,
    *,
    below: int | None = None,
) -> tuple[tuple[str, ...], frozenset[int]]:
    """The authors of a story, and which of its lines name them and say nothing else.

    Names stand in bylines, in the brackets that open and close the story, in lines of credit near its rims, alone under
    the title (`below` is the line there), and in lines that were taken out. Who posted or copied it is its author only where nobody else is.
    """
    count = len(lines)
    names = [
        name
        for line, role in zip(lines, roles, strict=True)
        if role is Role.BYLINE
        for name in byline_names(line.text, knowledge) or ()
    ]
    posted: list[str] = []
    for number in sorted({*range(min(RIM, count)), *range(max(0, count - RIM), count)}):
        text = lines[number].text
        if len(text) <= SHORT:
            found = credited(text)
            (names if all(map(_is_written, found)) else posted).extend(found)
            # a short line of the body has been asked, and is no byline
            if not found and roles[number] is not Role.BODY:
                names += byline_names(text, knowledge) or in_fields(text, knowledge)
            names += closing_names(text, knowledge) if text.startswith(tuple(OPENS)) else ()
    # a page whose menu was left has other lines above its first paragraph, and below its last
    body = [number for number, role in enumerate(roles) if role is Role.BODY]
    for number in sorted({*body[:1], *paragraphs[:1]}):
        names += opening_names(lines[number].text, knowledge)
    for number in sorted({*body[-1:], *paragraphs[-1:]}):
        names += closing_names(lines[number].text, knowledge)
    names += [name for line in metadata.below for name in closing_names(line, knowledge)]
    told: set[int] = set()
    head = fact_lines(count, paragraphs, HEAD, HEAD)
    if below is not None and below < min([*paragraphs[:1], count]):
        head = sorted({*head, below})
    if not names:
        number, found = _alone(title, lines, head, metadata, knowledge)
        names += found
        told |= {number} if found else set()
    names += [name for name in metadata.authors if not names or _is_written(name)]
    names = names or posted or [*stated_authors(metadata, [line.text for line in lines], knowledge)]
    told |= {number for number in head if lines[number].text in names}
    return tuple(dict.fromkeys(names)), frozenset(told)


def _is_written(name: str) -> bool:
    """Chinese characters: a name, not what a user calls himself."""
    return all("\u3400" <= sign <= "\u9fff" or sign == "·" for sign in name)


def _alone(
    title: str | None,
    lines: Sequence[Line],
    head: Sequence[int],
    metadata: Metadata,
    knowledge: Knowledge,
) -> tuple[int, tuple[str, ...]]:
    """A line above the first paragraph that is nothing but names, or that a title names as who speaks."""
    if metadata.authors:
        return 0, ()
    titles: Collection[str] = (title or "", *metadata.shown)
    for number in head:
        text = lines[number].text
        if number and lines[number - 1].text.endswith(("：", ":")):
            continue  # 主任委员： above a name calls him something else
        if number + 1 < len(lines) and (found := names_alone(text, knowledge)):
            return number, found
        if (
            2 <= len(text) <= LONGEST_PEN_NAME
            and text.isalnum()
            and any(one.startswith((f"{text}：", f"{text}:")) for one in titles)
        ):
            return number, (text,)
    return 0, ()
