"""Lines that the pages of one source share, as a person has approved them: its menus, notices and calls to subscribe."""

from __future__ import annotations

import numpy as np

from kouan.cleaning.lines import Removable, each_line
from kouan.cleaning.rule import rule
from kouan.cleaning.templates.frames import frames_of
from kouan.model.article import RemovedKind
from kouan.model.edits import Edits
from kouan.model.view import BatchView

#: Blanks that may stand around a line and inside it.
MARGIN = 16


@rule(
    "template",
    kind=RemovedKind.OTHER,
    takes_lines=True,
    within_lines=True,
    by_places=True,
    keeps=["更多精彩内容请关注某某网", "口岸客流创新高。"],
)
def template(view: BatchView) -> Edits:
    """Delete the lines that an approved template of the document's own source names, each whole and by itself.

    A line is compared as it reads when all other faults are mended; where the template says so, other figures and
    dates may stand in it. Without templates, or for a source that has none, nothing is looked at.
    """
    frames = view.knowledge.made(frames_of)
    if not frames or not view.sites:
        return Edits.none()
    homes = [number for number, site in enumerate(view.sites) if site in frames]
    if not homes:
        return Edits.none()
    first, stop = view.line_bounds
    found: list[Removable] = []
    for home in homes:
        frame = frames[view.sites[home]]
        lines = np.arange(first[home], stop[home])
        length = view.line_length[lines]
        for line in lines[(length > 0) & (length <= frame.longest + MARGIN)].tolist():
            if (one := frame.template_of(view.lines[line])) is not None:
                found.append(Removable(line, line, one.kind, one.confidence))
    return each_line(view, found)
