"""A change of words costs the documents that hold them, and leaves nothing out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flows_support import article_in, project_in

from flows import work
from flows.ingestion.difference import difference
from flows.ingestion.keeping import FOLDER, Kept, keep, kept_in
from flows.ingestion.touched import divided, holding
from flows.run import run_direct
from flows.settings import Settings
from flows.steps import Options
from flows.upkeep.status import rows
from kouan.model.knowledge import Phrase

HEADER = "surface,name,type,source,licence,example\n"
AFFECTED = Options(only_affected=True)
#: What is valid, without what tells one run from another.
TABLES = {
    "document": "SELECT * EXCLUDE (run_id, part, state_digest) FROM document",
    "article": "SELECT * EXCLUDE (valid_from, version_reason, run_id) FROM current_article",
    "block": "SELECT * EXCLUDE (valid_from) FROM current_block",
    "mention": "SELECT * EXCLUDE (valid_from) FROM current_mention",
    "metric": "SELECT * EXCLUDE (valid_from) FROM current_metric",
    "removed": "FROM removed",
    "edits": "FROM edit_summary",
    "suspicion": "FROM suspicion",
}


def valid_rows(settings: Settings) -> dict[str, list[str]]:
    return {name: sorted(map(repr, rows(settings.home, sql))) for name, sql in TABLES.items()}


def gazetteer(folder: Path, *lines: str) -> None:
    (folder / "lexicons" / "gazetteer.csv").write_text(HEADER + "".join(lines), "utf-8")


@pytest.mark.slow
def test_a_new_name_is_read_in_the_documents_that_hold_it_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path / "mine", 1, 2, 3)
    inbox = tmp_path / "mine" / "inbox"
    (inbox / "hans.txt").write_text(
        "云岭灯会开幕\n\n2019年5月，云岭灯会在罗湖口岸开幕，旅客达3万人次。\n", "utf-8"
    )
    (inbox / "hant.txt").write_text(
        "雲嶺燈會閉幕\n\n2019年6月，雲嶺燈會(dēnghuì)在羅湖口岸閉幕，旅客達4萬人次。\n", "utf-8"
    )
    run_direct(settings)
    assert rows(
        settings.home, "SELECT count(*) AS n FROM current_mention WHERE name = '云岭灯会'"
    ) == [{"n": 0}]
    gazetteer(tmp_path / "mine", "云岭灯会,云岭灯会,program,,,云岭灯会开幕\n")
    read: list[str] = []
    process = work.process

    def noting(batch, knowledge):
        read.extend(source.location for source in batch.sources)
        return process(batch, knowledge)

    monkeypatch.setattr(work, "process", noting)
    summary = run_direct(settings, AFFECTED)
    assert sorted(read) == ["inbox/hans.txt", "inbox/hant.txt"]
    assert (summary.released, summary.unchanged) == (2, 3)
    assert "2 of 5 documents hold a word that changed" in summary.notes[0]
    assert rows(settings.home, "SELECT count(*) AS n FROM verification") == [{"n": 3}]
    assert run_direct(settings).changed is False

    whole = project_in(tmp_path / "whole")
    shutil.copytree(inbox, tmp_path / "whole" / "inbox", dirs_exist_ok=True)
    shutil.copy(tmp_path / "mine" / "lexicons" / "gazetteer.csv", tmp_path / "whole" / "lexicons")
    run_direct(whole)
    assert valid_rows(settings) == valid_rows(whole)
    assert any("云岭灯会" in row for row in valid_rows(settings)["mention"])


@pytest.mark.slow
def test_reading_a_spared_document_again_takes_its_note_away(tmp_path: Path):
    settings = project_in(tmp_path, 1, 2)
    run_direct(settings)
    gazetteer(tmp_path, "无处灯会,无处灯会,program,,,无处灯会开幕\n")
    spared = run_direct(settings, AFFECTED)
    assert (spared.released, spared.unchanged, spared.changed) == (0, 2, True)
    assert rows(settings.home, "SELECT count(*) AS n FROM verification") == [{"n": 2}]
    run_direct(settings, Options((str(tmp_path / "inbox" / "001.txt"),), full=True))
    assert rows(settings.home, "SELECT count(*) AS n FROM verification") == [{"n": 1}]


@pytest.mark.slow
def test_where_nothing_tells_every_document_is_read_and_the_reason_said(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    run_direct(settings)
    (tmp_path / "lexicons" / "surname.csv").write_text(
        "surface,frequency,source,licence,example\n灯,rare,,,灯某某\n", "utf-8"
    )
    summary = run_direct(settings, AFFECTED)
    assert summary.released == 1
    assert "1 document read anew: lexicon surname changed" in summary.notes[0]
    shutil.rmtree(settings.home / FOLDER)
    gazetteer(tmp_path, "无处灯会,无处灯会,program,,,无处灯会开幕\n")
    lost = run_direct(settings, AFFECTED)
    assert lost.released == 1
    assert "what they were read with is not kept" in lost.notes[0]


PHRASE = Phrase("mine", "ad_footer", "扫码关注我们", "somewhere", "扫码关注我们")
ROW = {
    "surface": "云岭灯会",
    "name": "云岭灯会",
    "type": "program",
    "source": "",
    "licence": "",
    "example": "一",
}
PLAIN = Kept(
    {"kouan": "1", "source": "a"},
    "m",
    {},
    (PHRASE,),
    {"gazetteer": (ROW,), "surname": (), "post": ()},
)


def needles(**changed: Any) -> frozenset[str]:
    found = difference(PLAIN, replace(PLAIN, **changed))
    assert not found.everything
    return found.needles


def reasons(**changed: Any) -> str:
    return "; ".join(difference(PLAIN, replace(PLAIN, **changed)).everything)


def test_a_changed_row_is_looked_for_by_its_words_before_and_after():
    new = {**ROW, "surface": "云岭花会"}
    assert needles(lexicons={**PLAIN.lexicons, "gazetteer": (new,)}) == {"云岭灯会", "云岭花会"}
    assert needles(lexicons={**PLAIN.lexicons, "gazetteer": ()}) == {"云岭灯会"}
    assert (
        needles(lexicons={**PLAIN.lexicons, "gazetteer": ({**ROW, "example": "二"},)})
        == frozenset()
    )
    assert needles(lexicons=PLAIN.lexicons) == frozenset()


def test_a_changed_phrase_is_looked_for_by_pairs_that_every_match_holds():
    assert needles(phrases=()) <= {"扫码", "码关", "关注", "注我", "我们"}
    assert needles(phrases=()) != frozenset()
    latin = replace(PHRASE, pattern="[0-9]+")
    assert "phrase mine changed" in reasons(phrases=(latin,))


def test_what_is_not_local_touches_everything():
    two = ({**ROW, "surface": "甲"}, {**ROW, "surface": "乙"})
    gazetteers = {**PLAIN.lexicons, "gazetteer": two}
    before = replace(PLAIN, lexicons=gazetteers)
    turned = replace(PLAIN, lexicons={**gazetteers, "gazetteer": two[::-1]})
    assert "another order" in "; ".join(difference(before, turned).everything)
    assert "code of kouan" in reasons(versions={**PLAIN.versions, "source": "b"})
    assert "kouan is 2" in reasons(versions={**PLAIN.versions, "kouan": "2"})
    assert "character model" in reasons(model="n")
    assert "rules/mine.py" in reasons(rules={"mine.py": "1"})
    assert "surname" in reasons(lexicons={**PLAIN.lexicons, "surname": ({"surface": "灯"},)})
    assert "script_word" in reasons(
        lexicons={**PLAIN.lexicons, "script_word": ({"surface": "燈"},)}
    )
    ruled = replace(PLAIN, rules={"mine.py": "1"})
    other = replace(ruled, lexicons={**PLAIN.lexicons, "post": ({"surface": "站长"},)})
    assert "rules of the project may read it" in "; ".join(difference(ruled, other).everything)


@pytest.mark.parametrize(
    ("needle", "text"),
    [
        ("云岭灯会", "昨日云岭灯会开幕"),
        ("云岭灯会", "昨日雲嶺燈會開幕"),
        ("云岭灯会", "雲(yún)嶺(lǐng)燈(dēng)會"),
        ("云岭灯会", "云岭\n  灯会"),
        ("云岭灯会", "云 岭&nbsp;灯会"),
        ("5A级景区", "新的５Ａ级 景区"),
        ("K686", "乘Ｋ686 次列车"),
        ("m²", "共3 ㎡"),
        ("FDA", "the fda said"),
    ],
)
def test_no_script_gloss_or_break_hides_a_word(needle: str, text: str):
    texts = [("other", "别处没有这个词 other"), ("mine", text), ("last", "末篇")]
    assert holding(texts, *divided([needle])) == {"mine"}


def test_words_do_not_reach_from_one_document_into_the_next():
    assert holding([("a", "云岭"), ("b", "灯会")], *divided(["云岭灯会"])) == set()


def test_a_part_that_is_gone_touches_its_documents(tmp_path: Path):
    from flows.ingestion.touched import touched

    assert touched(tmp_path, {"lost": ["d1", "d2"]}, {"词"}) == {"d1", "d2"}


def test_kept_knowledge_comes_back_as_it_was_or_not_at_all(tmp_path: Path):
    keep(tmp_path, "s", PLAIN)
    assert kept_in(tmp_path, "s") == PLAIN
    (file,) = (tmp_path / FOLDER).iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert kept_in(tmp_path, "s") is None
    assert kept_in(tmp_path, "another") is None


@pytest.mark.slow
def test_a_text_that_a_rule_took_out_is_searched_too(tmp_path: Path):
    settings = project_in(tmp_path, 1)
    path = article_in(tmp_path, 2)
    path.write_text(path.read_text("utf-8") + "\n（来源：云岭灯会组委会）\n", "utf-8")
    run_direct(settings)
    gazetteer(tmp_path, "云岭灯会,云岭灯会,program,,,云岭灯会开幕\n")
    assert run_direct(settings, AFFECTED).released == 1
