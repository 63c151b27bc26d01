"""The five seeds, cleaned and segmented: every block and every field as an annotator wrote them."""

from __future__ import annotations

import json

import pytest
from factories import GOLD, SEEDS, knowledge

from kouan.cleaning.pipeline import clean_batch
from kouan.model.article import Repair
from kouan.reading.decoding import decode
from kouan.segmentation.articles import segment
from kouan.segmentation.repairs import repairs_of

LABELS = [json.loads(path.read_text("utf-8")) for path in sorted(GOLD.glob("*.json"))]


@pytest.mark.parametrize("labels", LABELS, ids=lambda labels: labels["doc"])
def test_a_seed_is_segmented_as_it_is_labelled(labels: dict) -> None:  # type: ignore[type-arg]
    (document,) = clean_batch([decode((SEEDS / labels["doc"]).read_bytes())], knowledge())
    (article,) = segment(document, knowledge())
    assert [block.role.value for block in article.blocks] == [
        block["role"] for block in labels["blocks"]
    ]
    assert article.title == labels["title"]
    assert article.subtitle == labels["subtitle"]
    assert list(article.authors) == labels["authors"]
    assert (article.published_at, article.source) == (labels["published_at"], labels["source"])


@pytest.mark.parametrize("labels", LABELS, ids=lambda labels: labels["doc"])
def test_the_glosses_of_a_seed_are_counted_as_they_are_labelled(labels: dict) -> None:  # type: ignore[type-arg]
    (document,) = clean_batch([decode((SEEDS / labels["doc"]).read_bytes())], knowledge())
    glosses = {one for one in repairs_of(document) if one.kind == "pinyin_annotation"}
    assert glosses == {
        Repair(one["kind"], one["before"], one["after"], one["count"])
        for one in labels["repairs"]
        if one["kind"] == "pinyin_annotation"
    }
