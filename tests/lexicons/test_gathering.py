"""Knowledge is read once where a project adds nothing, and anew as soon as it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.ingestion.state import FOLDERS
from flows.project import make_project
from kouan import gathering
from kouan.gathering import gather


def test_a_project_without_words_knows_what_is_shipped(tmp_path: Path) -> None:
    make_project(tmp_path)
    assert gather(tmp_path) is gather() is gather(tmp_path / "nowhere")
    assert gather() == gathering._gathered(tmp_path) == gathering._gathered(None)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_in_any_of_its_folders_is_looked_at(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project(tmp_path)
    assert gather(tmp_path) is gather()
    (tmp_path / folder / "mine").touch()
    looked = []
    monkeypatch.setattr(gathering, "_gathered", looked.append)
    gather(tmp_path)
    assert looked == [tmp_path]


def test_a_word_counts_at_once_and_goes_with_its_file(tmp_path: Path) -> None:
    make_project(tmp_path)
    shipped = gather(tmp_path)
    own = tmp_path / "lexicons" / "invented.csv"
    own.write_text("surface,example\n客流,口岸客流很大\n", "utf-8")
    assert gather(tmp_path).column("invented") == ("客流",)
    assert gather(tmp_path).digest != shipped.digest
    own.unlink()
    assert gather(tmp_path).digest == shipped.digest
