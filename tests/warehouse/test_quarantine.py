"""The quarantine: what is met, what ends it, what persons decide, and what a run leaves alone."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
from batches import Page, ask, digest_of_rows, document_of, processed_of, run_of

from kouan.model.article import Damage, DamageState
from kouan.tabulation import part_id, tables, write_part
from warehouse.connection import reader
from warehouse.publish import publish
from warehouse.publishing.sightings import Listing
from warehouse.publishing.staging import quarantine_id
from warehouse.quarantine.decisions import Decisions
from warehouse.quarantine.held_rows import events_of, held_rows, mark_discarded, waiting_inputs
from warehouse.quarantine.retrying import left_alone
from warehouse.quarantine.retrying import standing as budgets
from warehouse.quarantine.waivers import changed_waivers, standing
from warehouse.records import Decision, Findings, Held

GOOD, OTHER = Page("inbox/a.txt"), Page("inbox/b.txt", title="另一篇")
MADE = date(2026, 1, 1)


def read(home, *pages, run_id="run-1", state="state-1", held=(), inputs=(), decisions=None):
    """Take pages into the warehouse of a home, under these decisions."""
    parts = []
    if pages:
        processed = processed_of(*pages)
        parts = [
            write_part(tables(processed, state), home / "parts", part_id(processed.batch, state))
        ]
    record = replace(run_of(run_id), state_digest=state)
    return publish(home, parts, Findings(held=tuple(held)), inputs, record, decisions=decisions)


def held_document(page, reason="a_check"):
    return Held("document", document_of(page).document_id, page.location, reason, "not so")


def waiver(held, until=None, **changed):
    subject = held.subject_id.partition(":")[0] if held.level == "fact" else held.subject_id
    made = Decision(
        "waive", held.level, subject, None, held.reason, "looked at", "ann", MADE, until
    )
    return replace(made, **changed)


def decided(home, *made, on=MADE):
    with reader(home) as connection:
        return Decisions(tuple(made), on, standing(connection))


def status(home):
    return ask(home, "SELECT status, reason FROM quarantine ORDER BY reason")


@pytest.mark.slow
def test_a_held_document_shows_how_it_was_read_and_when_it_was_met(tmp_path):
    read(tmp_path, GOOD, held=[held_document(GOOD)])
    read(tmp_path, GOOD, run_id="run-2", state="state-2", held=[held_document(GOOD)])
    (row,) = held_rows(tmp_path)
    assert row["document_id"] == document_of(GOOD).document_id
    assert row["evidence"].startswith("utf-8, ")
    assert "bytes" in row["evidence"]
    assert (row["attempts"], row["attempts_in_state"]) == (2, 1)
    assert row["first_met"] < row["last_met"]
    assert [event["run_id"] for event in events_of(tmp_path, row["quarantine_id"])] == [
        "run-1",
        "run-2",
    ]


def test_a_held_fact_shows_its_sentence(tmp_path):
    read(tmp_path / "first", GOOD)
    ((id_,),) = ask(tmp_path / "first", "SELECT metric_id FROM metric WHERE unit = '条'")
    read(tmp_path, GOOD, held=[Held("fact", id_, GOOD.location, "a_check", "not so", "metric")])
    (row,) = held_rows(tmp_path)
    assert (row["evidence"], row["document_id"]) == (GOOD.body, document_of(GOOD).document_id)


@pytest.mark.slow
def test_a_document_held_for_another_reason_waits_once(tmp_path):
    read(tmp_path, GOOD, held=[held_document(GOOD, "one")])
    read(tmp_path, GOOD, run_id="run-2", state="state-2", held=[held_document(GOOD, "two")])
    assert status(tmp_path) == [("replaced", "one"), ("held", "two")]
    read(tmp_path, GOOD, run_id="run-3", state="state-3")
    assert status(tmp_path) == [("replaced", "one"), ("released", "two")]
    assert [
        event["status"]
        for event in events_of(tmp_path, held_rows(tmp_path, ("released",))[0]["quarantine_id"])
    ] == ["held", "released"]


def broken(page, surface, state=DamageState.BROKEN):
    document = document_of(page)
    at = document.cleaned.clean.index(surface)
    damage = Damage(at, at + len(surface), "destroyed_text", state)
    return replace(document, cleaned=replace(document.cleaned, damages=(damage,)))


def test_a_damaged_block_is_published_and_flagged_with_the_words_around_it(tmp_path):
    read(tmp_path, broken(GOOD, "增开通道"), OTHER)
    assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(2,)]
    (row,) = held_rows(tmp_path)
    assert (row["level"], row["status"], row["reason"]) == ("block", "flagged", "broken")
    assert "罗湖边检站⟦增开通道⟧8条" in row["evidence"]
    assert ask(tmp_path, "SELECT state, rule FROM damage") == [("broken", "destroyed_text")]
    assert ask(tmp_path, "SELECT count(*) FROM waiting") == [(0,)]
    read(tmp_path, GOOD, run_id="run-2", state="state-2")
    assert status(tmp_path) == [("released", "broken")]


def test_a_waived_document_is_published_and_its_row_says_so(tmp_path):
    held = held_document(GOOD)
    read(tmp_path, GOOD, held=[held])
    read(tmp_path, GOOD, run_id="run-2", held=[held], decisions=decided(tmp_path, waiver(held)))
    assert ask(tmp_path, "SELECT location FROM current_article") == [("inbox/a.txt",)]
    assert ask(tmp_path, "SELECT status, note FROM quarantine") == [("waived", "looked at")]
    assert ask(
        tmp_path,
        "SELECT waiver.status, waiver.author FROM waiver INNER JOIN quarantine USING (waiver_id)",
    ) == [("active", "ann")]


def test_a_waived_fact_is_published_alone(tmp_path):
    read(tmp_path / "first", GOOD)
    ids = ask(tmp_path / "first", "SELECT metric_id || ':' || article_id FROM metric ORDER BY 1")
    held = [Held("fact", id_, GOOD.location, "a_check", "not so", "metric") for (id_,) in ids]
    read(tmp_path, GOOD, held=held)
    assert ask(tmp_path, "SELECT count(*) FROM metric") == [(0,)]
    read(
        tmp_path,
        GOOD,
        run_id="run-2",
        state="state-2",
        held=held,
        decisions=decided(tmp_path, waiver(held[0])),
    )
    assert ask(tmp_path, "SELECT count(*) FROM current_metric") == [(1,)]
    rows = ask(tmp_path, "SELECT status, evidence FROM quarantine ORDER BY status")
    assert rows == [("held", GOOD.body), ("waived", GOOD.body)]


@pytest.mark.slow
def test_a_waiver_that_expired_is_told_once_and_unpublishes_nothing(tmp_path):
    held, after = held_document(GOOD), date(2026, 2, 1)
    until = waiver(held, until=date(2026, 1, 31))
    read(tmp_path, GOOD, held=[held])
    read(tmp_path, GOOD, run_id="run-2", held=[held], decisions=decided(tmp_path, until))
    now = decided(tmp_path, until, on=after)
    with reader(tmp_path) as connection:
        assert changed_waivers(connection, now) == (until,)
    read(tmp_path, GOOD, run_id="run-3", state="state-2", held=[held], decisions=now)
    assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(1,)]
    assert ask(tmp_path, "SELECT status, run_id FROM waiver") == [("expired", "run-3")]
    with reader(tmp_path) as connection:
        assert changed_waivers(connection, now) == ()
    # what it had not published before is held as if it were not there
    new = held_document(OTHER)
    standing_one = waiver(new, until=date(2026, 1, 31), subject=None, location="inbox/*")
    read(
        tmp_path,
        OTHER,
        run_id="run-4",
        held=[new],
        decisions=decided(tmp_path, until, standing_one, on=after),
    )
    assert ask(tmp_path, "SELECT location FROM current_article") == [("inbox/a.txt",)]


def test_a_waiver_that_is_taken_back_holds_the_next_reading(tmp_path):
    held = held_document(GOOD)
    read(tmp_path, GOOD, held=[held], decisions=Decisions((waiver(held),), MADE))
    read(
        tmp_path, GOOD, run_id="run-2", state="state-2", held=[held], decisions=Decisions((), MADE)
    )
    assert ask(tmp_path, "SELECT count(*) FROM current_article") == [(0,)]
    assert ask(tmp_path, "SELECT status FROM waiver") == [("withdrawn",)]


def test_a_standing_waiver_holds_for_its_places_only(tmp_path):
    held = [held_document(GOOD), held_document(replace(OTHER, location="other/b.txt"))]
    everywhere = waiver(held[0], subject=None, location="inbox/*")
    read(
        tmp_path,
        GOOD,
        replace(OTHER, location="other/b.txt"),
        held=held,
        decisions=Decisions((everywhere,), MADE),
    )
    assert ask(tmp_path, "SELECT location FROM current_article") == [("inbox/a.txt",)]
    assert sorted(status(tmp_path)) == [("held", "a_check"), ("waived", "a_check")]


def test_nothing_of_a_refused_document_can_be_waived(tmp_path):
    bad = replace(GOOD, refusal="empty")
    held = held_document(bad, "empty")
    read(tmp_path, bad, held=[held], decisions=Decisions((waiver(held),), MADE))
    assert status(tmp_path) == [("held", "empty")]


@pytest.mark.parametrize("level", ["block", "fact"])
def test_a_waiver_of_another_level_or_reason_lifts_nothing(level):
    held = held_document(GOOD)
    wrong = (
        waiver(held, level=level),
        waiver(held, reason="another"),
        waiver(held, location="x/*"),
    )
    assert Decisions(wrong, MADE).waiver_of(held) is None
    assert Decisions((waiver(held),), MADE).waiver_of(replace(held, failed=True)) is None


def test_a_discarded_row_is_waited_for_no_longer_and_its_document_left_alone(tmp_path):
    read(tmp_path, GOOD, held=[held_document(GOOD)])
    ((id_,),) = ask(tmp_path, "SELECT quarantine_id FROM quarantine")
    mark_discarded(tmp_path, [(id_, "an index page")])
    assert held_rows(tmp_path) == []
    assert ask(tmp_path, "SELECT status, note FROM quarantine") == [("discarded", "an index page")]
    with reader(tmp_path) as connection:
        known, given_up = left_alone(connection, "state-9", 3)
    assert (list(known), given_up) == ([document_of(GOOD).document_id], 0)
    assert known[document_of(GOOD).document_id].state_digest == "state-9"


def test_a_discard_decision_marks_the_row_again_in_a_warehouse_made_anew(tmp_path):
    held = held_document(GOOD)
    discard = replace(waiver(held), kind="discard")
    read(tmp_path, GOOD, held=[held], decisions=Decisions((discard,), MADE))
    assert ask(tmp_path, "SELECT status, note FROM quarantine") == [("discarded", "looked at")]


@pytest.mark.slow
def test_a_document_that_failed_three_times_in_one_state_is_given_up_until_it_changes(tmp_path):
    held = held_document(GOOD, "internal_error")
    for number in range(1, 4):
        with reader(tmp_path) if number > 1 else nullcontext() as connection:
            if connection:
                assert left_alone(connection, "state-1", 3) == ({}, 0)
        read(tmp_path, run_id=f"run-{number}", inputs=[held])
    with reader(tmp_path) as connection:
        known, given_up = left_alone(connection, "state-1", 3)
        assert (list(known), given_up) == ([held.subject_id], 1)
        assert left_alone(connection, "state-2", 3) == ({}, 0)
    (row,) = held_rows(tmp_path)
    assert (row["attempts"], row["attempts_in_state"]) == (3, 3)


@pytest.mark.slow
def test_the_standing_of_a_budget_counts_what_came_since(tmp_path):
    read(tmp_path, GOOD, OTHER, held=[
        replace(held_document(GOOD, "budget"), row_json='{"facts": 4}'),
        held_document(OTHER, "a_check"),
    ])  # fmt: skip
    third = Page("inbox/c.txt", title="第三篇")
    read(tmp_path, third, run_id="run-2")
    with reader(tmp_path) as connection:
        found = budgets(connection)
    assert [(one.location, one.facts) for one in found.stopped] == [("inbox/a.txt", 4)]
    assert [one.location for one in found.faulty] == ["inbox/b.txt"]
    assert [(one.location, one.facts) for one in found.released] == [("inbox/c.txt", 4)]


def test_the_same_publication_again_changes_no_row_of_the_quarantine(tmp_path):
    held = held_document(GOOD)
    decisions = Decisions((waiver(held),), MADE)
    read(tmp_path, GOOD, broken(OTHER, "增开通道"), held=[held], decisions=decisions)
    before = digest_of_rows(tmp_path, ("schema_version",))
    read(tmp_path, GOOD, broken(OTHER, "增开通道"), held=[held], decisions=decisions)
    assert digest_of_rows(tmp_path, ("schema_version",)) == before


def test_a_quarantine_of_an_earlier_schema_keeps_its_rows(tmp_path):
    import duckdb

    from warehouse.migrate import migrate, migrations

    connection = duckdb.connect()
    before = next(n for n, one in enumerate(migrations()) if "quarantine" in one.name)
    migrate(connection, migrations()[:before])
    connection.execute(
        "INSERT INTO run VALUES ('r', TIMESTAMP '2026-01-01', NULL, '1', 's', 0, 0, 0, 0, 0, 0, 0)"
    )
    for id_, level, row in (
        ("1", "document", None),
        ("2", "fact", '{"document_id": "d"}'),
        ("3", "fact", "no json"),
    ):
        connection.execute(
            "INSERT INTO quarantine VALUES (?, ?, 'd', 'a.txt', 'why', 'so', ?, 2, 'held', 'r', 'r')",
            [id_, level, row],
        )
    migrate(connection)
    assert connection.execute(
        "SELECT quarantine_id, document_id, attempts, status, year(first_met) FROM quarantine ORDER BY 1"
    ).fetchall() == [
        ("1", "d", 2, "held", 2026),
        ("2", "d", 2, "held", 2026),
        ("3", None, 2, "held", 2026),
    ]


def test_a_finding_about_an_input_ends_once_and_not_where_the_same_run_meets_it(tmp_path):
    gone, met = (
        Held("input", place, place, "unreadable", "no", failed=True) for place in ("in/a", "in/b")
    )
    read(tmp_path, GOOD, inputs=(gone, met))
    end = {quarantine_id(one): ("released", "it is not found any more") for one in (gone, met)}
    found = pa.table({"location": pa.array([], pa.string()), "input": pa.array([], pa.string())})
    for _ in range(2):
        publish(tmp_path, [], Findings(), [met], run_of("run-2"), listing=Listing(found, (), end))
        assert ask(tmp_path, "SELECT location, status, attempts FROM quarantine ORDER BY ALL") == [
            ("in/a", "released", 1),
            ("in/b", "failed", 2),
        ]
        assert waiting_inputs(tmp_path) == [(quarantine_id(met), "in/b", "unreadable")]
    told = [(row["status"], row["detail"]) for row in events_of(tmp_path, quarantine_id(gone))]
    assert told == [("failed", "no"), ("released", "it is not found any more")]
