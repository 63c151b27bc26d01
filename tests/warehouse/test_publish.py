"""Publishing: what is new goes in, what is there stays, what is held waits, what changed has a version."""

from dataclasses import replace

import duckdb
import pytest
from batches import Page, already, ask, digest_of_rows, document_of, published, run_of

from kouan.model.facts import Known, MetricKind
from warehouse.connection import WAREHOUSE
from warehouse.publish import publish
from warehouse.publishing.staging import PartError
from warehouse.publishing.state import known_documents
from warehouse.records import CheckFailure, CheckResult, Findings, Held, Score

GOOD, OTHER = Page("inbox/a.txt"), Page("inbox/b.txt", title="另一篇")


def test_publishing_fills_every_table_of_a_part(tmp_path):
    published(tmp_path, GOOD, OTHER)
    counts = {
        name: ask(tmp_path, f"SELECT count(*) FROM {name}")[0][0]
        for name in ("document", "article", "block")
    }
    assert counts == {"document": 2, "article": 2, "block": 4}
    assert ask(tmp_path, "SELECT DISTINCT status, run_id, len(part) FROM document") == [
        ("released", "run-1", 32)
    ]
    assert ask(tmp_path, "SELECT count(*), count(DISTINCT name) FROM current_mention") == [(4, 2)]
    assert len(ask(tmp_path, "FROM entity")) == 2


def test_publishing_twice_changes_nothing_but_the_log_of_runs(tmp_path):
    already(tmp_path, GOOD, OTHER)
    before = digest_of_rows(tmp_path)
    again = published(tmp_path, GOOD, OTHER, run_id="run-2")
    assert (again.documents, again.new_versions, again.closed_versions) == (0, 0, 0)
    assert digest_of_rows(tmp_path) == before
    assert ask(tmp_path, "SELECT count(*) FROM run") == [(2,)]


def test_publishing_in_other_parts_changes_nothing_either(tmp_path):
    already(tmp_path, GOOD, OTHER)
    before = digest_of_rows(tmp_path)
    published(tmp_path, OTHER, run_id="run-2")
    published(tmp_path, GOOD, run_id="run-3")
    assert digest_of_rows(tmp_path) == before


def test_the_same_publication_tried_again_in_its_run_changes_nothing_at_all(tmp_path):
    published(tmp_path, GOOD, findings=RESULT)
    before = digest_of_rows(tmp_path, ())
    published(tmp_path, GOOD, findings=RESULT)
    assert digest_of_rows(tmp_path, ()) == before


def test_changed_bytes_close_the_old_version_and_say_page(tmp_path):
    already(tmp_path, GOOD)
    changed = published(tmp_path, replace(GOOD, title="改过的题目"), run_id="run-2")
    assert (changed.new_versions, changed.closed_versions) == (1, 1)
    versions = ask(
        tmp_path, "SELECT title, version_reason, valid_to IS NULL FROM article ORDER BY valid_from"
    )
    assert versions == [(GOOD.title, "page", False), ("改过的题目", "page", True)]
    closed, opened = ask(tmp_path, "SELECT min(valid_to), max(valid_from) FROM article")[0]
    assert closed == opened
    assert ask(tmp_path, "SELECT count(*) FROM current_block") == [(2,)]
    assert ask(tmp_path, "SELECT count(*) FROM block") == [(4,)]


def test_another_reading_of_the_same_bytes_says_rules(tmp_path):
    already(tmp_path, GOOD)
    reread = replace(GOOD, figures=(("8条", "80", "条", MetricKind.LEVEL, None),))
    published(tmp_path, reread, run_id="run-2", state="state-2")
    assert ask(tmp_path, "SELECT version_reason FROM current_article") == [("rules",)]
    assert ask(tmp_path, "SELECT count(*) FROM current_metric") == [(1,)]
    assert ask(tmp_path, "SELECT state_digest, run_id FROM document") == [("state-2", "run-2")]


def test_another_state_with_the_same_reading_makes_no_version(tmp_path):
    already(tmp_path, GOOD)
    again = published(tmp_path, GOOD, run_id="run-2", state="state-2")
    assert (again.documents, again.new_versions) == (1, 0)
    assert known_documents(tmp_path)[document_of(GOOD).document_id].state_digest == "state-2"


def test_a_page_that_goes_back_to_its_old_bytes_is_published_again(tmp_path):
    already(tmp_path, GOOD)
    published(tmp_path, replace(GOOD, title="改过的题目"), run_id="run-2")
    assert document_of(GOOD).document_id not in known_documents(tmp_path)
    published(tmp_path, GOOD, run_id="run-3")
    assert ask(tmp_path, "SELECT title FROM current_article") == [(GOOD.title,)]
    assert ask(tmp_path, "SELECT count(*) FROM article") == [(3,)]


def test_a_copy_is_one_more_location_and_no_article(tmp_path):
    already(tmp_path, GOOD)
    document = document_of(GOOD).document_id
    published(tmp_path, run_id="run-2", locations={document: ["inbox/copy.txt"]})
    assert ask(tmp_path, "SELECT locations FROM document") == [(["inbox/a.txt", "inbox/copy.txt"],)]
    assert ask(tmp_path, "SELECT count(*) FROM article") == [(1,)]
    assert known_documents(tmp_path)[document].locations == ("inbox/a.txt", "inbox/copy.txt")


def test_the_same_document_in_two_parts_is_published_once(tmp_path):
    from batches import processed_of

    from kouan.tabulation import part_id, write_part
    from kouan.tabulation import tables as tables_of

    parts = []
    for page in (GOOD, replace(GOOD, location="inbox/z.txt")):
        processed = processed_of(page)
        parts.append(
            write_part(tables_of(processed, "s"), tmp_path / "parts", part_id(processed.batch, "s"))
        )
    publish(tmp_path, parts[::-1], Findings(), [], run_of())
    assert ask(tmp_path, "SELECT locations FROM document") == [(["inbox/a.txt", "inbox/z.txt"],)]
    assert ask(tmp_path, "SELECT location FROM article") == [("inbox/a.txt",)]
    assert ask(tmp_path, "SELECT count(*) FROM block") == [(2,)]


def test_a_place_belongs_to_the_document_found_there_last(tmp_path):
    document = document_of(GOOD).document_id
    published(tmp_path, GOOD, locations={document: ["inbox/copy.txt"]})
    published(tmp_path, replace(GOOD, title="新题目"), run_id="run-2")
    places = dict(ask(tmp_path, "SELECT document_id, locations FROM document"))
    assert places[document] == ["inbox/copy.txt"]


@pytest.mark.slow
def test_a_copy_keeps_its_article_when_other_bytes_take_the_first_place(tmp_path):
    document = document_of(GOOD).document_id
    published(tmp_path, GOOD, locations={document: ["inbox/copy.txt"]})
    published(tmp_path, replace(GOOD, title="新题目"), run_id="run-2")
    rows = ask(tmp_path, "SELECT location, title FROM current_article ORDER BY location")
    assert rows == [("inbox/a.txt", "新题目"), ("inbox/copy.txt", GOOD.title)]
    assert known_documents(tmp_path)[document].locations == ("inbox/copy.txt",)
    # the ids are those that the road gives: a full run later changes nothing
    before = digest_of_rows(tmp_path)
    again = published(tmp_path, replace(GOOD, location="inbox/copy.txt"), run_id="run-3")
    assert (again.new_versions, again.closed_versions) == (0, 0)
    assert digest_of_rows(tmp_path) == before


def test_what_the_gazetteers_know_of_a_name_is_as_they_know_it_now(tmp_path):
    def page(known):
        document = document_of(GOOD)
        entities = [replace(one, known=known) for one in document.stories[0].entities]
        return replace(document, stories=(replace(document.stories[0], entities=tuple(entities)),))

    sql = "SELECT DISTINCT known_as, ended, successor FROM entity"
    published(tmp_path, page(None))
    assert ask(tmp_path, sql) == [(None, None, None)]
    published(tmp_path, page(Known("罗湖", "2018-04", "甲、乙")), run_id="run-2", state="state-2")
    assert ask(tmp_path, sql) == [("罗湖", "2018-04", "甲、乙")]
    assert ask(tmp_path, "SELECT DISTINCT known_as FROM known_entity") == [("罗湖",)]
    assert ask(tmp_path, "SELECT count(*) FROM article") == [(1,)]


def test_an_input_that_failed_is_released_when_its_place_is_published(tmp_path):
    failed = Held(
        "input", "inbox/a.txt", "inbox/a.txt", "unreadable", "permission denied", failed=True
    )
    published(tmp_path, held=[failed])
    assert ask(tmp_path, "SELECT status FROM quarantine") == [("failed",)]
    published(tmp_path, GOOD, run_id="run-2")
    assert ask(tmp_path, "SELECT status FROM quarantine") == [("released",)]


RESULT = Findings(
    (
        CheckResult(
            "article", "not_null(title)", "warning", "failed", 3, 1, "An article has a title."
        ),
    ),
    (CheckFailure("article", "not_null(title)", "key-1", None, "null"),),
)


def test_results_of_the_chunks_of_a_run_add_up_and_the_worst_outcome_stands(tmp_path):
    passed = Findings((replace(RESULT.results[0], outcome="passed", failed=0),))
    published(tmp_path, GOOD, findings=RESULT)
    published(tmp_path, OTHER, findings=passed)
    rows = ask(
        tmp_path, "SELECT outcome, checked, failed FROM quality_result WHERE suite = 'article'"
    )
    assert rows == [("failed", 6, 1)]
    assert ask(tmp_path, "SELECT row_key FROM quality_failure") == [("key-1",)]


def test_a_check_named_twice_in_one_chunk_is_one_result(tmp_path):
    published(tmp_path, GOOD, findings=Findings((RESULT.results[0], RESULT.results[0])))
    assert ask(tmp_path, "SELECT checked FROM quality_result WHERE suite = 'article'") == [(6,)]


def test_scores_and_run_are_written_with_the_chunk(tmp_path):
    score = Score("all", "met_value", 0.9, 0.8, 0.85, 106, 100)
    publish(tmp_path, [], Findings(), [], run_of("run-1", unchanged=5), (score,))
    publish(
        tmp_path, [], Findings(), [], run_of("run-1", unchanged=5), (replace(score, score=0.9),)
    )
    assert ask(tmp_path, "SELECT inputs, unchanged FROM run") == [(5, 5)]
    assert ask(tmp_path, "SELECT score, gold FROM gold_score") == [(0.9, 106)]


def test_the_checks_of_the_warehouse_are_among_the_results(tmp_path):
    already(tmp_path, GOOD)
    rows = ask(
        tmp_path,
        "SELECT check_name, outcome, checked FROM quality_result WHERE suite = 'warehouse'",
    )
    assert {outcome for _, outcome, _ in rows} == {"passed"}
    assert ("orphan_metric", "passed", 2) in rows


def test_a_part_that_is_not_there_publishes_nothing(tmp_path):
    already(tmp_path, GOOD)
    before = digest_of_rows(tmp_path, ())
    with pytest.raises(PartError, match="run again"):
        publish(tmp_path, [tmp_path / "parts" / "gone"], Findings(), [], run_of("run-2"))
    assert digest_of_rows(tmp_path, ()) == before


def test_a_failure_inside_publishes_nothing(tmp_path):
    already(tmp_path, GOOD)
    before = digest_of_rows(tmp_path, ())
    wrong = replace(run_of("run-2"), inputs=7)  # its counts do not add up: the table refuses it
    with pytest.raises(duckdb.ConstraintException):
        publish(tmp_path, [], RESULT, [], wrong)
    assert digest_of_rows(tmp_path, ()) == before


def test_an_odd_folder_name_is_no_trouble(tmp_path):
    home = tmp_path / "it's [a] 口岸*"
    published(home, GOOD)
    assert len(known_documents(home)) == 1


def test_the_writers_file_and_the_snapshot_hold_the_same(tmp_path):
    already(tmp_path, GOOD)
    connection = duckdb.connect(str(tmp_path / WAREHOUSE), read_only=True)
    assert connection.execute("SELECT count(*) FROM metric").fetchall() == ask(
        tmp_path, "SELECT count(*) FROM metric"
    )
    connection.close()
