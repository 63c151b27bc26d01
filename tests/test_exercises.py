"""The exercises of CONTRIBUTING.md, done by a newcomer: the built wheel in a new environment, an empty project, one file or row each."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any

import pytest
from factories import ROOT

pytestmark = pytest.mark.slow

BLOCK = re.compile(r"^```\w+ (\S+/\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def exercises(in_package: bool = False) -> dict[str, str]:
    """What CONTRIBUTING.md tells to write, by the path in the project or in this repository."""
    found = dict(BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    return {
        name: text for name, text in found.items() if name.startswith("warehouse/") == in_package
    }


class Project:
    """A project's folder, and the command that is called in it."""

    def __init__(self, command: list[str], folder: Path, **variables: str) -> None:
        self.command = command
        self.folder = folder
        self.variables = variables

    def kouan(self, *arguments: str, exit_code: int = 0) -> str:
        ours = ("KOUAN_", "PYTHON", "PREFECT_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        done = subprocess.run(
            [*self.command, *arguments],
            cwd=self.folder,
            env=clean | {"NO_COLOR": "1"} | self.variables,
            check=False,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == exit_code, f"{arguments}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def sql(self, query: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads(
            self.kouan("sql", f"SELECT * FROM ({query})", "--json")
        )
        return rows

    def count(self, query: str) -> int:
        [row] = self.sql(f"SELECT count(*) AS n FROM {query}")
        return int(row["n"])

    def write(self, name: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(exercises()[name], "utf-8")


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`kouan` from the built wheel, in a new environment that sees this one's libraries and not this folder."""
    place = tmp_path_factory.mktemp("newcomer")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / "venv"], check=True)
    [wheel] = place.glob("*.whl")
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(place / "venv")}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "libraries.pth").write_text(
        "\n".join({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}), "utf-8"
    )
    entries = configparser.ConfigParser()
    [points] = packages.glob("kouan-*.dist-info/entry_points.txt")
    entries.read(points, "utf-8")
    module, function = entries["console_scripts"]["kouan"].split(":")
    script = place / "venv" / "bin" / "kouan"
    script.write_text(
        f"#!{place / 'venv' / 'bin' / 'python'}\nfrom {module} import {function}\n{function}()\n",
        "utf-8",
    )
    script.chmod(0o755)
    return script


@pytest.fixture(scope="module")
def project(command: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project after the story was read once without and once with what the exercises add."""
    folder = tmp_path_factory.mktemp("project") / "border"
    Project([str(command)], folder.parent).kouan("init", str(folder))
    project = Project([str(command)], folder)
    project.write("inbox/story.txt")
    project.kouan("run", "--direct")
    assert project.count("entity_alias WHERE alias = '边小通'") == 0
    assert project.count("current_metric WHERE unit = '托'") == 0
    assert project.count("removed WHERE text LIKE '%编发%'") == 0
    assert project.count("current_block WHERE text LIKE '%&&%'") == 1
    for name in exercises():
        project.write(name)
    project.kouan("run", "--direct")
    return project


def test_the_package_comes_from_the_wheel(project: Project) -> None:
    python = Path(project.command[0]).parent / "python"
    where = subprocess.run(
        [python, "-c", "import kouan; print(kouan.__file__)"],
        cwd=project.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(ROOT) not in where.stdout


def test_every_exercise_is_one_file() -> None:
    folders = sorted(name.split("/")[0] for name in exercises())
    assert folders == ["inbox", "lexicons", "lexicons", "phrases", "queries", "rules", "suites"]


def test_a_gazetteer_row_makes_an_entity(project: Project) -> None:
    [row] = project.sql("SELECT type, name FROM entity WHERE name = '边小通'")
    assert row["type"] == "system"
    assert project.count("current_mention WHERE surface = '边小通'") == 2
    assert "云岭口岸" in project.kouan("query", "articles", "--param", "name=边小通")


def test_a_counter_row_makes_a_figure(project: Project) -> None:
    [row] = project.sql("SELECT surface, value, kind FROM current_metric WHERE unit = '托'")
    assert (row["surface"], float(row["value"]), row["kind"]) == ("1200托", 1200.0, "level")


def test_a_phrase_takes_the_footer_out(project: Project) -> None:
    [row] = project.sql("SELECT kind FROM removed WHERE text LIKE '%编发%'")
    assert row["kind"] == "ad_footer"
    assert project.count("current_block WHERE text LIKE '%编发%'") == 0


def test_a_saved_question_answers(project: Project) -> None:
    assert "pallets" in project.kouan("query")
    assert "1200托" in project.kouan("query", "pallets", "--param", "least=1000")
    project.kouan("query", "pallets", "--param", "least=2000", exit_code=1)


def test_an_expectation_finds_its_row(project: Project) -> None:
    [row] = project.sql(
        "SELECT check_name, observed FROM quality_failure WHERE suite = 'pallets.metric'"
    )
    assert row["check_name"] == "column_values_to_be_between(value)"
    assert row["observed"].startswith("1200")


def test_a_rule_mends_its_fault(project: Project) -> None:
    assert project.count("current_block WHERE text LIKE '%货主、代理人%'") == 1
    assert project.count("edit_summary WHERE rule = 'doubled_ampersand'") == 1


def changed(path: Path, before: str, after: str) -> None:
    """Write `after` where `before` stands for the first time."""
    text = path.read_text("utf-8")
    assert before in text, f"{path}: {before}"
    path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the packages with the rule and the column of the last section, and a project that it has read."""
    copy = tmp_path_factory.mktemp("repository")
    for name in ("kouan", "flows", "expectations", "warehouse"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "kouan/cleaning/rules/doubled_ampersand.py").write_text(
        exercises()["rules/doubled_ampersand.py"], "utf-8"
    )
    pipeline = copy / "kouan/cleaning/pipeline.py"
    changed(
        pipeline,
        "from kouan.cleaning.rules.gloss",
        "from kouan.cleaning.rules.doubled_ampersand import doubled_ampersand\nfrom kouan.cleaning.rules.gloss",
    )
    changed(pipeline, "    (gloss,)", "    (doubled_ampersand,),\n    (gloss,)")
    [(name, migration)] = exercises(in_package=True).items()
    number = len(list((copy / "warehouse/migrations").glob("*.sql"))) + 1
    (copy / name.replace("NNNN", f"{number:04}")).write_text(migration, "utf-8")
    rows = copy / "kouan/tabulation/rows.py"
    text = rows.read_text("utf-8")
    end = text.index("\n\n\n", text.index("class BlockRow"))
    rows.write_text(f"{text[:end]}\n    characters: Count | None{text[end:]}", "utf-8")
    changed(
        copy / "kouan/tabulation/articles.py",
        "int(raw_end[position])",
        "int(raw_end[position]), characters=len(text)",
    )
    folder = tmp_path_factory.mktemp("clone") / "border"
    command = [sys.executable, "-m", "flows.cli"]
    Project(command, folder.parent, PYTHONPATH=str(copy)).kouan("init", str(folder))
    project = Project(command, folder, PYTHONPATH=str(copy))
    project.write("inbox/story.txt")
    project.kouan("run", "--direct")
    return project


def test_a_rule_in_the_repository_is_a_file_and_a_name(repository: Project) -> None:
    assert repository.count("current_block WHERE text LIKE '%货主、代理人%'") == 1


def test_a_column_is_a_migration_a_field_and_a_line(repository: Project) -> None:
    rows = repository.sql("SELECT characters, length(text) AS length FROM current_block")
    assert rows != []
    assert [row["characters"] for row in rows] == [row["length"] for row in rows]
