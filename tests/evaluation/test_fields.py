"""Pages of statistics, transport, finance, health, education and the Taiwan press are read no worse than they were."""

from __future__ import annotations

from factories import FIELDS

from kouan.evaluation.floors import digest_of_labels, reached_by, read_floors, scores_of_road


def test_no_measure_of_other_fields_falls_below_its_floor() -> None:
    floors = read_floors(FIELDS)
    assert floors.labels == digest_of_labels(FIELDS), "the labels are others: raise the floors anew"
    scores = scores_of_road(FIELDS, FIELDS)
    assert len(scores.documents) == 12
    assert floors.shortfalls(reached_by(scores)) == {}
