"""Pruning: what is old goes on the record, and what is held, newest or still there never does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from batches import BODY, Page, already, ask, digest_of_rows, published

from warehouse.changes import insert, update
from warehouse.packs import PrunedError, document_ledger
from warehouse.provenance.explanation import why
from warehouse.transaction import transaction
from warehouse.upkeep.files import OldFile, old_files
from warehouse.upkeep.pruning import Limits, Plan, plan, prune
from warehouse.upkeep.soundness import look_at_parts

LATER = datetime.now(UTC) + timedelta(days=400)


def nobody(_documents: Sequence[tuple[str, Sequence[str]]]) -> set[str]:
    return set()


def limits(days: int = 365, retention: dict[str, int] | None = None, **more: object) -> Limits:
    given = {"now": LATER, "present": nobody} | more
    return Limits(days, retention or {}, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page in three versions, and another one in one part with the first."""
    home = tmp_path_factory.mktemp("template") / "home"
    already(home, Page(), Page("inbox/b.txt", body=BODY + "又讯。"))
    published(home, Page(body=BODY + "更正。"), run_id="run-2")
    published(home, Page(body=BODY + "再更正。"), run_id="run-3")
    with transaction(home) as connection:
        update(connection, "document", "source = 'example.org'")
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "home", symlinks=True)


def numbers(done: Plan) -> dict[tuple[str, str], int]:
    return {(one.rule, one.what): one.number for one in done.going}


def versions(home: Path) -> int:
    return int(ask(home, "SELECT count(*) FROM article")[0][0])


def test_what_would_go_is_what_goes_and_looking_changes_nothing(home: Path):
    before, parts = digest_of_rows(home, ()), sorted(home.rglob("*"))
    told = plan(home, limits(retention={"example.org": 30}))
    assert (digest_of_rows(home, ()), sorted(home.rglob("*"))) == (before, parts)
    done = prune(home, limits(retention={"example.org": 30}))
    assert done.going == told.going
    assert done.bytes > 0
    assert plan(home, limits(retention={"example.org": 30})).going == ()


def test_old_closed_versions_go_with_all_their_rows_and_the_newest_stays(home: Path):
    valid = ask(home, "SELECT * FROM current_article ORDER BY ALL")
    metrics = ask(home, "SELECT * FROM current_metric ORDER BY ALL")
    done = prune(home, limits())
    assert numbers(done)["version", "article"] == 2
    assert ask(home, "SELECT * FROM current_article ORDER BY ALL") == valid
    assert ask(home, "SELECT * FROM current_metric ORDER BY ALL") == metrics
    assert versions(home) == 2
    for table in ("block", "mention", "metric"):
        assert ask(
            home,
            f"SELECT count(*) FROM {table} WHERE (article_id, valid_from) NOT IN"
            " (SELECT (article_id, valid_from) FROM article)",
        ) == [(0,)]
    assert {one.source for one in done.going if one.rule == "version"} == {"example.org"}


def test_a_version_of_yesterday_stays(home: Path):
    assert plan(home, limits(now=datetime.now(UTC) + timedelta(days=300))).going == ()


def test_the_newest_version_stays_though_it_is_closed(home: Path):
    with transaction(home) as connection:
        update(
            connection, "article", "valid_to = valid_from + INTERVAL 1 SECOND", "valid_to IS NULL"
        )
    prune(home, limits())
    assert versions(home) == 2


@pytest.mark.parametrize("holder", ["correction", "release_fact"])
def test_what_a_correction_or_a_release_holds_stays(home: Path, holder: str):
    fact_key, metric_id, article_id = ask(
        home,
        "SELECT fact_key, metric_id, article_id FROM metric INNER JOIN article USING (article_id, valid_from)"
        " WHERE valid_to IS NOT NULL ORDER BY ALL LIMIT 1",
    )[0]
    with transaction(home) as connection:
        if holder == "correction":
            insert(
                connection,
                "correction",
                "SELECT 'c1' AS correction_id, ? AS fact_key, 'metric' AS table_name, 'value' AS column_name, '1' AS seen,"
                " '2' AS \"new\", 'r' AS reason, 'e' AS evidence, 'a' AS author, DATE '2026-01-01' AS made_on,"
                " 'active' AS state, 'f.csv' AS file, 2 AS line, 'run-1' AS run_id",
                [fact_key],
            )
        else:
            insert(
                connection,
                "release_fact",
                "SELECT 'r1' AS release_name, * EXCLUDE (value) FROM (SELECT fact_key, metric_id, article_id, document_id, 'l' AS location,"
                " 't' AS title, 'p' AS publisher, '2019' AS published_text, surface, sentence, '{}' AS row_json,"
                " raw_start, raw_end, value FROM kouan.main.metric WHERE metric_id = ? LIMIT 1)",
                [metric_id],
            )
    done = prune(home, limits(retention={"example.org": 30}))
    assert numbers(done)["version", "article"] == 1
    assert ask(home, "SELECT count(*) FROM article WHERE article_id = ?", article_id) == [(1,)]
    held = ask(home, "SELECT document_id FROM metric WHERE metric_id = ?", metric_id)[0][0]
    assert document_ledger(home, held).raw


def test_bytes_past_their_retention_go_and_why_says_when(home: Path):
    documents = ask(home, "SELECT document_id FROM document")
    metric = ask(home, "SELECT min(metric_id) FROM current_metric")[0][0]
    rows = ask(home, "SELECT * EXCLUDE (part) FROM document ORDER BY ALL")
    prune(home, limits(days=9999, retention={"example.org": 30}))
    assert not list((home / "parts").iterdir())
    assert ask(home, "SELECT * EXCLUDE (part) FROM document ORDER BY ALL") == rows
    for (document_id,) in documents:
        with pytest.raises(PrunedError, match=r"pruned on \d{4}-.*example\.org keeps.*30 days"):
            document_ledger(home, document_id)
    told = why(home, metric)
    assert told.sentence
    assert "stays in the tables" in (told.note or "")
    assert look_at_parts(home, deep=True).faults == ()
    assert ask(home, "SELECT count(*) FROM pruning WHERE rule = 'raw'") == [(4,)]


def test_who_shares_a_part_with_pruned_bytes_keeps_his(home: Path):
    kept = ask(home, "SELECT document_id FROM document WHERE locations = ['inbox/b.txt']")[0][0]
    ledger = document_ledger(home, kept)

    def present(documents: Sequence[tuple[str, Sequence[str]]]) -> set[str]:
        return {id_ for id_, places in documents if "inbox/b.txt" in places}

    told = plan(home, limits(9999, {"example.org": 30}, present=present))
    assert told.present == 1
    done = prune(home, limits(9999, {"example.org": 30}, present=present))
    assert numbers(done)["raw", "bytes of documents"] == 3
    assert document_ledger(home, kept) == ledger
    assert look_at_parts(home, deep=True) == (1, 1, ())
    assert len(list((home / "parts").iterdir())) == 1


def test_bytes_of_a_page_that_a_run_found_gone_are_not_taken_for_present(home: Path):
    with transaction(home) as connection:
        update(
            connection,
            "document",
            "locations = ['https://example.org/a']",
            "list_contains(locations, 'inbox/b.txt')",
        )
        insert(
            connection,
            "sighting",
            "SELECT 'https://example.org/a' AS location, ['inbox'] AS inputs, now()::TIMESTAMP AS vanished_at, 'run-1' AS run_id",
        )

    def present(documents: Sequence[tuple[str, Sequence[str]]]) -> set[str]:
        return {id_ for id_, places in documents if places}

    done = prune(home, limits(9999, {"example.org": 30}, present=present))
    assert ("raw", "bytes of documents") in numbers(done)
    assert ask(home, "SELECT part FROM document WHERE locations = ['https://example.org/a']") == [
        ("",)
    ]


def test_a_source_without_retention_keeps_its_bytes(home: Path):
    assert plan(home, limits(9999, {"other.org": 1})).going == ()


def test_results_of_old_runs_go_but_not_those_of_the_newest_thirty(
    home: Path, monkeypatch: pytest.MonkeyPatch
):
    with transaction(home) as connection:
        insert(
            connection,
            "quality_failure",
            "SELECT run_id, 's' AS suite, 'c' AS check_name, 'k' AS row_key, NULL AS document_id, NULL AS observed FROM kouan.main.run",
        )
    assert not [one for one in plan(home, limits()).going if one.rule == "quality"]
    monkeypatch.setattr("warehouse.upkeep.pruning.RUNS_KEPT", 1)
    done = prune(home, limits())
    assert numbers(done)["quality", "quality_failure"] == 2
    assert ask(home, "SELECT run_id FROM quality_failure") == [("run-3",)]
    assert ask(home, "SELECT count(*) FROM run") == [(3,)]


def test_a_part_that_was_never_published_is_left_to_the_run_for_a_day(home: Path):
    left = home / "parts" / ("a" * 32)
    left.mkdir()
    (left / "document.parquet").write_bytes(b"x" * 100)
    assert plan(home, limits(9999)).going == ()
    os.utime(left, (0, 0))
    done = prune(home, limits(9999))
    assert numbers(done) == {("part", "parts that no document names"): 1}
    assert done.bytes == 100
    assert not left.exists()
    assert ask(home, "SELECT subject_id, byte_count FROM pruning") == [("a" * 32, 100)]


def test_old_files_of_the_working_data_go(home: Path):
    aside, stored = home / "before-restore-1", home / "prefect" / "storage" / "abc"
    aside.mkdir()
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"x" * 10)
    now = datetime.now(UTC)
    assert old_files(home, 1, now) == ()
    files = old_files(home, 1, now + timedelta(days=2))
    assert files == (
        OldFile("prefect/storage/abc", "stored results of Prefect", 10),
        OldFile("before-restore-1", "warehouses moved aside", 0),
    )
    prune(home, limits(9999), files)
    assert not aside.exists()
    assert not stored.exists()


def test_pruning_nothing_publishes_nothing(home: Path):
    before = digest_of_rows(home, ())
    assert prune(home, limits(9999)).going == ()
    assert digest_of_rows(home, ()) == before


def test_a_pruned_warehouse_is_published_to_as_before(home: Path):
    prune(home, limits(retention={"example.org": 30}))
    published(home, Page(body=BODY + "四更正。"), run_id="run-4")
    assert versions(home) == 3
    assert look_at_parts(home, deep=True).faults == ()
