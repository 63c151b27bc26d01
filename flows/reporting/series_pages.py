"""A reader of the warehouse in, the contents of the pages of series out; no HTML here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from flows.reporting.columns import columns, sparkline
from flows.reporting.wording import Language
from flows.series.words import (
    Saying,
    Told,
    coverage_of,
    covered_of,
    parts_of,
    remarks_of,
    source_said,
    title_of,
    told_of,
)
from warehouse.pages import ask
from warehouse.series.contradictions import doubts_of, figures_in, with_contradictions
from warehouse.series.reading import Wanted, find_series, has_series, points_of

if TYPE_CHECKING:
    from flows.reporting.pages import Content
    from warehouse.pages import Connection
    from warehouse.series.records import Point, Series, Statement

#: Series that get a page: those of most periods.
SERIES: Final = 60
#: Periods that make a series worth a chart.
LEAST: Final = 2
#: Points shown of one series, the last ones: beyond that a page is a list nobody walks through.
POINTS: Final = 400
#: Figures of a warehouse in which it is looked for what does not add up: every run does it, in a tenth of a second here.
WEIGHED: Final = 5_000
#: Sentences shown for one point.
SENTENCES: Final = 6


def series_page(series_id: str) -> str:
    """The name of a series' page, without language."""
    return f"series/{series_id[:16]}"


@dataclass(frozen=True, slots=True)
class Listed:
    """The series that get a page, how many there are, and by what one sees that a page is as it was."""

    series: tuple[Series, ...]
    total: int
    marks: Mapping[str, Mapping[str, Any]]
    #: Of the series whose figures do not add up with others: by which question, with which figure.
    doubts: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    def mark(self, series: Series, paged: frozenset[str]) -> tuple[str, ...]:
        """What the page of a series says: its rows, and which of its documents it can lead to."""
        row = self.marks[series.series_id]
        leads = (one for one in row["documents"] if one in paged)
        return (
            series.indicator,
            row["mark"],
            *leads,
            *map(" ".join, self.doubts.get(series.series_id, ())),
        )


def listed_series(db: Connection, limit: int = SERIES) -> Listed:
    """The series of most periods."""
    if not has_series(db):
        return Listed((), 0, {})
    found, total = find_series(db, Wanted(least=LEAST), limit, biggest=True)
    ids = [one.series_id for one in found]
    marks = {row["series_id"]: row for row in ask(db, "series_marks", series=ids)} if ids else {}
    doubts = doubts_of(db, ids) if figures_in(db) <= WEIGHED else {}
    return Listed(found, total, marks, doubts)


def listed_content(listed: Listed) -> Content:
    """What the list of series says, but for its words."""
    return {
        "series": [
            {
                "row": one,
                "page": series_page(one.series_id),
                "line": sparkline(listed.marks[one.series_id]["amounts"]),
                "doubts": dict.fromkeys(
                    question for question, _ in listed.doubts.get(one.series_id, ())
                ),
            }
            for one in listed.series
        ],
        "total_series": listed.total,
        "least": LEAST,
    }


def points_by_series(
    db: Connection, wanted: Sequence[Series], doubts: Mapping[str, Any]
) -> Mapping[str, tuple[Point, ...]]:
    """The points of the series whose pages have to be written, asked at once."""
    if not wanted:
        return {}
    points = points_of(db, [one.series_id for one in wanted])
    return with_contradictions(db, points) if doubts.keys() & points.keys() else points


def phrases(language: Language) -> Content:
    """What the list of series needs to say its rows in a language."""
    return {
        "saying": Saying(language),
        "title_of": title_of,
        "parts_of": parts_of,
        "covered_of": covered_of,
        "remarks_of": remarks_of,
    }


def in_words(series: Series, points: Sequence[Point], language: Language) -> Content:
    """What the page of one series says in a language: heading, chart, and each point with its sentences."""
    say = Saying(language)
    told = told_of(points, say)[-POINTS:]
    title = title_of(series)
    hrefs = [f"#o-{one.point.observation_id[:16]}" for one in told]
    return {
        "title": title,
        "parts": parts_of(series, say),
        "coverage": coverage_of(series, say),
        "chart": columns(title, told, hrefs, say) if told else "",
        "earlier": len(points) - len(told),
        "points": [{"told": one, "sentences": _sentences(one)} for one in told],
        "command": f"kouan series --series {series.series_id[:12]} --why",
        "saying": say,
        "source_said": source_said,
    }


def _sentences(told: Told) -> list[Content]:
    """The sentences behind a point, the figure marked in each: its own, or those of the two it was derived from."""
    figures: list[Statement] = list(told.point.figures)
    for source in told.point.taken_from:
        figures += source.figures[:1]
    found = [
        {"figure": one, "pieces": _pieces(one.sentence, one.surface), "role": one.role}
        for one in figures[:SENTENCES]
    ]
    if (held := told.point.held) and held.sentence:
        found.append(
            {"figure": None, "pieces": _pieces(held.sentence, held.surface), "role": "held"}
        )
    return found


def _pieces(sentence: str, surface: str | None) -> tuple[str, str, str]:
    """What stands before the figure, the figure, and what stands behind it."""
    before, figure, behind = sentence.partition(surface or "\0")
    return before, figure, behind
