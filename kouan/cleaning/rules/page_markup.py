"""The page around an article, told by the markup that stood around its lines: navigation, lists of links, asides, comments, footers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kouan.cleaning.frame.hinted import Hint, hinted, hints_of
from kouan.cleaning.frame.marks import CLOSING, Judged, Mark, Phrases, judged
from kouan.cleaning.frame.removal import proof_of, removable_around, shows_page
from kouan.cleaning.lines import Removable, whole_lines
from kouan.cleaning.rule import rule
from kouan.model.article import RemovedKind
from kouan.model.edits import Edits
from kouan.model.hints import WINDOW
from kouan.model.view import BatchView

#: A page has so many lines that are links or stand outside the article by their elements.
FEWEST_OUTSIDE = 3


@rule(
    "page_markup",
    kind=RemovedKind.NAVIGATION,
    takes_lines=True,
    keeps=["口岸旅客增长\n首页\n新闻\n体育\n记者在口岸看到，旅客排队有序。"],
)
def page_markup(view: BatchView) -> Edits:
    """Keep the article of an HTML page and delete what stands around it.

    As `page_frame`, with the hints that the markup left: a line inside nav, footer or aside, in an element whose class
    names comments or advertisements, or that is a link, is not the article's, unless such an element holds
    most of the page. The title of the browser's window goes where the page repeats it. A page that holds nothing else is no article: all of it goes. What the hints leave in doubt, the words and the place of the line decide.
    """
    if not len(view.hints):
        return Edits.none().watching(np.zeros(0, np.int64))
    phrases = view.knowledge.made(Phrases.of)
    filled = view.filled_lines
    entry = view.hints.of_lines(view.line_start[filled], view.line_stop[filled])
    hints_of_lines = hints_of(view.hints, entry)
    first, stop = view.filled_bounds
    removable: list[Removable] = []
    link = Mark.LINK
    for document in np.unique(view.line_document[filled[entry >= 0]]).tolist():
        part = slice(int(first[document]), int(stop[document]))
        places = filled[part].tolist()
        hints = hints_of_lines[part]
        lines = [view.lines[place].strip() for place in places]
        rows = hinted(judged(lines, phrases), lines, hints)
        if hints[0].place & WINDOW and any(row.mark is Mark.TITLE for row in rows):
            removable.append(Removable(places[0], places[0], RemovedKind.NAVIGATION, 0.95))
        outside = sum(proof_of(row) for row in rows if row.mark is link)
        if is_page_alone(rows, hints):
            removable += (
                Removable(place, place, row.kind or RemovedKind.NAVIGATION, 0.9)
                for place, row in zip(places, rows, strict=True)
            )
        elif outside >= FEWEST_OUTSIDE or shows_page(lines, rows):
            removable += removable_around(places, lines, rows)
    # lines that go bring no hints to a document that has none
    watched = np.unique(view.document_of(view.hints.start))
    return whole_lines(view, removable).watching(watched)


def is_page_alone(rows: Sequence[Judged], hints: Sequence[Hint]) -> bool:
    """Whether every line of a page is a link, stands around articles, closes the page, or names the browser's window."""
    return all(
        row.mark is Mark.LINK or row.mark in CLOSING or hint.place & WINDOW
        for row, hint in zip(rows, hints, strict=True)
    )
