"""A file that is refused for what it is fails one run, waits, and costs the next ones a stat."""

from __future__ import annotations

import json
import os
import time
import zipfile
from pathlib import Path

import pytest
from flows_support import TEXT, Typed, project_in

from flows.ingestion.refused import LASTING, Refusal, Refusals, parted
from flows.options import Options
from flows.run import look
from flows.upkeep.status import rows
from kouan.reading.inputs import Failure, Input
from kouan.reading.sources import list_inputs

RTF = rb"{\rtf1\ansi\ansicpg936 \'bf\'da\'b0\'b6}"
WAITING = "SELECT location, reason FROM waiting WHERE level = 'input' ORDER BY ALL"


def aged(*files: Path) -> None:
    """Times that are no longer of the last two seconds: what was just written is looked at twice."""
    for file in files:
        os.utime(file, (1_700_000_000, 1_700_000_000))
    time.sleep(2.1)


def no_warehouse(*_: object, **__: object) -> None:
    raise AssertionError("the warehouse was opened")


def no_file(*_: object, **__: object) -> None:
    raise AssertionError("a file was read")


@pytest.mark.slow
def test_a_refused_file_fails_one_run_and_waits_in_the_next(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path, 1, max_size="4 kB")
    inbox = tmp_path / "inbox"
    (inbox / "a.rtf").write_bytes(RTF)
    (inbox / "large.txt").write_bytes("口岸".encode() * 1000)
    with zipfile.ZipFile(inbox / "b.zip", "w") as archive:
        archive.writestr("in.rtf", RTF)
        archive.writestr("in.txt", TEXT.format(number=2, month=3))
    aged(*inbox.iterdir())
    monkeypatch.chdir(tmp_path)

    def run(*options: str) -> tuple[int, dict]:
        code, out, _ = typed("run", "--direct", "--json", *options)
        said = json.loads(out)
        whole = ("released", "unchanged", "duplicates", "held", "failed")
        assert said["inputs"] == sum(said[name] for name in whole)
        return code, said

    code, first = run()
    assert (code, first["released"], first["failed"]) == (1, 2, 3)
    waits = [
        ("inbox/a.rtf", "unsupported"),
        ("inbox/b.zip!/in.rtf", "unsupported"),
        ("inbox/large.txt", "too_large"),
    ]
    assert [tuple(row.values()) for row in rows(settings.home, WAITING)] == waits

    with monkeypatch.context() as patched:
        patched.setattr("warehouse.connection.duckdb.connect", no_warehouse)
        patched.setattr("kouan.reading.sources.read_file", no_file)
        patched.setattr("kouan.reading.opening.open_regular", no_file)
        code, idle = run()
    assert (code, idle["run_id"], idle["unchanged"], idle["failed"]) == (0, None, 5, 0)
    (note,) = idle["notes"]
    assert note.startswith("3 inputs cannot be read and wait, as before")
    assert typed("quarantine", "list", "--where", "level=input")[0] == 0

    # work beside them does not fail either, and leaves them waiting
    (inbox / "003.txt").write_text(TEXT.format(number=3, month=3), "utf-8")
    code, more = run()
    assert (code, more["released"], more["failed"]) == (0, 1, 0)
    assert [tuple(row.values()) for row in rows(settings.home, WAITING)] == waits

    # an archive that grows is no reason to tell again of what stands in it
    with zipfile.ZipFile(inbox / "b.zip", "a") as archive:
        archive.writestr("more.txt", TEXT.format(number=4, month=3))
    code, grown = run()
    assert (code, grown["released"], grown["failed"]) == (0, 1, 0)

    # reading all again tells nothing new either; another file does
    assert run("--full")[0] == 0
    (inbox / "a.rtf").write_bytes(RTF + b" ")
    # a run that is to go to a server looks first whether there is work, and takes nothing from it by that
    assert look(settings, Options()) is None
    code, changed = run()
    assert (code, changed["failed"]) == (1, 1)
    assert [one["location"] for one in changed["failed_inputs"]] == ["inbox/a.rtf"]

    # mended or gone, they wait no longer
    (inbox / "a.rtf").unlink()
    (inbox / "large.txt").write_text(TEXT.format(number=5, month=3), "utf-8")
    assert run()[0] == 0
    assert [tuple(row.values()) for row in rows(settings.home, WAITING)] == waits[1:2]


def failing(reason: str, place: str = "in/a.rtf") -> Failure:
    return Failure(place, reason, f"{place}: …")


@pytest.mark.parametrize("reason", ["missing", "unreadable", "changed", "internal_error"])
def test_what_is_of_the_day_is_told_every_time(reason: str):
    assert reason not in LASTING
    one = failing(reason)
    assert parted([one], {(one.location, reason)}, Refusals((), ""), ()) == ([one], [])


def test_an_archive_that_changed_and_gives_nothing_is_told_again():
    one, waiting = failing("corrupt", "in/a.zip"), {("in/a.zip", "corrupt")}
    assert parted([one], waiting, Refusals((), ""), ()) == ([], [one])
    assert parted([one], waiting, Refusals((), ""), {"in/a.zip"}) == ([one], [])
    inside = failing("corrupt", "in/a.zip!/b.txt")
    waits = {(inside.location, "corrupt")}
    assert parted([inside], waits, Refusals((), ""), {"in/a.zip"}) == ([], [inside])


def test_a_finding_that_nothing_waits_for_is_news_though_its_file_is_known():
    entry = Input("in/a.rtf", "in/a.rtf", 3, 1, 1, 1, 1, "in")
    refusal = Refusal("in/a.rtf", "in", (3, 1, 1, 1, 1), "unsupported", "…", "state")
    refusals = Refusals([refusal], "state")
    known = refusals.known(entry)
    assert known == Failure("in/a.rtf", "unsupported", "…")
    assert parted([known], (), refusals, ()) == ([known], [])
    assert Refusals([refusal], "another").known(entry) is None
    assert Refusals([refusal], "state").known(entry._replace(size=4)) is None


@pytest.mark.parametrize(
    ("is_sure", "size", "is_news"), [(True, 3, True), (False, 3, False), (False, 4, True)]
)
def test_a_time_that_was_not_sure_makes_no_news(is_sure: bool, size: int, is_news: bool):
    # an address that tells no time of change is of this moment in every run
    refusal = Refusal("in/a.rtf", "in", (3, 1, 1, 1, 1), "unsupported", "…", "state", is_sure)
    refusals = Refusals([refusal], "state")
    again = failing("unsupported")
    refusals.note(Input("in/a.rtf", "in/a.rtf", size, 9, 1, 1, 1, "in"), again, 0)
    news, _ = parted([again], {(again.location, again.reason)}, refusals, ())
    assert bool(news) is is_news


def test_a_member_of_a_format_that_is_not_read_is_said_when_its_archive_is_listed(tmp_path: Path):
    from kouan.reading.sources import Opening

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in.rtf", RTF)
    found, failures = list_inputs(["a.zip"], tmp_path, Opening())
    assert found == []
    assert [(one.location, one.reason) for one in failures] == [("a.zip!/in.rtf", "unsupported")]
