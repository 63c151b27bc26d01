"""Releases against what came later: what is otherwise, and whether page, rules, a correction or quarantine is the reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from batches import document_of, published
from released import OTHER, PAGE, outcomes, read_otherwise

from kouan.model.facts import MetricKind
from warehouse.changes import insert, update
from warehouse.records import Held
from warehouse.releases.comparison import compare_releases
from warehouse.releases.making import (
    ReleaseError,
    create_release,
)
from warehouse.transaction import transaction


def test_a_page_that_changed_is_told_with_old_and_new(home: Path):
    body = PAGE.body.replace("25万", "31万")
    figures = (("31万余人次", "310000", "人次", MetricKind.RATE, "2018-07"),)
    published(home, replace(PAGE, body=body, figures=figures), run_id="run-2")
    found = compare_releases(home, "first")
    assert found.counts == {("changed", "page"): 1, ("gone", "page"): 1, ("same", None): 2}
    changed, gone = found.changes
    assert changed.columns["value"] == ("250000.0000000000", "310000.0000000000")
    assert changed.columns["sentence"] == (PAGE.body, body)
    assert (changed.old_surface, changed.new_surface) == ("25万余人次", "31万余人次")
    assert (gone.old_surface, gone.new_metric_id, gone.columns) == ("8条", None, {})


@pytest.mark.slow
def test_a_figure_that_only_moved_on_its_page_says_the_same(home: Path):
    published(home, replace(PAGE, title="再改的题目"), run_id="run-2")
    assert outcomes(home) == {("moved", "page"): 2, ("same", None): 2}


@pytest.mark.slow
def test_a_figure_in_another_sentence_is_told_as_reworded(home: Path):
    body = "据介绍，" + PAGE.body
    published(home, replace(PAGE, body=body), run_id="run-2")
    found = compare_releases(home, "first")
    assert found.counts == {("reworded", "page"): 2, ("same", None): 2}
    assert {tuple(one.columns) for one in found.changes if one.kind == "reworded"} == {
        ("sentence",)
    }


@pytest.mark.slow
def test_a_page_that_goes_on_at_its_copy_is_told_as_moved(home: Path):
    document = document_of(PAGE).document_id
    published(home, run_id="run-2", locations={document: ["inbox/copy.txt"]})
    assert outcomes(home) == {("same", None): 4}
    other = replace(PAGE, body="罗湖口岸今日照常开放。", names=(), figures=())
    published(home, other, run_id="run-3", locations={document: ["inbox/copy.txt"]})
    found = compare_releases(home, "first")
    assert found.counts == {("moved", "page"): 2, ("same", None): 2}
    assert {(one.old_location, one.location) for one in found.changes} == {
        ("inbox/a.txt", "inbox/copy.txt")
    }


@pytest.mark.slow
def test_a_figure_read_otherwise_is_told_as_rules_also_after_its_page_changed(home: Path):
    published(home, read_otherwise(PAGE, value="250001"), run_id="run-2", state="state-2")
    found = compare_releases(home, "first")
    assert found.counts == {("changed", "rules"): 1, ("same", None): 3}
    assert found.changes[0].matched_by == "bytes"
    moved = replace(OTHER, title="改了的题目")
    published(home, moved, run_id="run-3", state="state-2")
    published(home, read_otherwise(moved, period="2018-06"), run_id="run-4", state="state-3")
    assert outcomes(home) == {("changed", "rules"): 2, ("moved", "page"): 1, ("same", None): 1}


@pytest.mark.slow
def test_a_version_that_a_correction_made_is_told_as_correction(home: Path):
    published(home, read_otherwise(PAGE, unit="辆"), run_id="run-2", state="state-2")
    with transaction(home) as connection:
        update(
            connection,
            "article",
            "version_reason = 'correction'",
            "valid_to IS NULL AND run_id = 'run-2'",
        )
    assert outcomes(home) == {("changed", "correction"): 1, ("same", None): 3}


@pytest.mark.slow
def test_two_releases_are_compared_in_their_order(home: Path):
    published(home, read_otherwise(PAGE, value="250001"), run_id="run-2", state="state-2")
    create_release(home, "second", "0.1.0")
    published(home, PAGE, run_id="run-3", state="state-3")
    assert outcomes(home, "first", "second") == {("changed", "rules"): 1, ("same", None): 3}
    assert outcomes(home) == {("same", None): 4}
    assert outcomes(home, "second") == {("changed", "rules"): 1, ("same", None): 3}
    with pytest.raises(ReleaseError, match="compare first second"):
        compare_releases(home, "second", "first")


@pytest.mark.slow
def test_only_so_many_are_listed_and_all_are_counted(home: Path):
    published(home, replace(PAGE, names=(), figures=()), run_id="run-2", state="state-2")
    found = compare_releases(home, "first", limit=1)
    assert (found.counts["gone", "rules"], len(found.changes), found.is_cut) == (2, 1, True)
    found = compare_releases(home, "first", kinds=("changed", "added"))
    assert (found.changes, found.is_cut) == ((), False)


@pytest.mark.slow
def test_a_held_page_is_told_as_held(home: Path):
    held = Held("document", document_of(PAGE).document_id, PAGE.location, "a_check", "not so")
    with transaction(home) as connection:
        update(
            connection, "article", "valid_to = now() AT TIME ZONE 'UTC'", "location = 'inbox/a.txt'"
        )
        insert(
            connection,
            "quarantine",
            "SELECT 'q' AS quarantine_id, 'document' AS level, ? AS subject_id, 'l' AS location, 'r' AS reason,"
            " 'd' AS detail, 1 AS attempts, 'held' AS status, 'run-1' AS first_run_id, 'run-1' AS run_id",
            [held.subject_id],
        )
    assert outcomes(home) == {("gone", "held"): 2, ("same", None): 2}
