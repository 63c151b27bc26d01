"""A file that is made is written anew, or told to be stale; one that is not there is stale too."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kouan.model.made_file import write_or_check


def test_a_stale_file_is_told_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "table.json"
    monkeypatch.setattr(sys, "argv", ["made", "--check"])
    assert write_or_check(target, "口岸\n", "the words say; run make words") == 1
    assert not target.exists()
    target.write_text("口岸\r\n", "utf-8", newline="")
    assert write_or_check(target, "口岸\n", "the words say; run make words") == 1
    assert capsys.readouterr().err == 2 * "table.json is not what the words say; run make words\n"
    monkeypatch.setattr(sys, "argv", ["made"])
    assert write_or_check(target, "口岸\n", "") == 0
    monkeypatch.setattr(sys, "argv", ["made", "--check"])
    assert write_or_check(target, "口岸\n".encode(), "") == 0
