"""`kouan diff`: what a rule would do before it does it, and that it then does it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flows_support import Typed, article_in, project_in

from flows.run import run_direct
from flows.upkeep.status import rows

RULE = '''\
"""The word 优化 goes."""

from kouan.cleaning.rule import rule
from kouan.model.edits import Edit


@rule("no_optimizing", examples={"继续优化流程": "继续流程"}, keeps=["流程"], after="gloss")
def no_optimizing(text):
    """Delete it."""
    at = text.find("优化")
    while at >= 0:
        yield Edit(at, at + 2, "")
        at = text.find("优化", at + 2)
'''
UNIT = "surface,unit,factor,kind,example\n万人次,万人次,1,level,达10万人次\n"


@pytest.fixture(autouse=True)
def _in_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def objects(out: str) -> dict[tuple[str, str, str], dict[str, object]]:
    return {(one["what"], one["change"], one["name"]): one for one in json.loads(out)}


def amounts(out: str) -> dict[tuple[str, str, str], object]:
    return {key: one["amount"] for key, one in objects(out).items()}


@pytest.mark.slow
def test_nothing_would_change_where_nothing_has_and_where_a_change_touches_no_document(
    tmp_path: Path, typed: Typed
):
    run_direct(project_in(tmp_path, 1, 2))
    assert typed("diff", "--rules")[:2] == (1, "kouan diff --rules: nothing would change\n")
    (tmp_path / "lexicons" / "place.csv").write_text(
        "surface,kind,example\n无此地,region,在无此地\n", "utf-8"
    )
    code, out, err = typed("diff", "--rules")
    assert (code, out) == (1, "kouan diff --rules: nothing would change\n"), err


@pytest.mark.slow
def test_a_rule_is_told_by_what_it_would_do_and_then_does_just_that(tmp_path: Path, typed: Typed):
    settings = project_in(tmp_path, 1, 2, 3)
    first = run_direct(settings)
    state = rows(settings.home, "SELECT * FROM document ORDER BY document_id")
    (tmp_path / "rules" / "no_optimizing.py").write_text(RULE, "utf-8")
    code, out, err = typed("diff", "--rules", "--json")
    assert code == 0, err
    would = amounts(out)
    assert would["edits", "changed", "no_optimizing"] == 3
    assert would["edited characters", "changed", "no_optimizing"] == 6
    assert would["characters", "changed", "clean_characters"] == -6
    assert (would["block", "added", "body"], would["block", "gone", "body"]) == (3, 3)
    assert not any(what == "figure" for what, _, _ in would)
    assert rows(settings.home, "SELECT * FROM document ORDER BY document_id") == state
    _, told, _ = typed("diff", "--rules")
    assert "3 of 3 documents were read in another state" in told
    assert "what differs: lexicons, phrases, rules or model" in told
    assert "3 of 3 documents would change" in told
    assert "inbox/001.txt" in told

    run_direct(settings)
    assert typed("diff", "--rules")[0] == 1
    code, out, err = typed("diff", "--since", first.run_id, "--json")
    assert code == 0, err
    did = amounts(out)
    assert {key: would[key] for key in would if key[0] in ("block", "article", "mention")} == {
        key: did[key] for key in did if key[0] in ("block", "article", "mention")
    }
    assert did["edits", "changed", "edits"] == 3


@pytest.mark.slow
def test_a_sample_gives_totals_with_their_interval_and_the_same_seed_the_same_ones(
    tmp_path: Path, typed: Typed
):
    run_direct(project_in(tmp_path, *range(1, 9)))
    (tmp_path / "rules" / "no_optimizing.py").write_text(RULE, "utf-8")
    code, out, err = typed("diff", "--rules", "--sample", "4", "--seed", "7", "--json")
    assert code == 0, err
    edits = objects(out)["edits", "changed", "no_optimizing"]
    assert (edits["documents"], edits["amount"]) == (4, 4)
    assert edits["archive_amount"] == {"value": 8.0, "low": 8.0, "high": 8.0}
    share = edits["archive_documents"]
    assert isinstance(share, dict)
    assert 4 <= share["low"] < share["value"] == share["high"] == 8
    assert typed("diff", "--rules", "--sample", "4", "--seed", "7", "--json")[1] == out
    assert "of all 8 about 8 (4 to 8) (95 %" in typed("diff", "--rules", "--sample", "4")[1]


@pytest.mark.slow
def test_documents_that_came_later_are_told_since_a_run(tmp_path: Path, typed: Typed):
    settings = project_in(tmp_path, 1)
    first = run_direct(settings)
    article_in(tmp_path, 2)
    run_direct(settings)
    code, out, _ = typed("diff", "--since", first.run_id)
    assert code == 0
    assert "article" in out
    assert "over 2 stories" in out


@pytest.mark.slow
def test_options_that_do_not_fit_and_runs_that_are_none_are_told(tmp_path: Path, typed: Typed):
    run_direct(project_in(tmp_path, 1))
    for wrong in (
        ["diff"],
        ["diff", "--rules", "--since", "x"],
        ["diff", "--since", "x", "--sample", "3"],
    ):
        assert typed(*wrong)[0] == 2
    assert typed("diff", "--rules", "--sample", "0")[0] == 2
    code, _, err = typed("diff", "--since", "nowhere")
    assert (code, "the newest runs are" in err) == (2, True)


def test_before_the_first_run_there_is_nothing_to_compare_with(tmp_path: Path, typed: Typed):
    project_in(tmp_path, 1)
    code, _, err = typed("diff", "--rules")
    assert (code, "run `kouan run` first" in err) == (2, True)
