"""What ends a command before it is done is said in a line, or not at all, and told by the exit code."""

from __future__ import annotations

import errno
import os

import pytest
from flows_support import Typed

from flows.cli import call


def test_a_full_disk_is_said_in_words_where_the_system_names_no_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # a page of the report that found no room was called a fault of kouan
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("flows.cli.app", full)
    assert call(["report"]) == 2
    said = capsys.readouterr().err
    assert "No space left on device; what was published before stands" in said
    assert "fault of kouan" not in said


def test_an_unexpected_error_is_one_line_unless_debug_is_asked_for(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
):
    from flows.upkeep import diagnosis

    def broken() -> None:
        raise ValueError("a\nb")

    monkeypatch.setattr(diagnosis, "diagnose", broken)
    code, _, err = typed("doctor")
    assert (code, "--debug" in err, "Traceback" in err) == (2, True, False)
    with pytest.raises(ValueError, match="a\nb"):
        call(["doctor", "--debug"])


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, typed: Typed):
    from flows.upkeep import diagnosis

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(diagnosis, "diagnose", interrupted)
    assert typed("doctor") == (130, "", "")
