"""Lines that frame a source's pages are proposed, decided about, and then taken out of its documents alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

import pytest
from flows_support import Typed, project_in

from flows import work
from flows.benchmark.frames import STOCK, article, measured
from flows.run import run_direct
from flows.settings import Settings, load_settings
from flows.steps import Options
from flows.templates.files import as_toml, slug_of, write_decided
from flows.templates.records import decided_from
from flows.upkeep.status import rows
from kouan.cleaning.templates import read_templates
from kouan.model.line_shape import line_shape
from warehouse.records import TemplateRecord

HEAD = "岸边小报 今日第{n}版"
FOOT = "岸边小报陪您看海"


def pages_in(folder: Path, source: str, count: int, first: int = 0) -> None:
    (folder / "inbox" / source).mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        draw = Random(f"{source} {number}")
        lines = [line for line in article(draw, number) if line != STOCK]
        text = "\n".join([HEAD.format(n=number), *lines, FOOT]) + "\n"
        (folder / "inbox" / source / f"{number:03}.txt").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = project_in(tmp_path_factory.mktemp("made") / "project")
    pages_in(settings.project, "an", 12)
    pages_in(settings.project, "other", 9)
    run_direct(settings)
    return settings.project


@pytest.fixture
def published(made: Path, tmp_path: Path) -> Settings:
    shutil.copytree(made, tmp_path / "project", symlinks=True)
    return load_settings(tmp_path / "project")


def status_of(settings: Settings) -> dict[str, str]:
    return {
        row["line"]: row["status"]
        for row in rows(settings.home, "SELECT line, status FROM template")
    }


def test_lines_are_proposed_approved_and_taken_out_of_their_source_alone(
    published: Settings, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(published.project)
    code, out, _ = typed("templates", "--json")
    found = json.loads(out)
    assert code == 0
    assert {(one["site"], one["place"], one["figures"]) for one in found} == {
        ("inbox/an", "head", "any"),
        ("inbox/an", "foot", "same"),
    }
    assert {(one["documents"], one["stories"], one["share"]) for one in found} == {(12, 12, 1.0)}
    assert all(one["status"] == "proposed" and one["examples"] for one in found)

    code, out, _ = typed("templates", "approve", "--all", "--reason", "on every page")
    assert (code, "2 templates approved in" in out) == (0, True)
    read: list[str] = []
    process = work.process

    def noting(batch, knowledge):
        read.extend(source.location for source in batch.sources)
        return process(batch, knowledge)

    monkeypatch.setattr(work, "process", noting)
    run_direct(published, Options(only_affected=True))
    assert len(read) == 12
    assert all(location.startswith("inbox/an/") for location in read)

    gone = rows(
        published.home,
        "SELECT template, count(*) AS lines, min(confidence) AS sure FROM removed"
        " WHERE rule = 'template' GROUP BY template",
    )
    names = {one["name"] for one in found}
    assert {(row["template"], row["lines"], row["sure"]) for row in gone} == {
        (name, 12, 0.95) for name in names
    }
    (removed,) = rows(
        published.home,
        "SELECT document_id || ':' || position AS place FROM removed WHERE rule = 'template' LIMIT 1",
    )
    code, out, _ = typed("why", f"removed:{removed['place']}")
    assert (code, "on every page" in out, "approved" in out) == (0, True, True)
    blocks = "SELECT count(*) AS n FROM current_block WHERE text = ?"
    assert rows(published.home, blocks.replace("?", f"'{FOOT}'")) == [{"n": 9}]
    assert set(status_of(published).values()) == {"approved"}
    assert run_direct(published).changed is False

    code, out, _ = typed("templates", "show", found[0]["template_id"][:6])
    assert (code, "12 documents, 12 different stories" in out) == (0, True)
    assert "on every page" in out


def test_who_looks_at_a_line_is_told_that_articles_have_their_publisher_from_it(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project_in(tmp_path / "project")
    pages_in(settings.project, "an", 12)
    for page in settings.project.glob("inbox/an/*.txt"):
        page.write_text(f"岸边网消息\n\n{page.read_text('utf-8')}", "utf-8")
    run_direct(settings)
    monkeypatch.chdir(settings.project)
    ids = {row["line"]: row["template_id"][:6] for row in template_list(settings)}
    said = {line: " ".join(typed("templates", "show", ids[line])[1].split()) for line in ids}
    warned = [line for line, text in said.items() if "where this line is taken out" in text]
    assert warned == ["岸边网消息"]
    assert "of 12 articles; where this line is taken out they have none" in said["岸边网消息"]
    told = json.loads(typed("templates", "show", ids["岸边网消息"], "--json")[1])
    assert told[0]["names_publisher_of"] == 12


def template_list(settings: Settings) -> list[dict[str, str]]:
    return rows(settings.home, "SELECT line, template_id FROM template ORDER BY line")


@pytest.mark.slow
def test_what_was_rejected_is_not_proposed_again(
    published: Settings, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(published.project)
    assert typed("templates", "reject", "--source", "inbox/an")[0] == 0
    pages_in(published.project, "an", 12, first=12)
    run_direct(published)
    assert set(status_of(published).values()) == {"rejected"}
    assert typed("templates", "list", "--status", "proposed")[0] == 1
    for decision in ("approve", "reject"):
        some = [
            row["template_id"] for row in rows(published.home, "SELECT template_id FROM template")
        ]
        reason = ("--reason", "on every page") if decision == "approve" else ()
        assert typed("templates", decision, *some, *reason)[0] == 0
    found = read_templates(published.project / "templates")
    assert [(one.decision, one.template.reason) for one in found] == [("rejected", "")] * 2


def test_check_and_clean_and_annotate_hear_an_approved_template(
    published: Settings, typed: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(published.project)
    assert typed("templates", "approve", "--all")[0] == 0
    page, other = "inbox/an/003.txt", "inbox/other/003.txt"
    assert FOOT not in typed("clean", page)[1]
    assert FOOT in typed("clean", other)[1]
    assert f"-{FOOT}" in typed("clean", "--diff", page)[1]
    code, out, _ = typed("check", page)
    assert code == 1
    assert out.count("template: ") + out.count(" template ") >= 2
    monkeypatch.chdir(published.project / "inbox" / "an")
    assert FOOT not in typed("clean", "003.txt")[1]
    assert typed("annotate", "003.txt", "--out", str(tmp_path / "read"))[0] == 0
    labels = json.loads((tmp_path / "read" / "003.json").read_text("utf-8"))
    assert {one["text"].strip() for one in labels["removed"]} >= {FOOT}


@pytest.mark.slow
def test_what_articles_elsewhere_say_and_the_title_of_a_series_are_not_proposed(
    tmp_path: Path,
) -> None:
    settings = project_in(tmp_path / "project")
    inbox = settings.project / "inbox"
    said = "海边的消息由海边的人告诉你。"
    pages_in(settings.project, "an", 30)
    for number, path in enumerate(sorted((inbox / "an").iterdir())):
        lines = path.read_text("utf-8").splitlines()
        if number % 3 == 0:
            lines[:1] = ["一周海边快讯"]
        path.write_text("\n".join([*lines, said]) + "\n", "utf-8")
    (inbox / "elsewhere").mkdir()
    title, first, *rest = article(Random(99), 1)
    page = "\n".join([title, first, said, *rest])
    (inbox / "elsewhere" / "1.txt").write_text(page, "utf-8")
    run_direct(settings)
    proposed = {line_shape(line) for line in status_of(settings)}
    assert proposed == {line_shape(FOOT), line_shape(HEAD.format(n=1))}

    (inbox / "elsewhere" / "1.txt").write_text("\n".join([title, first, *rest, said]), "utf-8")
    pages_in(settings.project, "an", 6, first=40)
    run_direct(settings)
    assert said in status_of(settings)


@pytest.mark.slow
def test_a_source_is_looked_at_again_when_it_has_grown(tmp_path: Path) -> None:
    settings = project_in(tmp_path / "project")
    pages_in(settings.project, "an", 9)
    run_direct(settings)
    assert status_of(settings) == {}
    pages_in(settings.project, "an", 1, first=9)
    run_direct(settings)
    assert set(status_of(settings).values()) == {"proposed"}
    assert {row["n"] for row in rows(settings.home, "SELECT documents AS n FROM template")} == {10}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("approve",), 2, "needs --all"),
        (("approve", "abcdef"), 2, "names no template"),
        (("show",), 2, "show takes the id or name"),
        (("approve", "--all", "--kind", "footer"), 2, "--kind footer: choose of"),
        (("list", "--source", "nowhere*"), 1, "no template fits"),
    ],
)
def test_what_cannot_be_done_is_said(
    published: Settings,
    typed: Typed,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(published.project)
    found, _, errors = typed("templates", *arguments)
    assert found == code
    assert said in errors


def test_a_decision_comes_back_from_its_file_as_it_went_in(tmp_path: Path) -> None:
    from datetime import UTC, date, datetime

    record = TemplateRecord(
        "id", "foot-1", "a.cn/*", '订阅 "a\\b" \x7f\x85', "any", "other", 0.9, "foot", 12, 11, 0.5,
        date(2020, 1, 2), date(2021, 1, 2), ("订阅 1", "订阅 2"), "d1",
    )  # fmt: skip
    made = decided_from(
        record, "approved", "ann", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), '甲"乙'
    )
    (file,) = write_decided(tmp_path, [made])
    assert file.name == f"{slug_of('a.cn/*')}.toml"
    assert read_templates(tmp_path) == (made,)
    file.write_text(f"# mine\n{file.read_text('utf-8')}", "utf-8")
    file.rename(tmp_path / "z.toml")
    write_decided(tmp_path, [decided_from(record, "rejected", "bob", made.decided_at, "")])
    assert [one.decision for one in read_templates(tmp_path)] == ["rejected"]
    assert "# mine" in (tmp_path / "z.toml").read_text("utf-8")
    assert as_toml(made).startswith("[[template]]\n")


@pytest.mark.slow
def test_of_a_made_up_archive_the_frames_are_proposed_and_go_and_nothing_else(
    tmp_path: Path,
) -> None:
    result = measured(tmp_path / "project", seed=2)
    assert result.proposed == result.frames
    assert sorted(result.removed) == sorted(result.due)
    assert len(result.due) >= 700
