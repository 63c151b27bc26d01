"""A fresh reading beside what is published: each difference is told once, under what it is."""

from dataclasses import replace

import duckdb
import pytest
from batches import (
    BODY,
    TITLE,
    Page,
    already,
    ask,
    digest_of_rows,
    document_of,
    processed_of,
    published,
)

from kouan.model.article import Removal
from kouan.model.facts import EntityType, MetricKind
from kouan.tabulation import tables
from warehouse.history.differences import Differences, differences
from warehouse.history.elapsed import UnknownRunError, changes_since
from warehouse.history.rereading import known_for_rereading, raw_bytes, rereadings, states_of
from warehouse.records import Held


def story(document, **changes):
    return replace(document, stories=(replace(document.stories[0], **changes),))


def compared(home, *pages, examples=3):
    """What a fresh reading of these pages would change: (what, change, name) with the amount, and the examples."""
    with rereadings(home) as side:
        found = side.compare(tables(processed_of(*pages), "state-2"), examples)
    amounts = {}
    for one in found.shares:
        key = (one.what, one.change, one.name)
        amounts[key] = amounts.get(key, 0) + one.amount
    return amounts, found.examples


def test_the_same_reading_differs_in_nothing_and_nothing_is_written(tmp_path):
    published(tmp_path, Page("a.txt"), Page("b.txt", title="另一篇"))
    before = digest_of_rows(tmp_path)
    assert compared(tmp_path, Page("a.txt"), Page("b.txt", title="另一篇")) == ({}, ())
    assert digest_of_rows(tmp_path) == before


def test_another_title_is_a_changed_article_and_a_block_that_came_and_went(tmp_path):
    document = document_of(Page())
    published(tmp_path, document)
    article = replace(document.stories[0].article, title="别的题目")
    amounts, examples = compared(tmp_path, story(document, article=article))
    assert amounts == {
        ("article", "changed", "title"): 1,
        ("block", "added", "title"): 1,
        ("block", "gone", "title"): 1,
    }
    changed = next(one for one in examples if one.what == "article")
    assert (changed.before, changed.after) == (TITLE, "别的题目")


def test_a_figure_that_reads_otherwise_is_changed_and_one_not_found_is_gone(tmp_path):
    document = document_of(Page())
    published(tmp_path, document)
    over, lanes = document.stories[0].metrics
    amounts, examples = compared(
        tmp_path, story(document, metrics=(replace(over, unit="人", subject=None),))
    )
    assert amounts == {
        ("figure", "changed", "unit"): 1,
        ("figure", "changed", "subject"): 1,
        ("figure", "gone", "level"): 1,
    }
    told = {(one.name, one.shown, one.before, one.after) for one in examples}
    assert ("unit", "25万余人次", "人次", "人") in told
    assert ("level", lanes.surface, None, None) in told


def test_entities_and_mentions_that_a_reading_adds_or_loses_are_told_by_type(tmp_path):
    names = Page().names
    published(tmp_path, Page(names=names[:1]))
    amounts, _ = compared(tmp_path, Page(names=(names[0], (EntityType.PLACE, "通道", "通道"))))
    assert amounts == {("entity", "added", "place"): 1, ("mention", "added", "place"): 1}


def test_what_is_removed_by_another_rule_and_how_often_rules_edit_is_told(tmp_path):
    document = document_of(Page())
    removal = Removal("dateline", "dateline", "罗湖", 0, 0, 6, 0.9)
    published(tmp_path, replace(document, cleaned=replace(document.cleaned, removals=(removal,))))
    other = replace(removal, rule="boilerplate")
    amounts, _ = compared(
        tmp_path, replace(document, cleaned=replace(document.cleaned, removals=(other,)))
    )
    assert amounts == {("removed", "changed", "rule"): 1}


def test_a_held_figure_that_is_found_again_is_no_new_one(tmp_path):
    document = document_of(Page())
    lanes = next(
        row["metric_id"]
        for row in tables(processed_of(document), "s")["metric"].to_pylist()
        if row["surface"] == "8条"
    )
    held = Held("fact", lanes, "inbox/a.txt", "odd", "it is odd", "metric")
    published(tmp_path, document, held=[held])
    assert ask(tmp_path, "SELECT count(*) FROM metric") == [(1,)]
    assert compared(tmp_path, document)[0] == {}


def test_a_document_that_would_be_held_says_so_with_all_it_loses(tmp_path):
    already(tmp_path, Page())
    amounts, examples = compared(tmp_path, Page(refusal="nothing_but_page"))
    assert amounts["document", "changed", "status"] == 1
    assert amounts["article", "gone", ""] == 1
    assert ("released", "held") in {(one.before, one.after) for one in examples}


def test_documents_held_for_what_no_reading_can_mend_are_not_read_again(tmp_path):
    refused = Page("c.txt", title=None, body="空", names=(), figures=(), refusal="empty")
    budget = document_of(Page("b.txt", title="另一篇"))
    published(
        tmp_path,
        Page("a.txt"),
        budget,
        refused,
        held=[
            Held("document", budget.document_id, "b.txt", "budget", "over"),
            Held("document", document_of(refused).document_id, "c.txt", "empty", "empty"),
        ],
    )
    places = {one.location for one in known_for_rereading(tmp_path, ("empty",))}
    assert places == {"a.txt", "c.txt"}
    assert {one.location for one in known_for_rereading(tmp_path, ())} == {"a.txt"}


def test_the_bytes_of_known_documents_come_from_their_parts(tmp_path):
    pages = [Page("a.txt"), Page("b.txt", title="另一篇")]
    published(tmp_path, *pages)
    known = known_for_rereading(tmp_path, ())
    raws = raw_bytes(tmp_path, known)
    assert raws == {document_of(page).document_id: document_of(page).raw for page in pages}
    assert states_of(tmp_path, ["state-1"]) == []


def since(home, run_id):
    found, stories = changes_since(home, run_id, 3)
    return {(one.what, one.change, one.name): one.amount for one in found.shares}, stories


def test_what_has_changed_since_a_run_is_told_from_the_versions(tmp_path):
    published(tmp_path, Page("a.txt"), Page("b.txt", title="另一篇"))
    assert since(tmp_path, "run-1") == ({}, 2)
    figures = (("25万余人次", "260000", "人次", MetricKind.RATE, "2018-07"), Page().figures[1])
    published(tmp_path, Page("a.txt", figures=figures), run_id="run-2", state="state-2")
    assert since(tmp_path, "run-1") == ({("figure", "changed", "value"): 1}, 2)
    assert since(tmp_path, "run-2") == ({}, 2)


def test_a_page_that_changed_and_one_that_came_are_told_since_the_run_before(tmp_path):
    published(tmp_path, Page("a.txt"))
    body = BODY.replace("8条", "9条")
    figures = (Page().figures[0], ("9条", "9", "条", MetricKind.LEVEL, None))
    published(
        tmp_path,
        Page("a.txt", body=body, figures=figures),
        Page("b.txt", title="另一篇"),
        run_id="run-2",
    )
    changes, stories = since(tmp_path, "run-1")
    assert stories == 2
    assert changes["article", "added", ""] == 1
    assert changes["figure", "gone", "level"] == 1
    assert ("figure", "gone", "rate") not in changes


@pytest.mark.parametrize(("run_id", "told"), [("run-9", "no run has this id"), ("run-", "several")])
def test_a_run_that_is_none_or_several_is_told_with_those_there_are(tmp_path, run_id, told):
    already(tmp_path, Page())
    published(tmp_path, run_id="run-2")
    with pytest.raises(UnknownRunError, match=f"{told}.*run-2, run-1"):
        changes_since(tmp_path, run_id, 1)


def test_a_snapshot_that_is_older_than_a_column_is_compared_without_it():
    connection = duckdb.connect()
    old = "'d' AS document_id, 's' AS story, 'f' AS fact, 'level' AS kind, '8条' AS surface, 8 AS value"
    connection.execute(f"CREATE TEMP TABLE before_metric AS SELECT {old}")
    connection.execute(f"CREATE TEMP TABLE after_metric AS SELECT {old}, 1 AS resolution")
    assert differences(connection, 3) == Differences((), ())
    connection.execute("UPDATE after_metric SET value = 9")
    (share,) = differences(connection, 3).shares
    assert (share.what, share.change, share.name) == ("figure", "changed", "value")
