"""What is gone from an input is marked and comes back; what may only be out of reach is not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from flows_support import article_in, project_in

from flows.ingestion import vanished
from flows.ingestion.sightings import FILE
from flows.ingestion.vanished import absence
from flows.run import run_direct
from flows.steps import Options
from flows.upkeep.status import rows
from kouan.reading.sources import Survey, survey

GONE = "SELECT location FROM sighting WHERE vanished_at IS NOT NULL ORDER BY location"


def gone_from(home: Path) -> list[str]:
    return [row["location"] for row in rows(home, GONE)]


def looked(
    root: Path,
    *patterns: str,
    expected: dict[str, str],
    devices: dict[str, int] | None = None,
    **changed: Any,
) -> vanished.Absence:
    found = survey(patterns, root)._replace(**changed)
    return absence(found, patterns, expected, frozenset(), devices or {}, root)


def files_in(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


@pytest.mark.slow
def test_a_file_that_is_gone_is_marked_keeps_its_article_and_comes_back(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2)
    run_direct(settings)
    before = rows(settings.home, "FROM article ORDER BY article_id")
    (tmp_path / "inbox" / "002.txt").unlink()
    second = run_direct(settings)
    assert (second.vanished, second.unchanged, second.exit_code) == (1, 1, 0)
    assert gone_from(settings.home) == ["inbox/002.txt"]
    assert rows(settings.home, "FROM article ORDER BY article_id") == before
    third = run_direct(settings)
    assert (third.changed, third.vanished) == (False, 0)
    article_in(tmp_path, 2)
    fourth = run_direct(settings)
    assert (fourth.returned, fourth.unchanged, fourth.released) == (1, 2, 0)
    assert gone_from(settings.home) == []
    assert run_direct(settings).changed is False


@pytest.mark.slow
def test_what_is_gone_is_known_though_the_memory_of_inputs_is_lost(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2)
    run_direct(settings)
    (settings.home / FILE).unlink()
    (tmp_path / "inbox" / "002.txt").unlink()
    assert run_direct(settings).vanished == 1
    assert gone_from(settings.home) == ["inbox/002.txt"]


def test_only_what_a_run_looks_for_can_be_gone(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2)
    run_direct(settings)
    (tmp_path / "inbox" / "002.txt").unlink()
    other = run_direct(settings, Options((str(tmp_path / "inbox" / "001.txt"),)))
    assert (other.changed, other.vanished) == (False, 0)


@pytest.mark.slow
def test_an_emptied_or_missing_folder_marks_nothing_and_says_so(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2)
    run_direct(settings)
    for path in (tmp_path / "inbox").glob("*.txt"):
        path.unlink()
    emptied = run_direct(settings)
    assert (emptied.changed, emptied.vanished) == (False, 0)
    assert (
        "2 inputs of inbox not found, and nothing else there: an unmounted disk" in emptied.notes[0]
    )
    assert gone_from(settings.home) == []
    (tmp_path / "inbox").rename(tmp_path / "elsewhere")
    assert (run_direct(settings).vanished, gone_from(settings.home)) == (0, [])


@pytest.mark.slow
def test_a_lost_warehouse_is_filled_again_whatever_is_remembered(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    run_direct(settings)
    for path in settings.home.glob("*.duckdb"):
        path.unlink()
    assert run_direct(settings).released == 1


def test_gone_is_what_its_input_would_have_found(tmp_path: Path):
    files_in(tmp_path, "in/a.txt", "in/deep/b.txt", "other/c.txt")
    expected = {"in/a.txt": "in", "in/x.txt": "in", "in/deep/y.txt": "in", "in/lost/z.txt": "in"}
    found = looked(tmp_path, "in", "other/*.txt", expected=expected)
    assert found.gone == ("in/deep/y.txt", "in/lost/z.txt", "in/x.txt")
    assert found.notes == ()


@pytest.mark.parametrize("pattern", ["in", "in/**/*.txt", "in/*/*.txt"])
def test_a_file_outside_of_the_project_is_found_missing_too(tmp_path: Path, pattern: str):
    files_in(tmp_path, "disk/in/deep/a.txt", "disk/in/deep/b.txt")
    project = tmp_path / "project"
    project.mkdir()
    outside = str(tmp_path / "disk" / pattern)
    expected = {entry.location: outside for entry in survey([outside], project).inputs}
    (tmp_path / "disk/in/deep/b.txt").unlink()
    assert looked(project, outside, expected=expected).gone == ("in/deep/b.txt",)


def test_a_file_that_is_there_but_no_longer_listed_is_not_gone(tmp_path: Path):
    files_in(tmp_path, "in/a.txt", "in/.hidden/b.txt")
    assert looked(tmp_path, "in", expected={"in/.hidden/b.txt": "in"}).gone == ()


def test_a_folder_on_another_disk_than_before_marks_nothing(tmp_path: Path):
    files_in(tmp_path, "in/a.txt")
    (tmp_path / "in" / "mount").mkdir()
    expected = {"in/mount/b.txt": "in"}
    device = os.stat(tmp_path).st_dev  # noqa: PTH116
    elsewhere = looked(tmp_path, "in", expected=expected, devices={"in/mount/b.txt": device + 1})
    assert elsewhere.gone == ()
    assert "another disk" in elsewhere.notes[0]
    here = looked(tmp_path, "in", expected=expected, devices={"in/mount/b.txt": device})
    assert here.gone == ("in/mount/b.txt",)


def test_a_folder_that_cannot_be_listed_marks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    files_in(tmp_path, "in/a.txt", "in/shut/b.txt")
    scan = os.scandir

    def refusing(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "denied", path)
        return scan(path)

    expected = {"in/shut/b.txt": "in/**/*.txt", "in/shut/c.txt": "in/**/*.txt"}
    monkeypatch.setattr(os, "scandir", refusing)
    found = Survey([*survey(["in/a.txt"], tmp_path).inputs], [], frozenset())
    found = found._replace(inputs=[entry._replace(pattern="in/**/*.txt") for entry in found.inputs])
    there = absence(found, ["in/**/*.txt"], expected, frozenset(), {}, tmp_path)
    assert there.gone == ()
    assert "cannot be listed" in there.notes[0]
    partly = looked(tmp_path, "in", expected={"in/shut/c.txt": "in"})
    assert partly.gone == ()
    assert "could not be listed whole (in/shut: unreadable), nothing" in partly.notes[0]


def test_a_link_that_leads_nowhere_stops_no_other_file_from_being_marked(tmp_path: Path):
    files_in(tmp_path, "in/a.txt")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "in" / "nothing.txt")
    (tmp_path / "in" / "link.zip").symlink_to(tmp_path / "in" / "nothing.zip")
    places = ("in/x.txt", "in/deep/y.txt", "in/link.txt", "in/link.zip!/z.txt")
    found = looked(tmp_path, "in", expected=dict.fromkeys(places, "in"))
    assert (found.gone, found.notes) == (("in/deep/y.txt", "in/x.txt"), ())
