"""A warehouse whose figures are released."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from batches import published
from released import OTHER, PAGE

from warehouse.releases.making import create_release


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages with two figures each, all four frozen as `first`."""
    home = tmp_path_factory.mktemp("template") / "home"
    published(home, PAGE, OTHER)
    create_release(home, "first", "0.1.0", note="for the annual report")
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "home", symlinks=True)
