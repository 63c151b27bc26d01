"""Repairs are matched by kind and overlapping raw place, and their places in the labels are those of their words."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from factories import GOLD, SEEDS

from kouan.evaluation.floors import scores_of_road
from kouan.evaluation.places import main, placed
from kouan.evaluation.repairing import REPAIRS, TOTAL, repair_counts
from kouan.evaluation.scoring import GoldError, score
from kouan.model.article import RepairKind

GLOSS, WIDTH, MOJIBAKE = (
    RepairKind.PINYIN_ANNOTATION,
    RepairKind.PUNCTUATION_WIDTH,
    RepairKind.MOJIBAKE,
)


def record(kind: str, *places: tuple[int, int]) -> dict[str, Any]:
    return {
        "kind": kind,
        "before": "",
        "count": len(places),
        "places": [list(one) for one in places],
    }


def told(*repairs: dict[str, Any], removed: tuple[tuple[int, int], ...] = ()) -> dict[str, Any]:
    gone = [{"kind": "other", "text": "…", "start": start, "end": end} for start, end in removed]
    return {"repairs": list(repairs), "removed": gone}


def counts_of(gold: dict[str, Any], predicted: dict[str, Any], kind: str = "") -> tuple[float, ...]:
    counts = repair_counts(gold, predicted)[f"{TOTAL}_{kind}" if kind else TOTAL]
    return counts.found, counts.gold, counts.predicted


def test_a_repair_is_found_where_kind_and_place_agree() -> None:
    gold = told(record(GLOSS, (0, 8), (20, 28)), record(WIDTH, (40, 41)))
    predicted = told(
        record(GLOSS, (3, 8), (60, 65)), record(WIDTH, (41, 42)), record(GLOSS, (40, 41))
    )
    assert counts_of(gold, predicted, GLOSS) == (1, 2, 3)
    assert counts_of(gold, predicted, WIDTH) == (0, 1, 1)
    assert counts_of(gold, predicted) == (1, 3, 4)


def test_each_repair_is_matched_once() -> None:
    gold = told(record(GLOSS, (0, 10), (12, 20)))
    assert counts_of(gold, told(record(GLOSS, (0, 4), (5, 9), (12, 20)))) == (2, 2, 3)
    assert counts_of(gold, told(record(GLOSS, (0, 20)))) == (1, 2, 1)


def test_repairs_in_removed_text_and_in_a_run_of_mojibake_do_not_count() -> None:
    gold = told(record(MOJIBAKE, (100, 150)), record(WIDTH, (300, 301)), removed=((200, 260),))
    predicted = told(
        record(GLOSS, (140, 148), (210, 216)), record(WIDTH, (259, 261), (300, 301), (400, 401))
    )
    assert counts_of(gold, predicted, GLOSS) == (0, 0, 0)
    assert counts_of(gold, predicted, WIDTH) == (1, 1, 2)
    # a run may be mended in pieces; elsewhere each piece is an alarm
    pieces = told(record(MOJIBAKE, (100, 120), (120, 150), (500, 510)))
    assert counts_of(gold, pieces, MOJIBAKE) == (1, 1, 2)


def test_a_record_without_places_states_nothing() -> None:
    gold = told(record(GLOSS, (0, 8)))
    for places in (None, 3, [3], [[1]], [["a", "b"]]):
        stated = {"repairs": [{"kind": GLOSS, "before": "x", "count": 1, "places": places}]}
        assert counts_of(gold, stated) == (0, 1, 0)
    assert counts_of(gold, {}) == (0, 1, 0)


def test_the_labels_agree_with_themselves_and_hold_590_repairs() -> None:
    predictions = {path.name: json.loads(path.read_text("utf-8")) for path in GOLD.glob("*.json")}
    rows = score(GOLD, {one["doc"]: one for one in predictions.values()}).repairs()
    assert all((row["p"], row["r"]) == (1, 1) for row in rows.values())
    assert rows[TOTAL]["gold"] == 590
    assert set(rows) <= set(REPAIRS)


def test_glosses_and_marks_of_the_seeds_are_found_and_every_join_and_the_stray_word() -> None:
    rows = scores_of_road(GOLD, SEEDS).repairs()
    for kind in (GLOSS, WIDTH):
        row = rows[f"{TOTAL}_{kind}"]
        assert min(row["p"], row["r"]) >= 0.98, (kind, row)
    for kind, number in ((RepairKind.BROKEN_PARAGRAPH, 3), (RepairKind.STRAY_WORD, 1)):
        row = rows[f"{TOTAL}_{kind}"]
        assert (row["gold"], row["r"], row["p"]) == (number, 1, 1)


def test_the_places_in_the_labels_are_those_of_their_words() -> None:
    assert main(["--gold", str(GOLD), "--raw", str(SEEDS), "--check"]) == 0
    for path in GOLD.glob("*.json"):
        labels = json.loads(path.read_text("utf-8"))
        raw = (SEEDS / labels["doc"]).read_bytes()
        for one in labels["repairs"]:
            assert [raw[start:end].decode() for start, end in one["places"]] == [
                one["before"]
            ] * one["count"]
        for one in labels["removed"]:
            assert raw[one["start"] : one["end"]].decode() == one["text"]


def test_places_are_written_anew_and_a_wrong_count_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in GOLD.glob("*.json"):
        shutil.copy(path, tmp_path)
    labels = json.loads((tmp_path / "004.json").read_text("utf-8"))
    for one in labels["repairs"]:
        del one["places"]
        one.pop("breaks", None)
    (tmp_path / "004.json").write_text(json.dumps(labels), "utf-8")
    arguments = ["--gold", str(tmp_path), "--raw", str(SEEDS)]
    assert main([*arguments, "--check"]) == 1
    assert main(arguments) == 0
    assert (tmp_path / "004.json").read_bytes() == (GOLD / "004.json").read_bytes()
    labels["repairs"][-1]["count"] += 1
    (tmp_path / "004.json").write_text(json.dumps(labels), "utf-8")
    assert main(arguments) == 1
    assert (
        "is said to be made 2 times, but the kept text holds it 1 times" in capsys.readouterr().err
    )


def test_words_inside_a_longer_record_belong_to_it() -> None:
    raw = "甲,乙P(guān)丙,广告,丁广告,丁"
    labels = {
        "removed": [{"kind": "duplicate_block", "text": "广告,丁"}],
        "repairs": [
            {"kind": "punctuation_width", "before": ",", "count": 3},
            {"kind": "mojibake", "before": "乙P(guān)", "count": 1},
            {"kind": "pinyin_annotation", "before": "(guān)", "count": 0},
        ],
    }
    found = placed(copy.deepcopy(labels), raw, Path("a.json"))
    commas, run, gloss = (one["places"] for one in found["repairs"])
    assert [raw.encode()[start:end].decode() for start, end in [*commas, *run]] == [
        ",",
        ",",
        ",",
        "乙P(guān)",
    ]
    assert gloss == []
    assert (found["removed"][0]["start"], found["removed"][0]["end"]) == (
        len(raw[: raw.rindex("广告")].encode()), len(raw.encode())
    )  # fmt: skip
    labels["removed"][0]["text"] = "没有"
    with pytest.raises(GoldError, match="does not hold the removed"):
        placed(labels, raw, Path("a.json"))
