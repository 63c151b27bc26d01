"""`kouan model`: what is in use, and a model of the project's own."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from flows_support import Typed, project_in

from flows import project_model
from flows.run import run_direct
from kouan.gathering import SHIPPED_MODEL, gather
from kouan.language.model_file import model_of
from kouan.model.characters import codes_of


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with forty released articles."""
    folder = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("KOUAN_"):
                patch.delenv(name)
        assert run_direct(project_in(folder, *range(1, 41))).exit_code == 0
    return folder


@pytest.fixture
def released(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and the working directory in it."""
    folder = shutil.copytree(template, tmp_path / "released", symlinks=True)
    monkeypatch.chdir(folder)
    return folder


def test_the_model_in_use_is_named_with_its_digest(typed: Typed, released: Path) -> None:
    code, out, _ = typed("model", "--json")
    (row,) = json.loads(out)
    assert (code, row["model"]) == (0, str(SHIPPED_MODEL))


def test_too_little_text_builds_no_model(typed: Typed, released: Path) -> None:
    code, _, said = typed("model", "build")
    assert code == 1
    assert "a model of its own needs 200,000" in said
    assert not (released / "models" / "characters.model").exists()


@pytest.mark.slow
def test_a_model_of_ones_own_knows_ones_own_words(
    typed: Typed, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_model, "LEAST", 1000)
    code, out, _ = typed("model", "build", "--json")
    (row,) = json.loads(out)
    assert code == 0
    assert row["bits_after"] < row["bits_before"]
    own, shipped = gather(released), gather()
    told = codes_of("拱北口岸第7次通报客流")
    assert model_of(own).score(told).sum() > model_of(shipped).score(told).sum() + 5
    first = (released / "models" / "characters.model").read_bytes()
    assert typed("model", "build")[0] == 0
    assert (released / "models" / "characters.model").read_bytes() == first


def test_without_a_warehouse_there_is_nothing_to_build_from(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    code, _, said = typed("model", "build")
    assert (code, "kouan run" in said) == (2, True)
