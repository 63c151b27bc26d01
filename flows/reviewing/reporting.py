"""Verdicts and a warehouse in; the precision of each draw, stratum by stratum and over all, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from flows.reviewing.files import latest
from flows.reviewing.precision import (
    MARGIN,
    Counts,
    Precision,
    covered,
    needed,
    needed_overall,
    opinion,
    overall,
    precision,
    summed,
)
from warehouse.connection import reader
from warehouse.records import ReviewRecord
from warehouse.reviewing.judgments import Standing, standing

#: What the line over all strata is called.
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Line:
    """One stratum, or all of a draw (`stratum` is "all"); `outdated` rows read otherwise now or are gone."""

    table: str
    column: str | None
    by: str | None
    stratum: str
    counts: Counts
    outdated: int
    found: Precision
    needs: int


@dataclass(frozen=True, slots=True)
class Draw:
    """What was judged of one table and column in one way of drawing."""

    lines: list[Line] = field(default_factory=list)
    #: The share of rows that lie in strata of which some were judged.
    covered: float = 1.0
    #: Rows that several persons judged, and how many of them alike.
    shared: int = 0
    alike: int = 0


def draws(home: Path, reviews: Iterable[ReviewRecord], margin: float = MARGIN) -> list[Draw]:
    """Every draw of which verdicts are there; rows that were picked by hand show no precision and are left out.

    Raises:
        NoWarehouseError: nothing has been published yet.
    """
    apart: dict[tuple[str, str, str], list[ReviewRecord]] = {}
    for one in latest(reviews):
        if one.seed is not None:
            key = (one.table_name, one.column_name or "", groups_said(one.stratum))
            apart.setdefault(key, []).append(one)
    with closing(reader(home)) as connection:
        return [
            draw_of(
                (table, column or None, by or None),
                some,
                standing(
                    connection,
                    table,
                    [name for name in by.split(",") if name],
                    column or None,
                    [one.row_id for one in some],
                ),
                margin,
            )
            for (table, column, by), some in sorted(apart.items())
        ]


def groups_said(stratum: str | None) -> str:
    """By which groups a stratum was drawn; empty where all rows were one.

    >>> groups_said("source,kind=海关总署 · level"), groups_said(None)
    ('source,kind', '')
    """
    return (stratum or "").partition("=")[0]


def draw_of(
    name: tuple[str, str | None, str | None],
    reviews: Sequence[ReviewRecord],
    today: Standing,
    margin: float,
) -> Draw:
    """What the verdicts of one draw show, by its table, column and groups, as the rows stand today."""
    said: dict[str, list[str]] = {}
    strata: dict[str, str | None] = {}
    outdated: Counter[str | None] = Counter()
    seen: set[str] = set()
    for one in reviews:
        if today.counts(one):
            said.setdefault(one.row_id, []).append(one.verdict)
            strata[one.row_id] = today.strata.get(one.row_id, one.stratum)
        elif one.row_id not in seen:
            seen.add(one.row_id)
            outdated[today.strata.get(one.row_id, one.stratum)] += 1
    told: dict[str | None, Counter[str]] = {}
    for row_id, verdicts in said.items():
        told.setdefault(strata[row_id], Counter())[opinion(verdicts)] += 1
    # a judged row that a correction has dropped is one of its stratum still
    dropped = Counter(stratum for row_id, stratum in strata.items() if row_id not in today.strata)
    counts = {
        stratum: _counts(
            today.sizes.get(stratum, 0) + dropped[stratum], told.get(stratum, Counter())
        )
        for stratum in {**today.sizes, **dropped}
    }
    lines = [
        Line(
            *name,
            (stratum or "").partition("=")[2],
            one,
            outdated[stratum],
            precision(one),
            needed(one, margin),
        )
        for stratum, one in sorted(counts.items(), key=lambda item: (-item[1].rows, item[0] or ""))
        if name[2] is not None
    ]
    parts = list(counts.values())
    total = summed(parts)
    several = [verdicts for verdicts in said.values() if len(verdicts) > 1]
    lines.append(
        Line(
            *name,
            ALL,
            total,
            sum(outdated.values()),
            overall(parts),
            needed_overall(parts, margin),
        )
    )
    alike = sum(len(set(verdicts)) == 1 for verdicts in several)
    return Draw(lines, covered(parts), len(several), alike)


def _counts(rows: int, said: Counter[str]) -> Counts:
    return Counts(rows, said["right"], said["wrong"], said["unsure"], said["disputed"])


def rows_of(found: Iterable[Draw]) -> list[dict[str, Any]]:
    """The lines as rows with plain numbers."""
    return [
        {
            "table": line.table,
            "column": line.column,
            "by": line.by,
            "stratum": line.stratum,
            "rows": line.counts.rows,
            "right": int(line.counts.right),
            "wrong": int(line.counts.wrong),
            "unsure": line.counts.unsure,
            "disputed": line.counts.disputed,
            "outdated": line.outdated,
            "precision": line.found.share,
            "low": line.found.low if line.found.share is not None else None,
            "high": line.found.high if line.found.share is not None else None,
            "needs": line.needs,
        }
        for draw in found
        for line in draw.lines
    ]
