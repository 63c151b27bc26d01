"""Pages whose figures are released, and the same read otherwise: for the tests of releases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from batches import Page

from warehouse.releases.comparison import compare_releases

PAGE = Page("inbox/a.txt")
OTHER = Page("inbox/b.txt", title="另一篇")


def read_otherwise(page: Page, **said: object) -> Page:
    """The same bytes, of which the first figure is read otherwise."""
    surface, value, unit, kind, period = page.figures[0]
    figure = (
        surface,
        said.get("value", value),
        said.get("unit", unit),
        kind,
        said.get("period", period),
    )
    return replace(page, figures=(figure, *page.figures[1:]))


def outcomes(home: Path, *names: str) -> dict[tuple[str, str | None], int]:
    """What became of the figures of a release; every one of them is counted once."""
    found = compare_releases(home, *(names or ("first",)))
    told = {kind: count for kind, count in found.counts.items() if kind[0] != "added"}
    assert sum(told.values()) == found.release.facts
    return found.counts
