"""What is said of a line of a page frame, before and after a person decided about it: as found, evidence, proposal, decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from kouan.model.knowledge import Template, digest_of
from kouan.model.line_shape import line_shape, plain_line

Place = Literal["head", "foot"]
Decision = Literal["approved", "rejected"]

#: The rule whose removals a template decides.
RULE: Final = "template"


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A line of a frame by its digest; `pages` are the documents that have it, by their numbers, copies included."""

    digest: int
    place: Place
    pages: tuple[int, ...]
    stories: int
    share: float
    #: Most of the pages have a line of their own, no sentence, between the rim and their prose: their title, so this is none.
    is_beside_titles: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a line is held to be of the frame of its source's pages."""

    place: Place
    #: Documents of the source that have it, and the different stories among them: reprints of one count once.
    documents: int
    stories: int
    #: Share of the stories of the source that have it.
    share: float
    first_seen: date | None = None
    last_seen: date | None = None
    #: The line as some of the documents have it.
    examples: tuple[str, ...] = ()
    #: One of the documents.
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line that would be taken out of the documents of a source, with its evidence."""

    template: Template
    evidence: Evidence

    @property
    def template_id(self) -> str:
        """What names it, whatever it is called."""
        return template_id(self.template)


@dataclass(frozen=True, slots=True)
class DecidedTemplate(Proposal):
    """A proposal with what a person decided about it."""

    decision: Decision
    decided_by: str
    decided_at: datetime


def template_id(template: Template) -> str:
    """Digest of source and line, figures folded where other ones may stand: the same on every machine."""
    return digest_of("template", template.source, template.figures, matched(template))


def matched(template: Template) -> str:
    """What a line must be equal to: the template's line, or its shape where figures may differ."""
    return line_shape(template.line) if template.figures == "any" else plain_line(template.line)
