"""Roles count with their text, joins at the very line break, and the seeds reach what was promised."""

from __future__ import annotations

import json
from typing import Any

from factories import GOLD, SEEDS
from perturbed import perturbed

from kouan.evaluation.floors import scores_of_road
from kouan.evaluation.structure import structure_counts


def block(role: str, text: str) -> dict[str, str]:
    return {"role": role, "text": text}


def joined(*breaks: tuple[int, int]) -> dict[str, Any]:
    record = {"kind": "broken_paragraph", "before": "口\n岸", "after": "口岸"}
    return {"repairs": [{**record, "count": len(breaks), "breaks": [list(one) for one in breaks]}]}


def test_a_role_that_differs_is_a_miss_and_a_false_alarm() -> None:
    gold = {"blocks": [block("body", "口岸"), block("heading", "一")]}
    predicted = {"blocks": [block("body", "口 岸"), block("body", "一")]}
    counts = structure_counts(gold, predicted)["roles"]
    assert (counts.found, counts.gold, counts.predicted) == (1, 2, 2)


def test_text_that_matches_no_block_is_wrong_whatever_its_role() -> None:
    gold = {"blocks": [block("body", "口岸开关。"), block("body", "旅客通行。")]}
    predicted = {"blocks": [block("body", "口岸开关。旅客通行。")]}
    counts = structure_counts(gold, predicted)["roles"]
    assert (counts.found, counts.gold, counts.predicted) == (0, 2, 1)


def test_a_join_is_right_only_at_its_line_break() -> None:
    counts = structure_counts(joined((10, 12), (40, 41)), joined((10, 12), (41, 42)))["joins"]
    assert (counts.found, counts.gold, counts.predicted) == (1, 2, 2)
    assert structure_counts(joined(), joined())["joins"].f1 == 1.0
    assert structure_counts(joined(), joined((1, 2)))["joins"].f1 == 0.0


def test_labels_that_are_no_places_state_no_join() -> None:
    broken = {"repairs": ["?", {"kind": "broken_paragraph", "breaks": [1, [2], None, {}, [[], 2]]}]}
    assert structure_counts(joined((1, 2)), broken)["joins"].found == 0


def test_the_labels_agree_with_themselves_and_with_nothing_else() -> None:
    for path in sorted(GOLD.glob("*.json")):
        labels = json.loads(path.read_text("utf-8"))
        assert {counts.f1 for counts in structure_counts(labels, labels).values()} == {1.0}
        assert structure_counts(labels, perturbed(labels, 0.7, 1))["roles"].f1 < 0.9


def test_the_road_gives_the_seeds_their_roles_and_joins_and_no_others() -> None:
    scores = scores_of_road(GOLD, SEEDS).structure()
    assert scores["roles"]["gold"] == 113
    assert scores["roles"]["r"] >= 0.98
    joins = scores["joins"]
    assert (joins["gold"], joins["pred"], joins["f1"]) == (3, 3, 1.0)
