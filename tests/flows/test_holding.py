"""The quarantine by its command: lists, shows, replays, waivers and discards over small projects."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from flows_support import Typed, article_in, project_in

from flows import work
from flows.location import SettingsError
from flows.quarantine.decided import FILE, read_decisions, write_decisions
from flows.quarantine.holding import fields_of, grouped, parsed, sampled
from flows.quarantine.returning import returning
from flows.run import run_direct
from flows.settings import Settings, load_settings
from flows.sources import Tally
from flows.steps import Options
from flows.upkeep.status import rows
from warehouse.quarantine.retrying import Counted, Standing
from warehouse.records import Decision

SOURCES = "pattern,publisher,tier,licence,retention,budget\ninbox/bad/*,,,,,0.1\n*,,,,,\n"

#: A suite of the project that holds every figure counted in 万人次.
STRICT = '''"""No figure in 万人次."""

from great_expectations import expectations as gxe

METRIC = (
    gxe.ExpectColumnValuesToNotMatchRegex(
        column="surface", regex="万人次", severity="critical", notes="No figure is in 万人次."
    ),
)
'''


def held_rows(typed: Typed, *arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(typed("quarantine", *arguments, "--json")[1])
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a good document, an empty one, and one whose source is over its budget."""
    folder = tmp_path_factory.mktemp("published")
    settings = project_in(folder, 1, budget_minimum=2)
    (folder / "inbox" / "bad").mkdir()
    (folder / "inbox" / "bad" / "empty.txt").write_bytes(b" ")
    article_in(folder, 7, "bad/good.txt")
    (folder / "sources.csv").write_text(SOURCES, "utf-8")
    assert run_direct(settings).held == 2
    return folder


@pytest.fixture
def inside(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of that project, to work in."""
    shutil.copytree(published, tmp_path, symlinks=True, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return load_settings(tmp_path)


def test_the_list_groups_by_source_and_reason_with_examples(typed: Typed, inside: Settings):
    code, out, _ = typed("quarantine")
    assert code == 0
    assert "inbox/bad/*, budget: 1" in out
    assert "inbox/bad/good.txt" in out
    one, two = held_rows(typed)
    assert {one["reason"], two["reason"]} == {"budget", "empty"}
    assert one["source"] == "inbox/bad/*"
    assert [row["reason"] for row in held_rows(typed, "--where", "reason=b*,level=document")] == [
        "budget"
    ]
    assert typed("quarantine", "--where", "reason=nothing")[0] == 1
    assert typed("quarantine", "--where", "colour=red")[0] == 2
    assert len(held_rows(typed, "--sample", "1", "--seed", "2")) == 1


def test_show_tells_evidence_text_remedy_and_history(typed: Typed, inside: Settings):
    (row,) = held_rows(typed, "--where", "reason=budget")
    code, out, _ = typed("quarantine", "show", str(row["quarantine_id"])[:8])
    assert code == 0
    for said in ("over its budget", "拱北口岸第7次通报客流", "history", "remedy", "comes back"):
        assert said in out
    (told,) = held_rows(typed, "show", str(row["quarantine_id"]))
    assert told["history"]
    assert typed("quarantine", "show", "0" * 32)[0] == 1
    assert typed("quarantine", "show", "zz")[0] == 2
    assert typed("quarantine", "show")[0] == 2


@pytest.mark.slow
def test_a_document_held_for_its_budget_comes_back_when_the_bad_one_is_discarded(
    typed: Typed, inside: Settings
):
    assert run_direct(inside).changed is False
    code, out, _ = typed(
        "quarantine", "discard", "--where", "reason=empty", "--reason", "an index page", "--yes"
    )
    assert (code, FILE in out) == (0, True)
    again = run_direct(inside)
    assert (again.released, again.exit_code) == (1, 0)
    assert typed("quarantine")[0] == 1
    assert run_direct(inside).changed is False
    statuses = rows(inside.home, "SELECT reason, status FROM quarantine ORDER BY reason")
    assert statuses == [
        {"reason": "budget", "status": "released"},
        {"reason": "empty", "status": "discarded"},
    ]


@pytest.mark.slow
def test_a_document_held_for_its_budget_comes_back_when_the_budget_is_raised(inside: Settings):
    (inside.project / "sources.csv").write_text(SOURCES.replace("0.1", "0.5"), "utf-8")
    assert run_direct(inside).released == 1
    assert rows(inside.home, "SELECT count(*) AS n FROM current_article") == [{"n": 2}]


@pytest.mark.slow
def test_a_document_held_for_its_budget_comes_back_when_enough_good_ones_came(inside: Settings):
    for number in range(8, 16):
        article_in(inside.project, number, f"bad/{number}.txt")
    assert run_direct(inside).released == 8
    assert run_direct(inside).released == 1  # 1 of 10 since: a tenth is within


def test_a_waiver_publishes_at_once_and_lies_in_the_project(typed: Typed, inside: Settings):
    (row,) = held_rows(typed, "--where", "reason=budget")
    assert typed("quarantine", "waive", str(row["quarantine_id"]))[0] == 2  # no reason given
    code, out, _ = typed(
        "quarantine", "waive", str(row["quarantine_id"]), "--reason", "read it", "--author", "Ann"
    )  # fmt: skip
    assert (code, "inbox/bad/good.txt" in out) == (0, True)
    assert rows(inside.home, "SELECT count(*) AS n FROM current_article") == [{"n": 2}]
    (decision,) = read_decisions(inside.project / FILE)
    assert (decision.why, decision.author, decision.reason) == ("read it", "Ann", "budget")
    assert rows(inside.home, "SELECT why, status FROM waiver") == [
        {"why": "read it", "status": "active"}
    ]


def test_what_cannot_be_published_cannot_be_waived(typed: Typed, inside: Settings):
    (row,) = held_rows(typed, "--where", "reason=empty")
    code, _, err = typed("quarantine", "waive", str(row["quarantine_id"]), "--reason", "so")
    assert (code, "nothing to publish" in err) == (1, True)
    assert not (inside.project / FILE).exists()


def test_many_rows_are_changed_only_after_a_word(typed: Typed, inside: Settings):
    for arguments in (("replay",), ("discard", "--reason", "so")):
        code, _, err = typed("quarantine", *arguments)
        assert (code, "--all" in err) == (1, True)
    code, _, err = typed("quarantine", "discard", "--all", "--reason", "so")
    assert (code, "nothing was done; add --yes" in err) == (1, True)
    assert "inbox/bad/empty.txt" in err
    assert not (inside.project / FILE).exists()


def test_a_replay_reads_a_mended_document_and_says_what_came_of_each(
    typed: Typed, inside: Settings
):
    (inside.project / "inbox" / "bad" / "empty.txt").write_text(
        "拱北口岸客流创新高\n\n客流达5万人次。\n", "utf-8"
    )
    code, out, _ = typed("quarantine", "replay", "--all", "--yes")
    assert code == 0
    assert "released  inbox/bad/empty.txt (empty)" in out
    assert "released  inbox/bad/good.txt (budget)" in out


@pytest.mark.slow
def test_a_replay_reads_the_bytes_that_are_kept_when_the_file_is_gone(
    typed: Typed, inside: Settings
):
    (inside.project / "inbox" / "bad" / "good.txt").unlink()
    (inside.project / "sources.csv").write_text(SOURCES.replace("0.1", "0.5"), "utf-8")
    (came,) = held_rows(typed, "replay", "--where", "reason=budget", "--yes")
    assert (came["status"], came["location"]) == ("released", "inbox/bad/good.txt")
    assert rows(inside.home, "SELECT count(*) AS n FROM current_article") == [{"n": 2}]


@pytest.mark.slow
def test_a_fact_that_a_check_holds_is_waived_by_a_standing_waiver(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    settings = project_in(tmp_path, 1)
    (tmp_path / "suites" / "strict.py").write_text(STRICT, "utf-8")
    assert run_direct(settings).facts_held == 1
    (row,) = held_rows(typed)
    assert (row["level"], "10万人次" in str(row["evidence"])) == ("fact", True)
    where = f"level=fact,location=inbox/*,reason={row['reason']}"
    code, _, _ = typed(
        "quarantine", "waive", "--where", where, "--standing", "--reason", "our unit", "--yes"
    )
    assert code == 0
    article_in(tmp_path, 2)
    again = run_direct(settings)
    assert (again.facts_held, again.waived) == (0, 1)
    answers = json.loads(typed("query", "waivers", "--json")[1])
    assert [(one["why"], one["location"]) for one in answers] == [
        ("our unit", "inbox/001.txt"),
        ("our unit", "inbox/002.txt"),
    ]
    assert typed("quarantine")[0] == 1
    assert typed(
        "quarantine", "waive", "--where", "reason=*", "--standing", "--reason", "so", "--all"
    )[0] in (1, 2)


@pytest.mark.slow
def test_a_waiver_that_ended_is_told_once_by_an_otherwise_idle_run(typed: Typed, inside: Settings):
    until = date.today()  # noqa: DTZ011 - a day of the file
    decision = Decision(
        "waive", "document", None, "inbox/bad/*", "budget", "so", None, until, until
    )
    write_decisions(inside.project / FILE, [decision])
    told = run_direct(inside)
    assert (told.changed, told.expired_waivers) == (True, ())
    assert run_direct(inside).changed is False
    ended = until - timedelta(days=2)
    write_decisions(
        inside.project / FILE,
        [Decision("waive", "document", None, "inbox/bad/*", "budget", "so", None, ended, ended)],
    )
    told = run_direct(inside)
    assert told.changed
    assert f"ended on {ended}" in told.expired_waivers[0]
    assert run_direct(inside).changed is False
    assert rows(inside.home, "SELECT status FROM waiver") == [{"status": "expired"}]
    assert f"0 published, ended on {ended}" in typed("status")[1]
    assert "Waivers" in (inside.reports / "held.html").read_text("utf-8")


@pytest.mark.slow
def test_a_document_on_which_kouan_fails_is_given_up_when_it_was_tried_often_enough(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    settings = project_in(tmp_path, 1, 2, attempts=2)
    process = work.process

    def failing(batch, knowledge):
        if any(source.location == "inbox/002.txt" for source in batch.sources):
            raise ZeroDivisionError("no such luck")
        return process(batch, knowledge)

    monkeypatch.setattr(work, "process", failing)
    told = [run_direct(settings) for _ in range(2)]
    assert [(one.held, one.given_up) for one in told] == [(1, 0), (1, 1)]
    idle = run_direct(settings)
    assert (idle.changed, idle.unchanged) == (False, 2)
    (row,) = held_rows(typed)
    assert str(row["next"]).startswith("not tried again by itself: 2 attempts")
    monkeypatch.setattr(work, "process", process)
    (came,) = held_rows(typed, "replay", str(row["quarantine_id"]))
    assert came["status"] == "released"


@pytest.mark.slow
def test_a_discarded_document_is_looked_at_again_by_full_only(typed: Typed, inside: Settings):
    typed("quarantine", "discard", "--all", "--reason", "index pages", "--yes")
    assert run_direct(inside).changed is False
    (inside.project / "lexicons" / "invented.csv").write_text(
        "surface,example\n客流,口岸客流很大\n", "utf-8"
    )
    assert (
        run_direct(inside).released == 1
    )  # another state: the good one is read again, the discarded are not
    assert run_direct(inside, Options(full=True)).released == 2


@pytest.mark.slow
def test_an_input_that_somebody_discarded_fails_no_run(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    settings = project_in(tmp_path, 1, max_size=2000)
    (tmp_path / "inbox" / "long.txt").write_text("长" * 3000, "utf-8")
    assert run_direct(settings).exit_code == 1
    assert (
        typed(
            "quarantine", "discard", "--where", "reason=too_large", "--reason", "a dump", "--yes"
        )[0]
        == 0
    )
    again = run_direct(settings)
    assert (again.exit_code, again.changed, again.unchanged) == (0, False, 2)


def test_ninety_good_sources_are_not_blocked_by_one_bad_site():
    tally = Tally((), 0.1, 20)
    names = [f"site-{number}" for number in range(90)]
    tally.count([*names * 20, *["bad"] * 20], ["bad"] * 20, {}, {})
    assert list(tally.over_budget()) == ["bad"]


NOW = Counted("d", "inbox/a.txt", None, 10, 0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standing", "back"),
    [
        (Standing((NOW,) * 18, (NOW,) * 2), 1),
        (Standing((NOW,) * 17, (NOW,) * 3), 0),
        (Standing((NOW,) * 17, (NOW,) * 3, (NOW,) * 10), 1),
        (Standing((Counted("d", "inbox/a.txt", None, 10, 2),) * 20), 0),  # type: ignore[arg-type]
        (Standing((Counted("d", "inbox/a.txt", None, 10, 1),) * 20), 1),  # type: ignore[arg-type]
        (Standing(), 0),
    ],
)
def test_a_source_is_judged_over_all_it_gave_since(standing: Standing, back: int):
    assert len(returning(standing, Tally((), 0.1, 20))) == back


def test_a_sample_is_the_same_for_the_same_seed_whatever_waits_beside():
    many = [{"quarantine_id": f"{number:032x}"} for number in range(200)]
    drawn = sampled(many, 20, 1)
    assert drawn == sampled(list(reversed(many)), 20, 1)[::-1]
    assert drawn != sampled(many, 20, 2)
    fewer = [row for row in many if row in drawn or int(row["quarantine_id"], 16) % 2]
    assert sampled(fewer, 20, 1) == drawn


def test_groups_are_the_largest_first_with_three_examples():
    some = [
        {"source": "a", "reason": "x", "document_id": None, "location": str(n)} for n in range(5)
    ]
    some += [{"source": "b", "reason": "x", "document_id": "d", "location": "l"}] * 2
    first, second = grouped(some, ("source", "reason"))
    assert (first["source"], first["number"], first["documents"], len(first["examples"])) == (
        "a",
        5,
        5,
        3,
    )
    assert (second["number"], second["documents"]) == (2, 1)


def test_conditions_and_fields_are_checked():
    assert parsed(("reason=a,source=b*", "level=fact")) == {
        "reason": "a",
        "source": "b*",
        "level": "fact",
    }
    for wrong in ("reason", "reason=", "colour=red", "status=lost"):
        with pytest.raises(SettingsError):
            parsed((wrong,))
    with pytest.raises(SettingsError, match="choose of"):
        fields_of("colour")


def test_decisions_come_back_as_they_were_written_and_a_later_one_takes_the_place(tmp_path: Path):
    file = tmp_path / FILE
    file.write_text(
        '# by hand\ndecision,level,subject,location,reason,why,author,made,until\nwaive,fact,m1,,a_check,"so, ""yes""",,2026-01-01,\n',
        "utf-8-sig",
    )
    (first,) = read_decisions(file)
    assert first.why == 'so, "yes"'
    day = date(2026, 2, 1)
    later = Decision("discard", "fact", "m1", None, "a_check", "two\nlines", "李", day)
    other = Decision("waive", "block", "d:1:2", None, "broken", "read", None, day, day)
    write_decisions(file, [later, other])
    assert file.read_text("utf-8").startswith("# by hand\ndecision,")
    kept = read_decisions(file)
    assert [(one.kind, one.why, one.until) for one in kept] == [
        ("discard", "two lines", None),
        ("waive", "read", day),
    ]
    write_decisions(file, ())
    assert read_decisions(file) == kept


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("maybe,fact,m,,a,b,,2026-01-01,", "neither waive nor discard"),
        ("waive,page,m,,a,b,,2026-01-01,", "level 'page'"),
        ("waive,input,m,,a,b,,2026-01-01,", "nothing to publish"),
        ("waive,fact,m,,,b,,2026-01-01,", "reason is blank"),
        ("waive,fact,m,,a,,,2026-01-01,", "why is blank"),
        ("waive,fact,,,a,b,,2026-01-01,", "subject and location are blank"),
        ("waive,fact,m,,a,b,,yesterday,", "made 'yesterday' is no day"),
        ("waive,fact,m,,a,b,,2026-01-01,2026-13-01", "until '2026-13-01' is no day"),
    ],
)
def test_a_decision_that_cannot_be_used_is_refused_by_file_and_row(
    tmp_path: Path, row: str, said: str
):
    file = tmp_path / FILE
    file.write_text(
        f"decision,level,subject,location,reason,why,author,made,until\n{row}\n", "utf-8"
    )
    with pytest.raises(SettingsError, match=rf"{FILE}:2: .*{said}"):
        read_decisions(file)
