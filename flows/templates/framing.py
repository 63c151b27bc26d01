"""What comparison knows of page frames in, what the warehouse asks of it out: lines to be proposed as templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from flows.templates.records import record_of
from kouan.cleaning.frame.marks import DATE, Phrases
from kouan.cleaning.templates import read_templates
from kouan.comparison.frames import Pages, frame_lines
from kouan.model.article import RemovedKind
from kouan.model.knowledge import Knowledge, Template
from kouan.model.line_shape import IS_SENTENCE, line_digest, line_shape, plain_line
from kouan.model.template import Evidence, FrameLine, Proposal, template_id
from warehouse.publishing.templates import Wording
from warehouse.records import TemplateRecord

#: Words of notices on rights, whatever else the line says.
RIGHTS: Final = re.compile(r"版权|转载|侵权|免责|声明|授权|[Cc]opyright|©|不代表|不承担")
#: So many examples stand beside a proposal.
EXAMPLES: Final = 3
#: A line that is the title of so many of the documents looked at is the name of a series.
TITLES: Final = 0.5
#: The title of a series does not stand on so many of a source's pages.
MOST_PAGES: Final = 0.5
#: The lines of one source that recur are seldom an article's: `LEAST_SHARE` and `MOSTLY` of comparison see to that.
CONFIDENCE: Final = 0.95


class Frames:
    """Finds the lines that frame a source's articles; see `kouan.comparison.frames` and `warehouse.publishing.templates.Framing`."""

    def __init__(self, project: Path, knowledge: Knowledge, fewest: int) -> None:
        """Read what was decided in the project.

        Raises:
            TemplateError: a file of the project cannot be used.
        """
        decided = read_templates(project / "templates")
        self.decided = [record_of(one) for one in decided]
        self.fewest = fewest
        # a line that was decided about is not proposed again, whichever of its figures were seen since
        self._known = {(one.template.source, line_shape(one.template.line)) for one in decided}
        self._kind = _kinds(knowledge)

    def lines(self, pages: Sequence[Sequence[int]], stories: Sequence[str]) -> list[FrameLine]:
        """The lines that frame the articles of these pages, those with the most stories first."""
        return frame_lines(Pages.of(pages, stories), self.fewest)

    def digest(self, line: str) -> int:
        """The digest of a line of text."""
        return line_digest(line)

    def is_sentence(self, digest: int) -> bool:
        """Whether the line reads as a sentence."""
        return bool(digest & IS_SENTENCE)

    def is_amid(self, page: Sequence[int], digest: int) -> bool:
        """Whether the line stands between other sentences of a page."""
        at = list(page).index(digest)
        before, behind = page[:at], page[at + 1 :]
        return all(any(self.is_sentence(one) for one in side) for side in (before, behind))

    def proposal(self, site: str, found: FrameLine, wording: Wording) -> TemplateRecord | None:
        """The row of a line that is to be proposed.

        None for the title of a series, for a sentence whose figures differ (it is news), and for what was decided. A
        line at the head of a page may be taken for its title; it is one where the page has no other, and on a part of
        the source's pages alone.
        """
        texts = [plain_line(text) for text in wording.texts]
        differ = len(set(texts)) > 1
        is_of_all = found.is_beside_titles and found.share >= MOST_PAGES
        is_title = wording.titles >= TITLES * len(texts) and not is_of_all
        if is_title or (differ and self.is_sentence(found.digest)):
            return None
        if (site, line_shape(texts[0])) in self._known:
            return None
        template = Template(
            "",
            site,
            texts[-1],
            self._kind(texts[-1], found.place),
            "any" if differ else "same",
            CONFIDENCE,
        )
        evidence = Evidence(
            found.place,
            len(found.pages),
            found.stories,
            round(found.share, 4),
            wording.first_seen,
            wording.last_seen,
            tuple(dict.fromkeys(texts))[:EXAMPLES],
            wording.document_id,
        )
        # a name that no other line has
        name = f"{found.place}-{template_id(template)[:8]}"
        return record_of(Proposal(replace(template, name=name), evidence))


def _kinds(knowledge: Knowledge) -> Callable[[str, str], str]:
    """What a line of a frame is removed as: by its words where these say it, else by its place."""
    phrases = Phrases.of(knowledge)

    def kind_of(line: str, place: str) -> str:
        for finds, _, kind, _ in phrases.finders:
            if finds(line):
                return kind
        if RIGHTS.search(line):
            return RemovedKind.COPYRIGHT_NOTICE
        if DATE.search(line):
            return RemovedKind.OTHER  # whose date it is nobody has said
        return RemovedKind.NAVIGATION if place == "head" else RemovedKind.AD_FOOTER

    return kind_of
