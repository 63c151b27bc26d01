"""Knowledge in, the approved lines of each source, ready to be looked up, out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

from kouan.model.knowledge import Knowledge, Template
from kouan.model.line_shape import line_shape, plain_line
from kouan.model.template import matched

#: Figures of another page may be longer: a line with any figures may be so much longer than its template.
LONGER = 24


@dataclass(frozen=True)
class Frame:
    """The approved lines of one source: those to be met to the character, and those by their shape."""

    same: Mapping[str, Template]
    shapes: Mapping[str, Template]
    #: No line of more signs is one of them, blanks inside not counted.
    longest: int

    @classmethod
    def of(cls, templates: Collection[Template]) -> Self:
        """The templates of one source as a frame."""
        return cls(
            {matched(one): one for one in templates if one.figures == "same"},
            {matched(one): one for one in templates if one.figures == "any"},
            max((len(one.line) for one in templates), default=0) + LONGER,
        )

    @property
    def templates(self) -> tuple[Template, ...]:
        """All of them."""
        return (*self.same.values(), *self.shapes.values())

    def template_of(self, line: str) -> Template | None:
        """The template that a line is; None where it is none.

        >>> Frame({"更多精彩内容": Template("a", "b", "更多精彩内容", "other")}, {}, 6).template_of(" 更多精彩内容").name
        'a'
        """
        plain = plain_line(line)
        if (found := self.same.get(plain)) is not None or not self.shapes:
            return found
        return self.shapes.get(line_shape(plain))

    def name_of(self, line: str) -> str:
        """The name of that template; empty where the line is none."""
        found = self.template_of(line)
        return found.name if found else ""


def frames_of(knowledge: Knowledge) -> Mapping[str, Frame]:
    """The frame of each source that has one."""
    by_source: dict[str, list[Template]] = {}
    for template in knowledge.templates:
        by_source.setdefault(template.source, []).append(template)
    return {source: Frame.of(templates) for source, templates in by_source.items()}
