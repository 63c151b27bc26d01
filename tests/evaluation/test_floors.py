"""The road on the seeds against floors that only rise, and the file that holds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import GOLD, SEEDS

from kouan.evaluation import floors as module
from kouan.evaluation.floors import (
    Floors,
    FloorsError,
    digest_of_labels,
    main,
    reached_by,
    read_floors,
    scores_of_road,
    write_floors,
)

#: What the first version promised; a floors file that asks for less would let it slip.
PROMISED = {
    "body_similarity": 0.99,
    "title": 1.0,
    "published_at": 1.0,
    "source": 1.0,
    "removed_chars": 0.95,
    "ent_strict": 0.70,
    "met_value": 0.80,
}


def test_no_measure_of_the_road_falls_below_its_floor() -> None:
    reached = reached_by(scores_of_road(GOLD, SEEDS))
    assert read_floors(GOLD).shortfalls(reached) == {}


def test_the_floors_ask_for_at_least_what_was_promised() -> None:
    asked = read_floors(GOLD)
    excused = {entry["measure"] for entry in asked.lowered}
    assert [
        name
        for name, least in PROMISED.items()
        if asked.measures[name] < least and name not in excused
    ] == []


def test_the_floors_belong_to_these_labels() -> None:
    assert read_floors(GOLD).labels == digest_of_labels(GOLD), (
        "the labels changed: score again and run python -m kouan.evaluation.floors --raise"
    )


def test_other_labels_have_another_digest(tmp_path: Path) -> None:
    for path in GOLD.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert digest_of_labels(tmp_path) == digest_of_labels(GOLD)
    (tmp_path / "000.json").rename(tmp_path / "009.json")
    assert digest_of_labels(tmp_path) != digest_of_labels(GOLD)


def test_floors_rise_with_better_scores_and_stay_with_worse_ones() -> None:
    floors = Floors("a", {"title": 0.8, "source": 0.9})
    risen = floors.raised({"title": 1.0, "source": 0.4, "met_full": 0.123456}, "b")
    assert risen.measures == {"title": 1.0, "source": 0.9, "met_full": 0.1234}
    assert risen.shortfalls({"title": 1.0, "source": 0.4}) == {
        "source": (0.4, 0.9),
        "met_full": (0.0, 0.1234),
    }


def test_a_floor_never_asks_for_more_than_was_reached() -> None:
    reached = {"ent_strict": 0.70005, "met_value": 2 / 3, "title": 0.29}
    assert Floors("", {}).raised(reached, "").shortfalls(reached) == {}


def test_a_floor_falls_only_with_a_reason_that_stays_on_record(tmp_path: Path) -> None:
    floors = Floors("a", {"title": 0.8})
    with pytest.raises(FloorsError, match="--reason"):
        floors.lowered_to({"title": 0.6}, "title", " ")
    with pytest.raises(FloorsError, match="nothing to lower"):
        floors.lowered_to({"title": 0.9}, "title", "why not")
    with pytest.raises(FloorsError, match="has no floor"):
        floors.lowered_to({"source": 0.9}, "source", "why not")
    lower = floors.lowered_to({"title": 0.6}, "title", 'a label "was" wrong\n口岸')
    write_floors(tmp_path, lower)
    assert read_floors(tmp_path) == lower
    assert lower.measures == {"title": 0.6}
    assert lower.lowered[0]["reason"] == 'a label "was" wrong\n口岸'


def test_a_broken_floors_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text("floors = 3", "utf-8")
    with pytest.raises(FloorsError, match=r"floors\.toml: is no floors file"):
        read_floors(tmp_path)


class TestCommand:
    """`python -m kouan.evaluation.floors` on a copy of the labels, with scores given."""

    @pytest.fixture
    def gold(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for path in GOLD.glob("*.json"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        self.reached = {"title": 0.8, "met_value": 0.81239}
        monkeypatch.setattr(module, "scores_of_road", lambda gold, raw: None)
        monkeypatch.setattr(module, "reached_by", lambda scores: self.reached)
        return tmp_path

    def run(self, gold: Path, *options: str) -> int:
        return main(["--gold", str(gold), *options])

    def test_it_writes_better_scores_and_refuses_worse_ones(self, gold: Path) -> None:
        assert self.run(gold, "--raise") == 0
        assert read_floors(gold).measures == {"title": 0.8, "met_value": 0.8123}
        self.reached = {"title": 1.0, "met_value": 0.7}
        assert self.run(gold, "--raise") == 1
        assert read_floors(gold).measures == {"title": 0.8, "met_value": 0.8123}
        assert self.run(gold, "--lower", "met_value") == 1
        assert self.run(gold, "--lower", "met_value", "--reason", "a label was wrong") == 0
        assert self.run(gold, "--raise") == 0
        assert read_floors(gold).measures == {"title": 1.0, "met_value": 0.7}
        assert read_floors(gold).labels == digest_of_labels(gold)

    def test_it_says_what_falls_short(self, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_floors(gold, Floors("", {"title": 0.9}))
        assert self.run(gold) == 1
        said = capsys.readouterr()
        assert "title                        0.8000    0.9000  below its floor" in said.out
        assert "1 below their floor" in said.err
