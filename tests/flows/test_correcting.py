"""Texts and entities of a project are corrected by hand: what is said holds, what cannot hold is refused before a run begins."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flows_support import Typed, article_in, project_in

from flows.correcting.entities import merge, split
from flows.correcting.rows import Reasons
from flows.correcting.texts import kept_text, removed_text, text_correction
from flows.run import run_direct
from flows.settings import Settings
from flows.summary import RunSummary
from kouan.corrections import CorrectionError
from kouan.corrections.reader import FIELDS
from kouan.model.correction import Correction
from warehouse.connection import reader
from warehouse.provenance.explanation import why

pytestmark = pytest.mark.slow

REASONS = Reasons("read it on the page", "an editor", date(2024, 5, 31), "the printed page")
PAGE = "拱北口岸通报客流\n\n2019年5月，拱北口岸出入境旅客达10万人次。\n\n拱北海关表示，口岸将优化流程。\n\n相关链接：\n- 拱北口岸开通新通道(2019-02-18)\n- 横琴口岸开通新通道(2019-02-17)\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = project_in(tmp_path / "project")
    (made.project / "inbox" / "a.txt").write_text(PAGE, "utf-8")
    article_in(made.project, 7, "b.txt")
    run_direct(made)
    return made


def ask(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with closing(reader(settings.home)) as connection:
        return connection.execute(sql).fetchall()


def row(one: Correction) -> list[str]:
    said = {**{name: getattr(one, name, None) for name in FIELDS}, "table": one.table.value}
    return ["" if said[name] is None else str(said[name]) for name in FIELDS]


def run_with(settings: Settings, *corrections: Correction) -> RunSummary:
    folder = settings.project / "corrections"
    folder.mkdir(exist_ok=True)
    with (folder / "all.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([FIELDS, *map(row, corrections)])
    return run_direct(settings)


def text_of(settings: Settings) -> str:
    blocks = "SELECT text FROM current_block INNER JOIN current_article USING (article_id) WHERE location = 'inbox/a.txt' ORDER BY position"
    return "\n".join(text for (text,) in ask(settings, blocks))


def block(settings: Settings, words: str) -> str:
    ((id_, position),) = ask(
        settings,
        f"SELECT article_id, position FROM current_block WHERE contains(text, '{words}')",
    )
    return f"{id_}:{position}"


def test_texts_are_corrected_kept_and_taken_out_and_come_back(settings: Settings) -> None:
    before = text_of(settings)
    ((document, position, kind),) = ask(
        settings, "SELECT document_id, position, kind FROM removed WHERE contains(text, '横琴')"
    )
    words = text_correction(
        settings.home, block(settings, "海关表示"), "拱北海关", "横琴海关", REASONS
    )
    kept = kept_text(settings.home, f"removed:{document}:{position}", REASONS)
    page = removed_text(settings.home, block(settings, "10万"), "ad_footer", REASONS)
    assert (words.seen, words.new, kept.seen, page.new) == (
        "拱北海关",
        "横琴海关",
        kind,
        "ad_footer",
    )
    summary = run_with(settings, words, kept, page)
    assert (summary.released, summary.unchanged) == (1, 1)
    after = text_of(settings)
    assert "横琴海关表示" in after
    assert "横琴口岸开通新通道" in after
    assert "10万" not in after
    assert ask(settings, "SELECT table_name, state FROM correction ORDER BY 1, line") == [
        ("removed", "active"),
        ("removed", "active"),
        ("text", "active"),
    ]
    assert ask(
        settings,
        "SELECT rule, kind, edits FROM edit_summary WHERE rule = 'correction' ORDER BY kind",
    ) == [("correction", "ad_footer", 1), ("correction", "correction", 1)]
    ((reason,),) = ask(
        settings, "SELECT version_reason FROM current_article WHERE location = 'inbox/a.txt'"
    )
    assert reason == "correction"
    ((mention,),) = ask(
        settings, "SELECT mention_id FROM current_mention WHERE surface = '横琴海关'"
    )
    edits = [edit for edit in why(settings.home, mention).edits if edit.rule == "correction"]
    assert [(edit.before, edit.after) for edit in edits] == [("拱北海关", "横琴海关")]
    assert run_with(settings, words, kept, page).unchanged == 2
    run_with(settings)
    assert text_of(settings) == before
    assert ask(settings, "SELECT count(*) FROM correction") == [(0,)]


def test_entities_are_merged_and_split_without_reading_a_document(settings: Settings) -> None:
    merged = merge(settings.home, "拱北海关", "port:拱北口岸", REASONS)
    assert (merged.seen, merged.new) == ("organization:拱北海关", "port:拱北口岸")
    assert run_with(settings, merged).unchanged == 2
    names = "SELECT DISTINCT name FROM current_mention WHERE surface = '拱北海关'"
    assert ask(settings, names) == [("拱北口岸",)]
    assert ask(settings, "SELECT state FROM correction") == [("active",)]
    ((id_,),) = ask(settings, "SELECT entity_id FROM entity WHERE name = '拱北海关'")
    assert "corrected to" in {one.name for one in why(settings.home, id_).related}
    document = ask(
        settings, "SELECT document_id FROM current_article WHERE location = 'inbox/b.txt'"
    )[0][0]
    run_with(settings)
    assert ask(settings, names) == [("拱北海关",)]
    parted = split(settings.home, "拱北海关", "拱北海关（旧）", REASONS, document=document)
    assert (parted.seen, parted.new) == ("organization:拱北海关", "organization:拱北海关（旧）")
    run_with(settings, parted)
    assert sorted(ask(settings, names)) == [("拱北海关",), ("拱北海关（旧）",)]


def of(settings: Settings, line: str) -> Callable[[], RunSummary]:
    (settings.project / "corrections").mkdir(exist_ok=True)
    (settings.project / "corrections" / "a.csv").write_text(
        f"table,document_id,raw_start,raw_end,column,seen,new,reason,author,made_on\n{line},r,a,2024-05-31\n",
        "utf-8",
    )
    return lambda: run_direct(settings)


def test_what_fits_no_document_and_what_nobody_names_is_refused_before_a_run(
    settings: Settings,
) -> None:
    ((document, size),) = ask(
        settings, "SELECT document_id, bytes FROM document WHERE locations[1] = 'inbox/a.txt'"
    )
    runs = ask(settings, "SELECT count(*) FROM run")
    for line, said in (
        (
            f"text,{document},{size - 3},{size + 3},,甲,乙",
            f"a.csv:2: raw_end {size + 3} lies behind",
        ),
        (f"text,{document},1,3,,甲,乙", "a.csv:2: bytes 1-3 cut a character in two"),
        ("entity,,,,,port:无此口岸,port:拱北口岸", "a.csv:2: no article names 'port:无此口岸'"),
        ("entity,,,,,port:拱北口岸,port:拱北", "no article names 'port:拱北'; known are "),
    ):
        with pytest.raises(CorrectionError, match=said):
            of(settings, line)()
    assert ask(settings, "SELECT count(*) FROM run") == runs
    assert ask(settings, "SELECT count(*) FROM correction") == [(0,)]


def test_what_a_person_says_of_a_row_must_hold(settings: Settings) -> None:
    home = settings.home
    place = block(settings, "海关表示")
    for make, said in (
        (lambda: text_correction(home, "inbox/a.txt", "口岸", "关口", REASONS), "is there"),
        (lambda: text_correction(home, place, "无此", "关口", REASONS), "is not there"),
        (lambda: text_correction(home, place, "海关", "海关", REASONS), "reads '海关' already"),
        (lambda: kept_text(home, place, REASONS), "is no removed stretch"),
        (lambda: removed_text(home, place, "advert", REASONS), "should be one of"),
        (lambda: merge(home, "拱北海关", "无此口岸", REASONS), "nothing is called so"),
        (lambda: merge(home, "拱北海关", "拱北海关", REASONS), "is that entity already"),
        (lambda: split(home, "拱北海关", "甲", REASONS), "say which mentions"),
        (lambda: split(home, "拱北海关", "甲", REASONS, alias="乙"), "no valid article calls it"),
    ):
        with pytest.raises(CorrectionError, match=said):
            make()


def test_what_is_typed_is_tried_before_it_is_written(
    settings: Settings, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(settings.project)
    place = block(settings, "海关表示")
    told = ("--reason", "the page says so", "--by", "an editor")
    words = ("correct", place, "--text", "横琴海关", "--words", "拱北海关", *told)
    code, out, err = typed(*words, "--preview")
    assert (code, "拱北海关表示，口岸将优化流程。 → 横琴海关表示，口岸将优化流程。" in out) == (
        0,
        True,
    )
    assert "nothing is written" in err
    assert not list((settings.project / "corrections").glob("*.csv"))
    assert typed(*words)[0] == 0
    code, _, err = typed(*words)
    assert (code, "corrected to 横琴海关 already" in err) == (1, True)
    code, _, err = typed("correct", place, "--text", "横琴", "--words", "拱北", *told)
    assert (code, "overlap those of" in err) == (1, True)
    code, out, _ = typed("correct", "拱北海关", "--merge", "port:拱北口岸", *told)
    assert (code, " mentions in 2 articles" in out) == (0, True)
    code, _, err = typed("correct", "port:拱北口岸", "--merge", "organization:拱北海关", *told)
    assert (code, "merged into each other" in err) == (1, True)
    code, _, err = typed("correct", "拱北海关", "--split", "甲", "--alias", "拱北关", *told)
    assert (code, "no valid article calls it" in err) == (1, True)
    for said in (("--keep", "--remove", "other"), ("--alias", "甲"), ("--keep", "--drop")):
        assert typed("correct", place, *said, *told)[0] == 2
    run_direct(settings)
    code, out, _ = typed("correct", "--list", "--state", "active", "--json")
    assert [one["table"] for one in json.loads(out)] == ["text", "entity"]
    code, out, _ = typed("clean", "inbox/a.txt", "--diff")
    assert "+横琴海关表示，口岸将优化流程。" in out
    assert "correction" not in typed("check", "inbox/a.txt")[1]
