"""The notebook of docs/notebook, run over the sample documents: every cell ends well, and says what is there."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from asked_homes import seeds_in

NOTEBOOK = Path(__file__).parents[1] / "docs" / "notebook" / "look_around.py"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("marimo", reason="the extra notebook is not installed")
    return seeds_in(tmp_path_factory.mktemp("home"))


def test_every_cell_ends_well_and_shows_what_is_there(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KOUAN_HOME", str(home))
    app = runpy.run_path(str(NOTEBOOK))["app"]
    _, shown = app.run()
    assert shown["counts"]["articles"] == 5
    assert shown["port"].value == shown["ports"][0]
    assert shown["traffic"][0]["port"] == shown["port"].value
    assert shown["named"].articles
    assert any("«通关»" in hit["where"] for hit in shown["hits"])
    assert shown["answer"][0]["figures"] > 10


def test_it_runs_as_a_script_and_is_exported_with_its_answers(home: Path, tmp_path: Path):
    quiet = {**os.environ, "KOUAN_HOME": str(home), "MARIMO_SKIP_UPDATE_CHECK": "1"}
    notebook = Path(shutil.copy(NOTEBOOK, tmp_path))  # marimo writes beside what it runs
    script = subprocess.run(
        [sys.executable, str(notebook)], env=quiet, capture_output=True, text=True, check=False
    )
    assert script.returncode == 0, script.stderr
    page = tmp_path / "page.html"
    command = ["-m", "marimo", "-y", "export", "html", str(notebook), "-o", str(page)]
    exported = subprocess.run(
        [sys.executable, *command],
        env=quiet,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert exported.returncode == 0, exported.stderr
    assert "5 articles" in page.read_text("utf-8")
