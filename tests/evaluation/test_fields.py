"""Pages of statistics, transport, finance, health, education and the Taiwan press are read no worse than they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import FIELDS, UNSEEN

from kouan.evaluation.floors import digest_of_labels, reached_by, read_floors, scores_of_road


@pytest.mark.parametrize(
    ("folder", "pages"),
    [
        (FIELDS, 12),
        (UNSEEN / "open", 6),
        (UNSEEN / "kept", 6),
        pytest.param(UNSEEN / "second" / "open", 6, marks=pytest.mark.slow),
        (UNSEEN / "second" / "kept", 6),
        (UNSEEN / "third", 6),
        *(
            pytest.param(UNSEEN / name / half, pages, marks=pytest.mark.slow)
            for name, pages in (("fourth", 4), ("fifth", 6))
            for half in ("open", "kept")
        ),
        pytest.param(UNSEEN / "sixth", 10, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "seventh" / "open", 3, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "seventh" / "kept", 5, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "eighth" / "open", 8, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "eighth" / "kept", 8, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "ninth", 12, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "tenth" / "open", 8, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "tenth" / "kept", 4, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "eleventh", 6, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "twelfth" / "open", 4, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "twelfth" / "kept", 4, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "thirteenth" / "open", 5, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "thirteenth" / "kept", 5, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "fourteenth" / "open", 3, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "fourteenth" / "kept", 3, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "fifteenth" / "open", 3, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "fifteenth" / "kept", 3, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "sixteenth" / "open", 3, marks=pytest.mark.slow),
        pytest.param(UNSEEN / "sixteenth" / "kept", 3, marks=pytest.mark.slow),
    ],
    ids=lambda value: "-".join(value.parts[-2:]) if isinstance(value, Path) else "",
)
def test_no_measure_of_other_fields_falls_below_its_floor(folder: Path, pages: int) -> None:
    floors = read_floors(folder)
    assert floors.labels == digest_of_labels(folder), "the labels are others: raise the floors anew"
    scores = scores_of_road(folder, folder)
    assert len(scores.documents) == pages
    assert floors.shortfalls(reached_by(scores)) == {}
