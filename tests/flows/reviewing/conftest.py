"""A project whose figures are to be judged."""

from __future__ import annotations

from pathlib import Path

import pytest
from batches import BODY, Page, published
from reviews import HOSTILE

from flows.project import make_project
from warehouse.reviewing.drawing import Drawn, Order, draw


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with six figures on three pages, one of them with a hostile title."""
    folder = tmp_path_factory.mktemp("project")
    make_project(folder)
    pages = [
        Page(f"inbox/{name}.txt", title=title, body=BODY + f"另有{name}处。")
        for name, title in (("a", "甲"), ("b", "乙"), ("c", HOSTILE))
    ]
    published(folder / ".kouan", *pages)
    return folder


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project as the working directory, without verdicts."""
    monkeypatch.chdir(project)
    for file in (project / "reviews").glob("*.csv"):
        file.unlink()
    return project


@pytest.fixture(scope="module")
def rows(project: Path) -> list[Drawn]:
    return draw(project / ".kouan", Order("metric", 6))
