"""Our measures against those of the label set's own scorer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from factories import GOLD
from perturbed import Labels, prediction_sets, with_options

from kouan.evaluation.scoring import GoldError, read_predictions, score

#: What the original scorer printed for these predictions; see `test_the_original_scorer_says_the_same_today`.
EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "expected_scores.json").read_text("utf-8")
)


def labels() -> dict[str, Labels]:
    return {path.name: json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))}


def gold_for(name: str) -> dict[str, Labels]:
    return with_options(labels()) if name == "optional labels" else labels()


def written(folder: Path, documents: dict[str, Labels]) -> Path:
    folder.mkdir()
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return folder


def by_doc(documents: dict[str, Labels]) -> dict[str, Labels]:
    return {document["doc"]: document for document in documents.values()}


SETS = prediction_sets(labels())


@pytest.mark.parametrize("name", SETS)
def test_scores_are_those_of_the_original_to_the_last_digit(name: str, tmp_path: Path) -> None:
    gold = written(tmp_path / "gold", gold_for(name))
    assert score(gold, by_doc(SETS[name])).summary() == EXPECTED[name]


def test_the_expected_scores_cover_every_set_and_differ_from_each_other() -> None:
    assert set(EXPECTED) == set(SETS)
    assert len({json.dumps(scores) for scores in EXPECTED.values()}) >= len(EXPECTED) - 1


@pytest.mark.parametrize("name", SETS)
def test_the_original_scorer_says_the_same_today(name: str, tmp_path: Path) -> None:
    scorer = os.environ.get("KOUAN_GOLD_SCORER")
    if not scorer:
        pytest.skip("KOUAN_GOLD_SCORER does not name the label set's own score.py")
    gold = written(tmp_path / "gold", gold_for(name))
    predictions = written(tmp_path / "predicted", SETS[name])
    out = tmp_path / "scores.json"
    subprocess.run(
        [sys.executable, scorer, predictions, "--gold", gold, "--json", out],
        check=True,
        capture_output=True,
        timeout=240,
    )
    ours = score(gold, read_predictions(predictions)).summary()
    assert ours == json.loads(out.read_text("utf-8"))


def test_predictions_are_paired_by_document_whatever_their_file_is_called(tmp_path: Path) -> None:
    renamed = {f"other-{name}": document for name, document in labels().items()}
    predictions = written(tmp_path / "predicted", renamed)
    (predictions / "notes.json").write_text("[1, 2", "utf-8")
    scores = score(GOLD, read_predictions(predictions))
    assert [one.body_similarity for one in scores.documents] == [1.0] * 5
    assert scores.counts("met_full").f1 == 1.0


def test_scores_of_each_document_add_up_to_the_whole() -> None:
    scores = score(GOLD, by_doc(SETS["marked noise, seed 1"]))
    assert (
        sum(one.counts["ent_strict"].gold for one in scores.documents) == 244
    )  # distinct surfaces by type
    assert scores.counts("ent_strict").found == sum(
        one.counts["ent_strict"].found for one in scores.documents
    )


def test_a_folder_without_labels_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no labels"):
        score(tmp_path, {})
    (tmp_path / "a.json").write_text('{"title": "口岸"}', "utf-8")
    with pytest.raises(GoldError, match=r"a\.json: is no labelled document"):
        score(tmp_path, {})
