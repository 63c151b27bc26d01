"""Stories of one document in annotations and scores."""

from __future__ import annotations

from factories import knowledge

from kouan.evaluation.annotation import annotation
from kouan.evaluation.items import item_counts
from kouan.model.batch import Batch
from kouan.stages import process

BRIEF = (
    "口岸简讯\n"
    "拱北口岸客流创新高\n昨天拱北口岸出入境旅客达45万人次。\n"
    "湛江港开通新航线\n港口日前开通至拱北口岸的新航线，运送货物300吨。\n"
)


def annotated(text: str) -> dict:
    (document,) = process(Batch.of([("a.txt", text.encode())]), knowledge()).documents
    return annotation(document)


def test_an_annotation_lists_its_stories_and_says_what_belongs_to_which() -> None:
    said = annotated(BRIEF)
    assert [one["title"] for one in said["items"]] == ["拱北口岸客流创新高", "湛江港开通新航线"]
    assert {one["column"] for one in said["items"]} == {"口岸简讯"}
    assert [one["item"] for one in said["blocks"]] == [0, 1]
    assert [(one["surface"], one["item"]) for one in said["metrics"]] == [
        ("45万人次", 0),
        ("300吨", 1),
    ]
    ports = [one["items"] for one in said["entities"] if one["name"] == "拱北口岸"]
    assert ports == [[0, 1]]
    raw = BRIEF.encode()
    for one in said["items"]:
        assert raw[one["start"] :].decode().startswith(one["title"])
        assert raw[: one["end"]].decode().endswith("。")


def test_an_annotation_of_one_story_has_no_list() -> None:
    said = annotated("口岸延关\n今天，口岸延长通关时间一小时。\n")
    assert "items" not in said
    assert all("item" not in one for one in said["blocks"])


def test_stories_are_scored_by_their_places_else_by_their_titles() -> None:
    gold = {"items": [{"title": "甲", "start": 3}, {"title": "乙", "start": 40}]}
    right = {"items": [{"title": "甲", "start": 3}, {"title": "丙", "start": 40}]}
    late = {"items": [{"title": "甲", "start": 9}, {"title": "乙", "start": 40}]}
    assert item_counts(gold, right).f1 == 1.0
    assert item_counts(gold, late).found == 1
    titles = {"items": [{"title": "甲"}, {"title": "乙"}]}
    assert item_counts(titles, right).found == 1
    assert item_counts(titles, late).f1 == 1.0


def test_one_story_told_apart_is_no_story_found() -> None:
    one, two = {"title": "甲"}, {"items": [{"title": "甲"}, {"title": "乙"}]}
    assert (item_counts(one, one).found, item_counts(one, one).predicted) == (1, 1)
    assert (item_counts(one, two).found, item_counts(one, two).predicted) == (0, 2)
    assert (item_counts(two, one).found, item_counts(two, one).gold) == (0, 2)
    assert (item_counts(one, {}).found, item_counts(one, {}).predicted) == (0, 0)


def test_a_list_of_anything_else_lists_no_stories() -> None:
    gold = {"items": [{"title": "甲"}, {"title": "乙"}]}
    counts = item_counts(gold, {"items": ["甲", "乙", 7, None]})
    assert (counts.found, counts.gold, counts.predicted) == (0, 2, 1)
