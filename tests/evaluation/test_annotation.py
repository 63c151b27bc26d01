"""Annotations have the labels' format, and every place in them leads to the raw bytes."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from factories import GOLD, SEEDS, article_of, decoding_of
from hypothesis import given
from hypothesis import strategies as st

from kouan.evaluation.annotation import annotation, as_text, name_of, number_of
from kouan.evaluation.scoring import names_from
from kouan.model.article import Removal, RemovedKind, Role, Script
from kouan.model.batch import Batch, Source
from kouan.model.characters import codes_of, text_of
from kouan.model.edits import Edit, Edits
from kouan.model.facts import Bound, Entity, EntityType, Mention, Metric, MetricKind
from kouan.model.ledger import apply
from kouan.model.processed import Cleaned, ProcessedDocument, Story


def document_of(
    cleaned: Cleaned, *stories: Story, location: str = "news/口岸.txt"
) -> ProcessedDocument:
    raw = cleaned.decoding.text.encode()
    return ProcessedDocument(Source(location), "0" * 64, raw, cleaned, stories)


def cleaned_by(text: str, *steps: list[Edit]) -> Cleaned:
    """A document after passes of removals; each removal is placed as cleaning places it."""
    codes, passes, removals = codes_of(text), [], []
    for edits in steps:
        starts, stops = np.zeros(1, np.int64), np.array([len(codes)])
        codes, done = apply("boilerplate", codes, Edits.of(edits), starts, stops)
        passes.append(done)
    cleaned = Cleaned(decoding_of(text), text_of(codes), tuple(passes), Script.HANS, (), (), ())
    for number, done in enumerate(passes):
        start, end = done.edits.start, done.edits.end
        for earlier in reversed(passes[:number]):
            start, end = earlier.back(start, end)
        for edit, first, last in zip(done, start.tolist(), end.tolist(), strict=True):
            span = cleaned.ledger.byte_span(first, last)
            removals.append(Removal(edit.kind, "boilerplate", edit.before, 0, *span, 1.0))
    return Cleaned(
        decoding_of(text), cleaned.clean, tuple(passes), Script.HANS, tuple(removals), (), ()
    )


def test_seeds_annotated_by_the_road_have_the_fields_of_the_labels() -> None:
    from kouan.stages import gather, process

    paths = sorted(SEEDS.glob("*.txt"))
    processed = process(Batch.of([(path.name, path.read_bytes()) for path in paths]), gather())
    names = names_from(GOLD)
    for document in processed.documents:
        said = json.loads(json.dumps(annotation(document), ensure_ascii=False))
        labels = json.loads((GOLD / names[said["doc"]]).read_text("utf-8"))
        assert set(said) == set(labels)
        for field in ("blocks", "removed", "repairs", "entities", "metrics"):
            places = set() if field == "entities" else {"start", "end"}
            if field == "repairs":
                places.add("places")
            for one in said[field]:
                known = set((labels[field] or [one])[0]) - {"breaks"}
                joined = {"breaks"} if one.get("kind") == "broken_paragraph" else set()
                assert set(one) == known | places | joined
        for one in said["repairs"]:
            assert len(one["places"]) == one["count"]
            assert one["places"][0] == [one["start"], one["end"]]
            for start, end in one["places"]:
                assert document.raw[start:end].decode() == one["before"]
        for one, key in [(one, "text") for one in said["removed"]] + [
            (one, "before") for one in said["repairs"]
        ]:
            assert document.raw[one["start"] : one["end"]].decode() == one[key]
        for one in (*said["blocks"], *said["metrics"]):
            assert 0 <= one["start"] <= one["end"] <= len(document.raw)


def test_neighbours_of_one_kind_are_one_record_and_their_breaks_stay_in_it() -> None:
    text = "标题\n版权所有\n\n 违者必究\n正文。\n- 链接一\n- 链接二"
    notice = [
        Edit(3, 8, "", kind=RemovedKind.COPYRIGHT_NOTICE),
        Edit(9, 15, "", kind=RemovedKind.COPYRIGHT_NOTICE),
        Edit(18, 30, "", kind=RemovedKind.RELATED_LINKS),
    ]
    said = annotation(document_of(cleaned_by(text, notice)))
    assert [(one["kind"], one["text"]) for one in said["removed"]] == [
        ("copyright_notice", "版权所有\n\n 违者必究"),
        ("related_links", "- 链接一\n- 链接二"),
    ]


def test_a_removal_around_an_earlier_one_keeps_only_its_own_words() -> None:
    text = "正文。\n副本一。\n- 链接"
    cleaned = cleaned_by(
        text,
        [Edit(4, 9, "", kind=RemovedKind.DUPLICATE_BLOCK)],
        [Edit(3, 8, "", kind=RemovedKind.RELATED_LINKS)],
    )
    assert cleaned.clean == "正文。"
    said = annotation(document_of(cleaned))
    assert [(one["kind"], one["text"]) for one in said["removed"]] == [
        ("duplicate_block", "副本一。"),
        ("related_links", "- 链接"),
    ]


def test_entities_are_grouped_by_name_and_figures_are_json_numbers() -> None:
    article, cleaned = article_of(
        (Role.HEADING, "延关"),
        "珠海局接待25万人次，占四分之一。",
        title="口岸",
        published_at="2018-07-16",
    )
    at = cleaned.clean.index("25万")
    mentions = tuple(
        Mention(9, 12, surface, EntityType.ORGANIZATION, "珠海检验检疫局")
        for surface in ("珠海局", "珠海局", "珠海检验检疫局")
    )
    metric = Metric(
        at, at + 5, "25万人次", "…", 0, Decimal("250000.0"), None, "人次",
        Bound.EXACT, MetricKind.LEVEL, "接待量", None, None,
    )  # fmt: skip
    story = Story(
        article, (Entity("珠海检验检疫局", EntityType.ORGANIZATION, mentions),), (metric,)
    )
    said = annotation(document_of(cleaned, story))
    assert said["entities"] == [
        {"name": "珠海检验检疫局", "type": "organization", "mentions": ["珠海局", "珠海检验检疫局"]}
    ]
    (figure,) = said["metrics"]
    assert (figure["value"], figure["subject"]) == (250000, None)
    assert cleaned.clean.encode()[figure["start"] : figure["end"]].decode() == "25万人次"
    assert (said["title"], said["published_at"], said["doc"]) == ("口岸", "2018-07-16", "口岸.txt")


def test_a_refused_document_has_an_annotation_without_content() -> None:
    cleaned = Cleaned(decoding_of(""), "", (), Script.NONE, (), (), (), refusal="empty")
    said = annotation(document_of(cleaned))
    assert (said["title"], said["blocks"], said["metrics"]) == (None, [], [])


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10
    )
)
def test_a_figure_is_read_back_exactly_from_json(value: Decimal) -> None:
    assert Decimal(json.dumps(number_of(value))) == value


def test_large_whole_figures_stay_whole() -> None:
    assert number_of(Decimal("12345678901234567890123456")) == 12345678901234567890123456


@pytest.mark.parametrize(
    ("location", "name"),
    [
        ("inbox/2018/a.txt", "a.txt"),
        ("https://example.org/news/a%20b.html?page=2", "a b.html"),
        ("口岸.txt", "口岸.txt"),
    ],
)
def test_the_document_is_named_as_its_file(location: str, name: str) -> None:
    assert name_of(location) == name


def test_names_come_from_the_field_doc(tmp_path: Path) -> None:
    (tmp_path / "7.json").write_text('{"doc": "a.txt"}', "utf-8")
    (tmp_path / "8.json").write_text("[]", "utf-8")
    (tmp_path / "9.json").write_text("{", "utf-8")
    assert names_from(tmp_path) == {"a.txt": "7.json"}


def test_an_annotation_is_written_a_value_a_line_and_a_place_as_one() -> None:
    said = {"title": "[[1, 2]]", "authors": ["甲"], "places": [[1, 2], [3, 4]], "blocks": []}
    text = as_text(said)
    assert json.loads(text) == said
    assert ' "places": [[1, 2], [3, 4]],\n' in text
    assert ' "authors": [\n  "甲"\n ],\n' in text
