"""`kouan release`: made once, listed, verified, compared; every refusal with its remedy."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from batches import Page, published
from flows_support import Typed

from flows.project import make_project
from kouan.model.facts import MetricKind
from warehouse.changes import delete
from warehouse.transaction import transaction

PAGE = Page("inbox/a.txt", title="罗湖\x1b[31m口岸")
MORE = replace(
    PAGE,
    body=PAGE.body.replace("25万", "31万"),
    figures=(("31万余人次", "310000", "人次", MetricKind.RATE, "2018-07"),),
)

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    published(tmp_path / "project" / ".kouan", PAGE, Page("inbox/b.txt", title="另一篇"))
    return tmp_path / "project" / ".kouan"


def test_a_release_is_made_listed_shown_and_compared(typed: Typed, home: Path):
    assert typed("release")[0] == 1
    code, out, _ = typed("release", "create", "年报-2018", "--all", "--note", "for the report")
    assert (code, "4 figures, sha256" in out) == (0, True)
    (row,) = json.loads(typed("release", "list", "--json")[1])
    assert (row["release_name"], row["facts"], row["note"]) == ("年报-2018", 4, "for the report")
    code, out, err = typed("release", "show", "年报-2018", "--rows", "1")
    assert (code, "\x1b" in out, "3 more figures" in err) == (0, False, True)
    assert len(json.loads(typed("release", "show", "年报-2018", "--json", "--rows", "0")[1])) == 4
    published(home, MORE, run_id="run-2")
    code, out, _ = typed("release", "compare", "年报-2018")
    assert code == 0
    assert "changed         1  (page 1)" in out
    assert "changed (page)  罗湖口岸 出入境旅客 2018-07: 25万余人次" in out
    assert "value: 250000 → 310000" in out
    (found,) = json.loads(
        typed("release", "compare", "年报-2018", "--kind", "changed", "--json")[1]
    )
    assert [change["columns"]["value"] for change in found["changes"]] == [
        {"old": "250000.0000000000", "new": "310000.0000000000"}
    ]
    assert {"kind": "gone", "reason": "page", "figures": 1} in found["counts"]
    assert typed("release", "create", "later", "--where", "kind = 'rate'")[0] == 0
    code, out, _ = typed("release", "compare", "年报-2018", "later")
    assert "年报-2018 against later" in out


def test_a_damaged_release_is_found(typed: Typed, home: Path):
    typed("release", "create", "r", "--all")
    code, out, _ = typed("release", "show", "r", "--verify")
    assert (code, "whole, 4 figures" in out) == (0, True)
    assert "every release is what it was" in typed("doctor", "--deep")[1]
    with transaction(home) as connection:
        delete(connection, "release_fact", "location = 'inbox/b.txt'")
    code, out, _ = typed("release", "show", "r", "--verify")
    assert (code, "damaged: 2 figures of 4" in out) == (1, True)
    assert "release r: 2 figures of 4" in typed("doctor", "--deep")[1]
    assert (
        json.loads(typed("release", "show", "r", "--verify", "--json")[1])[0]["is_whole"] is False
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("create", "x"), 2, "say which figures"),
        (("create", "x", "--all", "--where", "true"), 2, "say which figures"),
        (("create", "--all"), 2, "write `kouan release create NAME`"),
        (("create", "a/b", "--all"), 2, "cannot be the name"),
        (("create", "x", "--where", "nothing = 1"), 2, "write a condition"),
        (("create", "x", "--where", "value < 0"), 1, "no figure that holds now fits"),
        (("create", "x", "--series", "中国/无"), 2, "write SUBJECT/INDICATOR"),
        (("show", "none"), 2, "none was made yet"),
        (("compare", "a", "b", "c"), 2, "write `kouan release compare A B`"),
        (("list", "a"), 2, "`kouan release show a`"),
    ],
)
def test_what_is_refused_is_refused_with_its_remedy(
    typed: Typed, home: Path, arguments, code, said
):
    del home
    found = typed("release", *arguments)
    assert (found[0], said in found[2]) == (code, True), found
