"""The columns of figures are told apart, each as a share of the figures found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.cli import main
from kouan.evaluation.figures import Miss, column_counts, misses
from kouan.evaluation.scoring import score_document

FIGURE: dict[str, Any] = {
    "sentence": "2019年拱北口岸旅客达25万人次。",
    "surface": "25万人次",
    "value": 250000,
    "unit": "人次",
    "bound": "exact",
    "kind": "level",
    "subject": "拱北口岸",
    "period": "2019",
}
ALL = {"met_kind", "met_bound", "met_subject", "met_period"}


def labels(*figures: dict[str, Any]) -> dict[str, Any]:
    return {"doc": "a.txt", "metrics": list(figures)}


def test_labels_agree_with_themselves_in_every_column() -> None:
    counts = column_counts(labels(FIGURE), labels(FIGURE))
    assert {measure: (one.found, one.gold) for measure, one in counts.items()} == dict.fromkeys(
        ALL, (1, 1)
    )
    assert list(misses(labels(FIGURE), labels(FIGURE))) == []


@pytest.mark.parametrize(
    ("column", "read"),
    [("kind", "rate"), ("bound", "over"), ("subject", "横琴口岸"), ("period", None)],
)
def test_each_column_misses_alone_and_the_miss_says_what_was_read(
    column: str, read: str | None
) -> None:
    predicted = labels({**FIGURE, column: read})
    counts = column_counts(labels(FIGURE), predicted)
    assert {measure for measure, one in counts.items() if not one.found} == {f"met_{column}"}
    assert list(misses(labels(FIGURE), predicted)) == [
        Miss("a.txt", "25万人次", column, FIGURE[column], read, FIGURE["sentence"])
    ]


def test_a_figure_that_was_not_found_is_no_miss_of_its_columns() -> None:
    other = {**FIGURE, "surface": "6万人次", "value": 60000}
    counts = column_counts(labels(FIGURE, other), labels({**FIGURE, "kind": "rate"}))
    assert {one.gold for one in counts.values()} == {1}
    scores = score_document(labels(FIGURE, other), labels({**FIGURE, "kind": "rate"}))
    assert (scores.counts["met_surface"].found, scores.counts["met_surface"].gold) == (1, 2)


def test_an_other_accepted_period_and_a_part_of_the_subject_agree() -> None:
    gold = labels({**FIGURE, "period": None, "period_alt": ["2019"], "subject": "珠海拱北口岸"})
    counts = column_counts(gold, labels(FIGURE))
    assert all(one.found for one in counts.values())


@pytest.mark.slow
def test_the_command_lists_what_is_read_otherwise_than_its_label_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, figure in (("gold", FIGURE), ("read", {**FIGURE, "kind": "rate"})):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.json").write_text(
            json.dumps(labels(figure), ensure_ascii=False), "utf-8"
        )
    command = ["score", str(tmp_path / "gold"), str(tmp_path / "read")]
    for options in (["--misses"], ["--misses", "--json"]):
        with pytest.raises(SystemExit) as ended:
            main([*command, *options])
        assert ended.value.code == 0
    table, _, told = capsys.readouterr().out.partition("{")
    (row,) = [line for line in table.split("\n") if line.startswith("a.txt")]
    assert row.split()[1:5] == ["25万人次", "kind", "level", "rate"]
    (miss,) = json.loads("{" + told)["misses"]
    assert (miss["column"], miss["label"], miss["read"]) == ("kind", "level", "rate")
