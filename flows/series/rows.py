"""A series and its points in, rows for --json, CSV and Parquet out: exact values beside the words of the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from flows.series.words import Saying, Told, coverage_of, parts_of, title_of
from warehouse.series.records import Series, Statement

#: Columns of a series that its rows repeat, so that each can be read alone.
_OF_SERIES: Final = (
    "series_id", "indicator_id", "indicator", "subject", "place", "partner", "dimensions", "measure",
    "unit_base", "price_basis", "grain", "span",
)  # fmt: skip
_OF_POINT: Final = (
    "observation_id", "period_start", "period_end", "vintage", "revision", "state", "value", "value_low",
    "value_high", "bound", "resolution", "metric_id", "fact_key", "statements", "reprints", "published_at",
    "flags",
)  # fmt: skip


def point_row(series: Series, told: Told, *, figures: bool = False) -> dict[str, Any]:
    """One point with all its columns; with `figures` every figure that belongs to it."""
    point = told.point
    shown = point.shown
    row: dict[str, Any] = {name: getattr(series, name) for name in _OF_SERIES}
    row |= {"period": told.period, "amount": told.amount, "interval": told.interval}
    row |= {name: getattr(point, name) for name in _OF_POINT}
    row |= {
        "publisher": shown.publisher if shown else None,
        "tier": shown.tier if shown else None,
        "surface": shown.surface if shown else None,
        "sentence": shown.sentence if shown else point.held.sentence if point.held else None,
        "title": shown.title if shown else None,
        "location": shown.location if shown else point.held.location if point.held else None,
        "derived_from": tuple(one.observation_id for one in point.taken_from),
        "notes": told.notes,
    }
    if figures:
        stated = (*point.figures, *(one for part in point.taken_from for one in part.figures))
        row["figures"] = [_figure(one) for one in stated]
    return row


def _figure(figure: Statement) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in Statement.__slots__}


def series_rows(found: Sequence[Series], say: Saying) -> list[dict[str, Any]]:
    """A row for each series, as a list of them shows it."""
    return [
        {
            "series_id": one.series_id,
            "series": title_of(one),
            "parts": parts_of(one, say),
            **{name: getattr(one, name) for name in _OF_SERIES[1:]},
            "coverage": coverage_of(one, say),
            **{
                name: getattr(one, name)
                for name in ("periods", "first", "last", "derived", "gaps", "revised", "doubtful")
            },
        }
        for one in found
    ]
