"""A finding about an input waits as long as its cause is there, and no longer."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pytest
from flows_support import TEXT, project_in

from flows.ingestion.mended import GONE, OTHERWISE, SEEN, End, Today, mended
from flows.ingestion.sightings import Finding, read_sightings
from flows.quarantine.decided import FILE as DECISIONS
from flows.run import run_direct
from flows.settings import Settings
from flows.steps import Options
from flows.upkeep.status import rows
from kouan.reading.sources import Failure, Opening, opened, survey

WAITING = "SELECT location, reason FROM waiting WHERE level = 'input' ORDER BY ALL"
EVENTS = "SELECT status, detail FROM quarantine_event ORDER BY happened_at, status"


def waiting(settings: Settings) -> list[tuple[str, str]]:
    return [(row["location"], row["reason"]) for row in rows(settings.home, WAITING)]


def ended(
    root: Path,
    place: str,
    reason: str = "unreadable",
    *patterns: str,
    failures: tuple[Failure, ...] = (),
    growing: tuple[str, ...] = (),
) -> End | None:
    """What becomes of one finding when these patterns are looked at."""
    asked = patterns or ("in",)
    listed = survey(asked, root)
    found = opened(listed, Opening())
    told = (*found.failures, *failures)
    today = Today(listed, found, told, growing, (), asked, root)
    return mended([Finding("id", place, reason)], today).get("id")


def files_in(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


@pytest.mark.slow
def test_a_file_that_can_be_read_again_waits_no_longer_though_it_is_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path, 1, 2)
    run_direct(settings)
    shut = tmp_path / "inbox" / "002.txt"
    opening = os.open

    def refusing(path, *args, **kwargs):
        if str(path) == str(shut):
            raise PermissionError(13, "Permission denied", path)
        return opening(path, *args, **kwargs)

    os.utime(shut)
    with monkeypatch.context() as patched:
        patched.setattr("kouan.reading.sources.os.open", refusing)
        assert run_direct(settings).failed == 1
        assert run_direct(settings).failed == 1
        assert waiting(settings) == [("inbox/002.txt", "unreadable")]
    os.utime(shut)
    again = run_direct(settings)
    assert (again.changed, again.released, again.unchanged, again.exit_code) == (True, 0, 2, 0)
    assert again.notes == ("1 finding about inputs waits no longer: its cause is gone",)
    assert waiting(settings) == []
    events = [tuple(row.values()) for row in rows(settings.home, EVENTS)]
    assert [status for status, _ in events] == ["failed", "failed", "released"]
    assert events[-1] == SEEN
    assert run_direct(settings).changed is False


@pytest.mark.slow
def test_each_sort_of_finding_ends_when_its_cause_is_gone(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    inbox = tmp_path / "inbox"
    (inbox / "link.txt").symlink_to(inbox / "nothing.txt")
    (inbox / "away").mkdir()
    (inbox / "away" / "broken.zip").write_bytes(b"PK no zip")
    lines = [json.dumps({"id": "a", "text": TEXT.format(number=5, month=5)}), "{no json"]
    (inbox / "lines.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    assert run_direct(settings).failed == 3
    places = [place for place, _ in waiting(settings)]
    assert places[::2] == ["inbox/away/broken.zip", "inbox/link.txt"]
    assert places[1].startswith("inbox/lines.jsonl!/")
    assert run_direct(settings).failed == 1  # the other two wait as before
    (inbox / "link.txt").unlink()
    assert run_direct(settings).failed == 0
    assert [place for place, _ in waiting(settings)] == places[:2]
    (inbox / "away" / "broken.zip").unlink()
    (inbox / "away").rmdir()
    lines[1] = json.dumps({"id": "b", "text": TEXT.format(number=6, month=6)})
    (inbox / "lines.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    last = run_direct(settings)
    assert (last.released, last.failed, waiting(settings)) == (1, 0, [])
    assert read_sightings(settings.home).waiting == ()
    again = run_direct(settings)
    assert (again.changed, again.exit_code) == (False, 0)


@pytest.mark.slow
def test_what_somebody_discarded_is_not_ended_while_it_is_there(tmp_path: Path):
    settings = project_in(tmp_path, 1, max_size=2000)
    (tmp_path / "inbox" / "long.txt").write_text("长" * 3000, "utf-8")
    run_direct(settings)
    (tmp_path / DECISIONS).write_text(
        "decision,level,subject,location,reason,why,author,made,until\n"
        "discard,input,,inbox/*,too_large,a dump,ann,2026-01-01,\n"
    )
    assert run_direct(settings).changed is False
    assert waiting(settings) == [("inbox/long.txt", "too_large")]


@pytest.mark.slow
def test_a_run_over_other_inputs_ends_nothing(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2)
    bad = tmp_path / "inbox" / "broken.zip"
    bad.write_bytes(b"PK no zip")
    run_direct(settings)
    other = Options((str(tmp_path / "inbox" / "001.txt"),))
    assert (run_direct(settings, other).changed, len(waiting(settings))) == (False, 1)
    bad.unlink()
    assert (run_direct(settings, other).changed, len(waiting(settings))) == (False, 1)
    assert (run_direct(settings).changed, waiting(settings)) == (True, [])


def test_a_finding_that_is_met_again_or_cannot_be_looked_at_stays(tmp_path: Path):
    files_in(tmp_path, "in/a.txt", "in/b.zip")
    shut = (Failure("in/shut", "unreadable", "no"),)
    again = (Failure("in/a.txt", "unreadable", "no"),)
    assert ended(tmp_path, "in/a.txt") == SEEN
    assert ended(tmp_path, "in/a.txt", failures=again) is None
    assert ended(tmp_path, "in/a.txt", "changed", failures=again) == OTHERWISE
    assert ended(tmp_path, "in/a.txt", growing=("in/a.txt",)) is None
    assert ended(tmp_path, "in/shut/c.txt", failures=shut) is None
    assert ended(tmp_path, "in/b.zip!/c.txt", "corrupt") is None  # it is no zip
    assert ended(tmp_path, "in/b.zip", "encrypted") == OTHERWISE


def test_what_is_gone_from_an_input_ends_where_others_are_still_there(tmp_path: Path):
    files_in(tmp_path, "in/a.txt")
    assert ended(tmp_path, "in/gone.txt") == GONE
    assert ended(tmp_path, "in/folder/gone.zip!/c.txt") == GONE
    assert ended(tmp_path, "in/gone.txt", "missing", "in/*.txt") == GONE
    assert ended(tmp_path, "other/gone.txt") is None
    assert ended(tmp_path, "https://example.org/gone.html") is None
    (tmp_path / "in" / "a.txt").unlink()
    assert ended(tmp_path, "in/gone.txt") is None  # an unmounted disk looks so


def test_a_name_that_was_missing_is_there_now(tmp_path: Path):
    files_in(tmp_path, "in/a.txt")
    assert ended(tmp_path, "in/*.txt", "missing", "in/*.txt") == SEEN
    assert ended(tmp_path, "in", "missing") == SEEN
    assert ended(tmp_path, "in/*.htm", "missing", "in/*.htm") is None


def test_an_archive_that_is_whole_ends_what_was_found_in_it(tmp_path: Path):
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "b.zip", "w") as archive:
        archive.writestr("a.txt", "text")
    assert ended(tmp_path, "in/b.zip!/a.txt", "corrupt") == SEEN
    assert ended(tmp_path, "in/b.zip!/c.txt", "corrupt") == SEEN
    assert ended(tmp_path, "in/b.zip", "corrupt") == SEEN


def test_an_archive_that_is_cut_off_ends_nothing_behind_the_cut(tmp_path: Path):
    (tmp_path / "in").mkdir()
    whole = gzip.compress(b'{"id": "a", "text": "text"}\n{"id": "b", "text": "text"}\n' * 2000)
    (tmp_path / "in" / "lines.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    assert ended(tmp_path, "in/lines.jsonl.gz!/4000", "corrupt") is None
    (tmp_path / "in" / "lines.jsonl.gz").write_bytes(whole)
    assert ended(tmp_path, "in/lines.jsonl.gz!/4000", "corrupt") == SEEN


def test_no_finding_costs_nothing(tmp_path: Path):
    assert mended([], None) == {}  # type: ignore[arg-type]
