"""`kouan check` as somebody types it: selection, settings, mending, formats, exit codes, the pre-commit hooks."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from flows_support import Typed

from flows.choice import Choice, read_choice
from flows.location import SettingsError, find_settings_file
from flows.settings import load_settings

ROOT = Path(__file__).parents[2]
TEXT = "檢驗(yàn)檢疫局說,明天開放口岸。\n"
#: TEXT as each rule alone leaves it.
WIDTH = "檢驗(yàn)檢疫局說，明天開放口岸。\n"
GLOSS = "檢驗檢疫局說,明天開放口岸。\n"
CLEAN = "检验检疫局说，明天开放口岸。\n"

#: Processes that may keep what they compiled: without, each takes seconds.
COMPILED = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(ROOT),
}


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory with one faulty file, and no project above it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "faulty.txt").write_text(TEXT, "utf-8")
    return tmp_path / "faulty.txt"


def rules(output: str) -> list[str]:
    return [line.split()[1] for line in output.splitlines()]


@pytest.mark.parametrize("name", ["../faulty.txt", "..", "{whole}"])
def test_a_file_elsewhere_is_named_so_that_an_editor_opens_it(
    typed: Typed, faulty: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It was named by its folder: of /a/b/c.txt, b/c.txt, wherever one stood."""
    here = faulty.parent / "deep"
    here.mkdir()
    monkeypatch.chdir(here)
    _, out, _ = typed("check", name.format(whole=faulty))
    assert {line.split(":")[0] for line in out.splitlines()} == {"../faulty.txt"}


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["script", "gloss", "width"]),
        (("--select", "width"), ["width"]),
        (("--select", "width,gloss"), ["gloss", "width"]),
        (("--select", "width", "--select", "gloss"), ["gloss", "width"]),
        (("--select", "pinyin_annotation"), ["gloss"]),
        (("--select", "*w*"), ["width"]),
        (("--ignore", "script"), ["gloss", "width"]),
        (("--select", "width,gloss", "--ignore", "gloss"), ["width"]),
        (("--select", "spacing"), []),
    ],
)
def test_a_selection_is_what_is_shown(
    typed: Typed, faulty: Path, options: tuple[str, ...], found: list[str]
) -> None:
    code, out, _ = typed("check", faulty.name, *options)
    assert (code, rules(out)) == (int(bool(found)), found)


@pytest.mark.parametrize(
    ("options", "after"),
    [
        ((), CLEAN),
        (("--select", "width"), WIDTH),
        (("--select", "gloss"), GLOSS),
        (("--ignore", "script"), GLOSS.replace(",", "，")),
        (("--select", "spacing"), TEXT),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_fix_writes_what_the_diff_shows_and_nothing_else(
    typed: Typed, faulty: Path, options: tuple[str, ...], after: str, encoding: str
) -> None:
    faulty.write_bytes(TEXT.encode(encoding))
    code, diff, _ = typed("check", faulty.name, "--diff", *options)
    lines = diff.removeprefix("--- faulty.txt\n+++ faulty.txt\n").splitlines()
    assert faulty.read_bytes() == TEXT.encode(encoding)
    assert typed("check", faulty.name, "--fix", *options)[0] == code == int(after != TEXT)
    # the mark of UTF-8 is a finding like others, that of UTF-16 says how to read the file
    takes_mark = encoding == "utf-8-sig" and options in ((), ("--ignore", "script"))
    assert faulty.read_bytes() == after.encode("utf-8" if takes_mark else encoding)
    assert [line[1:].lstrip("\ufeff") + "\n" for line in lines if line[:1] == "+"] == (
        [after] if code else []
    )
    assert typed("check", faulty.name, *options) == (0, "", "")


def test_a_file_that_has_nothing_to_mend_is_not_written(typed: Typed, faulty: Path) -> None:
    before = faulty.stat().st_mtime_ns, faulty.stat().st_ino
    assert typed("check", faulty.name, "--fix", "--select", "spacing")[0] == 0
    assert (faulty.stat().st_mtime_ns, faulty.stat().st_ino) == before


def test_what_the_encoding_cannot_write_is_refused_and_the_others_are_mended(
    typed: Typed, faulty: Path
) -> None:
    big5 = "羅湖檢驗檢疫局的檢驗員,正在口岸檢驗。\n".encode("big5hkscs")
    faulty.with_name("big5.txt").write_bytes(big5)
    code, _, err = typed("check", ".", "--fix")
    assert (code, "big5.txt: its encoding, big5hkscs, cannot write 罗" in err) == (2, True)
    assert faulty.with_name("big5.txt").read_bytes() == big5
    assert faulty.read_text("utf-8") == CLEAN
    assert typed("check", "big5.txt", "--fix", "--select", "width")[0] == 1
    assert faulty.with_name("big5.txt").read_bytes() == big5.replace(b",", "，".encode("big5"))


def test_a_link_stays_a_link_and_permissions_stay(typed: Typed, faulty: Path) -> None:
    link = faulty.with_name("link.txt")
    link.symlink_to(faulty)
    faulty.chmod(0o640)
    assert typed("check", "link.txt", "--fix")[0] == 1
    assert link.is_symlink()
    assert (faulty.read_text("utf-8"), faulty.stat().st_mode & 0o777) == (CLEAN, 0o640)


def test_exit_codes_tell_faults_from_failures(typed: Typed, faulty: Path) -> None:
    assert typed("check", faulty.name)[0] == 1
    assert typed("check", faulty.name, "--exit-zero")[0] == 0
    assert typed("check", faulty.name, "nowhere.txt")[0] == 2
    assert typed("check", faulty.name, "nowhere.txt", "--exit-zero")[0] == 2
    assert typed("check")[0] == 2
    assert typed("check", faulty.name, "--fix", "--diff")[0] == 2
    assert typed("check", faulty.name, "--diff", "--format", "json")[0] == 2
    code, out, err = typed("check", faulty.name, "--select", "widthh")
    assert (code, out) == (2, "")
    assert "--select: there is no rule or kind 'widthh'; did you mean width?" in err


def test_statistics_and_the_list_of_rules_are_tables(typed: Typed, faulty: Path) -> None:
    code, out, err = typed("check", faulty.name, "--statistics")
    assert code == 1
    assert sorted(line.split()[2] for line in out.splitlines()) == ["gloss", "script", "width"]
    assert err.startswith("kouan: ")
    rows = json.loads(typed("check", faulty.name, "--statistics", "--json")[1])
    assert {row["rule"]: row["files"] for row in rows} == {"gloss": 1, "script": 1, "width": 1}
    code, out, _ = typed("check", "--list-rules")
    assert (code, "pinyin_annotation" in out, "undecodable_bytes" in out) == (0, True, True)
    listed = json.loads(typed("check", "--list-rules", "--json")[1])
    assert {row["rule"] for row in listed} >= {"gloss", "boilerplate"}


@pytest.mark.parametrize("style", ["sarif", "github"])
def test_counts_are_not_printed_for_who_asks_for_a_format_of_faults(
    typed: Typed, faulty: Path, style: str
) -> None:
    code, out, err = typed("check", faulty.name, "--statistics", "--format", style)
    assert (code, out) == (2, "")
    assert f"--statistics prints counts, as text or json; {style} has" in err


def test_files_are_looked_at_in_the_order_of_their_names(typed: Typed, faulty: Path) -> None:
    for name in ("c.txt", "a.txt", "b.txt"):
        faulty.with_name(name).write_text(TEXT, "utf-8")
    orders = [
        [line.split(":")[0] for line in typed("check", *named, "--select", "width")[1].splitlines()]
        for named in (["."], ["c.txt", "a.txt", "faulty.txt", "b.txt"])
    ]
    assert orders[0] == orders[1] == ["a.txt", "b.txt", "c.txt", "faulty.txt"]


def test_a_picture_in_a_folder_is_passed_over_unless_somebody_names_it(
    typed: Typed, faulty: Path
) -> None:
    noise = bytes((n * n * 7919 + 13) % 251 for n in range(3000))
    for name in ("a.png", "b.txt"):
        faulty.with_name(name).write_bytes(noise)
    code, out, err = typed("check", ".", "--select", "width")
    assert (code, [line.split(":")[0] for line in out.splitlines()]) == (1, ["b.txt", "faulty.txt"])
    assert "; 1 file passed over, being no text" in err
    assert rules(typed("check", "a.png")[1]) == ["undecodable"]


def test_programs_and_settings_in_a_folder_are_passed_over_unless_somebody_asks_for_them(
    typed: Typed, faulty: Path
) -> None:
    said = "# 海关总署,今天通报\n"
    faulty.unlink()
    for name in ("a.py", "b.json", "c.txt", "d.csv", "kouan.yaml"):
        faulty.with_name(name).write_text(said, "utf-8")

    def mended(*arguments: str) -> set[str]:
        typed("check", "--fix", "--select", "width", *arguments)
        return {one.name for one in faulty.parent.iterdir() if one.read_text("utf-8") != said}

    assert mended(".") == {"c.txt"}
    assert mended("*.py") == {"a.py", "c.txt"}
    assert mended("b.json") == {"a.py", "b.json", "c.txt"}


SETTINGS = """\
[check]
ignore = ["script"]
per-file-ignores = { "quoted/**" = ["gloss"], "*.md" = ["width"] }
exclude = ["raw", "*.log"]
"""


@pytest.mark.parametrize("name", ["kouan.toml", "pyproject.toml"])
def test_settings_ignore_everywhere_by_file_and_leave_out(
    typed: Typed, faulty: Path, name: str
) -> None:
    text = SETTINGS if name == "kouan.toml" else SETTINGS.replace("[check]", "[tool.kouan.check]")
    faulty.with_name(name).write_text(text, "utf-8")
    for path in ("quoted/deep/a.txt", "notes.md", "raw/b.txt", "c.log"):
        (faulty.parent / path).parent.mkdir(parents=True, exist_ok=True)
        (faulty.parent / path).write_text(TEXT, "utf-8")
    named = ["faulty.txt", "quoted", "notes.md", "raw/b.txt", "c.log"]
    code, out, _ = typed("check", *named)
    assert code == 1
    assert [(line.split(":")[0], line.split()[1]) for line in out.splitlines()] == [
        ("faulty.txt", "gloss"),
        ("faulty.txt", "width"),
        ("notes.md", "gloss"),
        ("quoted/deep/a.txt", "width"),
    ]
    # an option replaces the key of its name; what the file says of single files holds still
    out = typed("check", *named, "--ignore", "width")[1]
    assert rules(out) == ["script", "gloss", "script", "gloss", "script"]
    assert typed("check", *named, "--fix")[0] == 1
    assert (faulty.parent / "quoted/deep/a.txt").read_text("utf-8") == WIDTH
    assert (faulty.parent / "raw/b.txt").read_text("utf-8") == TEXT


def test_patterns_begin_at_the_settings_file_wherever_one_stands(
    typed: Typed, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty.with_name("kouan.toml").write_text(SETTINGS, "utf-8")
    deep = faulty.parent / "quoted" / "deep"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(deep)
    for named in ("a.txt", ".", "../deep/a.txt", str(deep)):
        assert rules(typed("check", named)[1]) == ["width"], named


PROJECT_RULE = '''
"""Two ampersands for one."""

from kouan.cleaning.rule import rule
from kouan.model.edits import Edit


@rule("doubled_ampersand", examples={"口&&岸": "口&岸"}, keeps=["口&岸"], after="gloss")
def doubled_ampersand(text):
    """Write one."""
    at = text.find("&&")
    if at >= 0:
        yield Edit(at, at + 2, "&")
'''


def test_a_rule_of_the_project_is_found_selected_and_described(typed: Typed, faulty: Path) -> None:
    faulty.with_name("kouan.toml").write_text("", "utf-8")
    (faulty.parent / "rules").mkdir()
    (faulty.parent / "rules" / "ampersand.py").write_text(PROJECT_RULE, "utf-8")
    faulty.write_text("检疫&&边检,海关\n", "utf-8")
    code, out, _ = typed("check", faulty.name, "--select", "doubled_ampersand")
    assert (code, out) == (
        1,
        "faulty.txt:1:3 doubled_ampersand doubled ampersand: write “&” for “&&”\n",
    )
    listed = json.loads(typed("check", "--list-rules", "--json")[1])
    (own,) = (row for row in listed if row["rule"] == "doubled_ampersand")
    assert (own["fault"], own["fixable"]) == ("Two ampersands for one.", "yes")
    assert typed("check", faulty.name, "--fix", "--ignore", "width")[0] == 1
    assert faulty.read_text("utf-8") == "检疫&边检,海关\n"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('select = "width"', "check.select is no list of words"),
        ("per-file-ignores = []", "check.per-file-ignores is no table"),
        ('per-file-ignores = { "a" = "width" }', "check.per-file-ignores.'a' is no list"),
        ('selekt = ["width"]', "check.selekt is not a key of kouan; remove it. Keys are select"),
        ('ignore = ["widthh"]', "check.ignore: there is no rule or kind 'widthh'; did you mean width?"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_named(
    typed: Typed, faulty: Path, table: str, said: str
) -> None:
    faulty.with_name("kouan.toml").write_text(f"[check]\n{table}\n", "utf-8")
    code, _, err = typed("check", faulty.name)
    assert (code, said in err) == (2, True), err
    if "widthh" not in table:  # names are looked up where the project's own rules are known
        with pytest.raises(SettingsError, match=r"check\."):
            load_settings(faulty.parent)


def test_the_other_commands_know_the_table_too(faulty: Path) -> None:
    faulty.with_name("kouan.toml").write_text(SETTINGS, "utf-8")
    choice = load_settings(faulty.parent).check
    assert (choice.ignore, choice.exclude) == (("script",), ("raw", "*.log"))
    assert read_choice({}, None) == Choice()


def test_a_pyproject_with_the_table_of_the_linter_alone_is_found(tmp_path: Path) -> None:
    for text, is_found in (
        ("[tool.kouan.check]\n", True),
        ("[ tool . kouan ]\n", True),
        ("[tool.kouanx]\n", False),
        ('text = "[tool.kouan]"\n', False),
    ):
        (tmp_path / "pyproject.toml").write_text(text, "utf-8")
        assert (find_settings_file(tmp_path) == tmp_path / "pyproject.toml") is is_found, text


def test_the_pre_commit_hooks_run_as_pre_commit_runs_them(faulty: Path) -> None:
    hooks = {
        hook["id"]: hook
        for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    }
    assert set(hooks) == {"kouan-check", "kouan-fix"}
    for hook in hooks.values():
        assert hook["language"] == "python"
        program, *arguments = shlex.split(hook["entry"])
        assert program == "kouan"
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", *arguments, faulty.name],
            cwd=faulty.parent,
            capture_output=True,
            check=False,
            env=COMPILED,
        )
        assert done.returncode == 1, done.stderr.decode()
    assert faulty.read_text("utf-8") == CLEAN


def test_check_imports_nothing_that_is_slow(faulty: Path) -> None:
    heavy = "prefect great_expectations pandas duckdb pydantic pyarrow"
    script = (
        "import sys; from flows.cli import call; code = call(['check', 'faulty.txt']);"
        f"print([name for name in '{heavy}'.split() if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=faulty.parent, capture_output=True, check=False,
        env=COMPILED,
    )  # fmt: skip
    assert done.stderr.decode().splitlines()[-1] == "[]"
