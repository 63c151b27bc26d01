"""The house itself: seeds as they came, no address of this or that machine, files of a readable size, pages that are true."""

from __future__ import annotations

import ast
import doctest
import hashlib
import importlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from factories import ROOT, SEEDS

from flows import documentation

PACKAGES = ("kouan", "flows", "expectations", "warehouse")
DIGESTS = {
    "000_82e57d36db4ad8a6.txt": "aac7cab9f5c342d027f12bcc787d77de16348ce66ff01b3e6692cfeb55dbd41a",
    "001_718e33c5f6bba47e.txt": "e338917f7e4ba83090316ea91a3e96a9a184dfad172074d25c070b8ac0db26e1",
    "002_8f6647493323ad8f.txt": "4ed613727c6f2a5f7b7937e6b4fe743eaf67de0cb6e506243fd244a3aa9ed261",
    "003_0187bd9f4de61dd6.txt": "1a9bf7a15478d762f2e2242bd7cfa6e5c4065718f707c51ca56cbdeaa7613e67",
    "004_4493989f020eaca5.txt": "3e622b0c589758323f6f7044d14abf911610a3f509b44a9361b53e2fd7542345",
}
TARGETS = [
    "setup",
    "run",
    "test",
    "lint",
    "type",
    "test-slow",
    "docs",
    "bench",
    "conformance",
    "snapshots",
    "pictures",
    "lock",
    "clean",
    "help",
]
LINES = 400
#: Written in halves, so that this file does not hold what it forbids.
REGISTRIES = re.compile(
    "py"
    + r"pi\.org|python"
    + r"hosted\.org|npm"
    + r"js\.|ana"
    + r"conda\.org|--(?:extra-)?index"
    + "-url [a-z]|find-"
    + "links"
)
MACHINE = re.compile(r"(?<![\w.~])/(?:ro" + r"ot|ho" + r"me|wo" + r"rk|Us" + r"ers)/[A-Za-z]")
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")


def own_files() -> list[Path]:
    """The files of the repository, also those that are not committed yet."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    return [
        path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()
    ]


def texts() -> Iterator[tuple[Path, str]]:
    for path in own_files():
        try:
            yield path, path.read_text("utf-8")
        except UnicodeDecodeError:
            continue


def test_the_seeds_are_as_they_came() -> None:
    assert {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SEEDS.glob("*.txt")
    } == DIGESTS


def test_the_seeds_are_described() -> None:
    described = (SEEDS / "README.md").read_text("utf-8")
    assert [name for name in DIGESTS if name not in described] == []


def test_no_file_names_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path, text in texts()
        if (hit := REGISTRIES.search(text))
    ]
    assert found == []


def test_no_file_names_a_folder_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path, text in texts()
        if path.parent != SEEDS and (hit := MACHINE.search(text))
    ]
    assert found == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_module_can_be_read_in_one_sitting(package: str) -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / package).rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > LINES
    }
    assert long == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_says_what_it_is(package: str) -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / package).rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_the_examples_of_the_docstrings_are_true() -> None:
    files = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    told = [path.relative_to(ROOT) for path in files if ">>> " in path.read_text("utf-8")]
    modules = (importlib.import_module(".".join(path.with_suffix("").parts)) for path in told)
    results = dict(zip(map(str, told), map(doctest.testmod, modules), strict=True))
    assert len(results) > 50
    assert {path for path, result in results.items() if result.failed or not result.attempted} == (
        set()
    )


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {
        re.split(r"[<>=!~\[; ]", line)[0].lower().replace("_", "-")
        for line in [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    }
    known = packages_distributions()
    undeclared = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for name in (
                imported(ast.parse(path.read_text("utf-8")))
                - set(sys.stdlib_module_names)
                - set(PACKAGES)
            ):
                distributions = {one.lower().replace("_", "-") for one in known.get(name, [name])}
                if not distributions & declared:
                    undeclared[name] = str(path.relative_to(ROOT))
    assert undeclared == {}


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def pages() -> list[Path]:
    return [path for path in own_files() if path.suffix == ".md"]


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in pages():
        text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        for found in LINK.finditer(text):
            target, _, anchor = (found[1] or found[2]).partition("#")
            if "://" in target or target.startswith("mailto:"):
                continue
            path = (page.parent / target).resolve() if target else page
            if not path.exists() or (anchor and anchor not in anchors(path)):
                broken.append(f"{page.relative_to(ROOT)}: {found[0]}")
    assert broken == []


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the forges make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_of_docs_is_in_its_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    unlisted = [
        name
        for path in (ROOT / "docs").rglob("*.md")
        if (name := path.relative_to(ROOT / "docs").as_posix()) not in index and name != "README.md"
    ]
    assert unlisted == []


@pytest.mark.parametrize("name", documentation.PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == documentation.PAGES[name](), "run make docs"


def test_every_rule_query_command_and_setting_is_on_its_page() -> None:
    from flows.command_table import COMMANDS
    from flows.settings import Settings
    from kouan.cleaning.pipeline import RULES
    from warehouse.asking.query import saved_queries

    named = {
        "rules.md": [rule.name for rule in RULES],
        "queries.md": list(saved_queries()),
        "commands.md": [f"kouan {name}" for name, _ in COMMANDS],
        "settings.md": [name for name in Settings.model_fields if name != "project"],
    }
    for page, names in named.items():
        text = (ROOT / "docs" / page).read_text("utf-8")
        assert [name for name in names if name not in text] == [], page


def test_every_setting_says_what_it_is() -> None:
    silent = [
        line
        for line in documentation.settings_page().splitlines()
        if line.startswith("| `") and line.endswith("|  |")
    ]
    assert silent == []


def test_the_makefile_has_its_targets() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert [
        target for target in TARGETS if not re.search(rf"^{target}:.*##", makefile, re.MULTILINE)
    ] == []


def test_the_scripts_parse_and_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
    subprocess.run(["sh", "-n", ROOT / "scripts" / "setup.sh"], check=True)


def test_the_locks_are_hashed_and_fit_the_project() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/check_lock.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_versions_agree() -> None:
    import kouan

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert kouan.__version__ == project["version"]
    assert f"## {kouan.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
