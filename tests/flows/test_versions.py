"""`kouan versions`: what came after what, and what it changed, in words and figures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from batches import Page, document_of, published
from flows_support import Typed
from hypothesis import given
from hypothesis import strategies as st

from flows.project import make_project
from flows.versions import marked
from kouan.model.facts import MetricKind

PAGE = Page("inbox/a.txt", title="罗湖\x1b[31m口岸")
MORE = replace(
    PAGE,
    body=PAGE.body.replace("25万", "31万"),
    figures=(("31万余人次", "310000", "人次", MetricKind.RATE, "2018-07"),),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    make_project(folder)
    published(folder / ".kouan", PAGE, Page("inbox/b.txt", title="另一篇"))
    published(folder / ".kouan", MORE, run_id="run-2")
    return folder


@pytest.fixture(autouse=True)
def _inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)


def test_the_versions_of_a_place_are_listed_with_what_each_changed(typed: Typed):
    code, out, _ = typed("versions", "inbox/a.txt")
    assert code == 0
    assert "-1 ~1" in out  # one figure gone, one changed
    assert "\x1b[31m" not in out
    first, second = json.loads(typed("versions", "inbox/a.txt", "--json")[1])
    assert (first["number"], first["figures_changed"]) == (1, None)
    assert (second["number"], second["version_reason"], second["figures_changed"]) == (2, "page", 1)
    assert second["published_text"] == "2018-07-16"


def test_an_article_is_found_by_pattern_and_by_the_beginning_of_an_id(typed: Typed):
    assert len(json.loads(typed("versions", "inbox/*", "--json")[1])) == 3
    digits = document_of(MORE).document_id[:10]
    (row,) = {one["article_key"] for one in json.loads(typed("versions", digits, "--json")[1])}
    assert len(json.loads(typed("versions", row[:8], "--json")[1])) == 2
    code, _, err = typed("versions", "nowhere.txt")
    assert (code, "no article" in err) == (1, True)


def test_a_difference_names_words_and_figures(typed: Typed):
    code, out, _ = typed("versions", "inbox/a.txt", "--diff")
    assert code == 0
    assert "~ body: 罗湖口岸日均出入境旅客[-25-]{+31+}万余人次" in out
    assert "figure  出入境旅客: 25万余人次 → 31万余人次  (changed: value, surface)" in out
    assert "figure  出入境旅客: - 8条" in out
    assert "1 blocks are the same" in out
    (found,) = json.loads(typed("versions", "inbox/a.txt", "--old", "1", "--new", "2", "--json")[1])
    assert len(found["figures"]) == 2
    back = json.loads(typed("versions", "inbox/a.txt", "--old", "2", "--new", "1", "--json")[1])[0]
    assert back["changes"][0]["before"] == MORE.body


def test_what_cannot_be_compared_is_said(typed: Typed):
    assert typed("versions", "inbox/b.txt", "--diff")[0] == 1
    assert typed("versions", "inbox/a.txt", "--new", "7")[0] == 2
    code, _, err = typed("versions", "inbox/*", "--diff")
    assert (code, "several articles" in err) == (2, True)
    assert typed("versions", "nowhere.txt", "--diff")[0] == 1


@given(st.text("甲乙丙1", max_size=30), st.text("甲乙丙1", max_size=30))
def test_a_marked_text_holds_both(before: str, after: str):
    told = marked(before, after)
    assert told.count("[-") == told.count("-]")
    if before == after:
        assert told == before


def test_long_stretches_that_stayed_are_cut():
    told = marked("甲" * 100 + "1" + "乙" * 100, "甲" * 100 + "2" + "乙" * 100)
    assert told == "…" + "甲" * 20 + "[-1-]{+2+}" + "乙" * 20 + "…"
