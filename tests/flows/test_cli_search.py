"""`kouan search` and `kouan articles`: in either script, on a terminal and in a pipe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from batches import Page, published
from flows_support import Typed

from flows.terminal import printing
from flows.terminal.finding import marked, simplified
from kouan.model.facts import EntityType
from warehouse.records import Held

NAMES = (
    (EntityType.PORT, "霍尔果斯口岸", "霍尔果斯口岸"),
    (EntityType.ORGANIZATION, "霍尔果斯出入境边防检查站", "霍尔果斯边检站"),
)
BODY = "排队时间缩短一半。  霍尔果斯口岸通关提速，霍尔果斯边检站增开通道。"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    held = [Held("document", "f" * 64, "inbox/x.txt", "empty", "it holds no text")]
    published(
        place,
        Page("inbox/a.txt", title="通关\x1b提速", body=BODY, names=NAMES, figures=()),
        Page("inbox/b.txt", names=(), figures=()),
        held=held,
    )
    return place


@pytest.fixture(autouse=True)
def _at_home(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KOUAN_HOME", str(home))


def test_words_in_traditional_script_and_full_width_are_found_and_marked(typed: Typed):
    code, out, _ = typed("search", "通關", "“排隊時間”")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "1. «通关»␛提速"  # what could drive a terminal is made visible
    assert "2018-07-16" in lines[1]
    assert "inbox/a.txt" in lines[1]
    assert "«排队时间»缩短一半" in lines[2]


def test_json_says_where_the_words_stand(typed: Typed):
    code, out, _ = typed("search", "排队", "--json")
    (row,) = json.loads(out)
    (snippet,) = row["snippets"]
    assert (code, snippet["role"]) == (0, "body")
    assert [snippet["text"][start:end] for start, end in snippet["highlights"]] == ["排队"]


def test_a_phrase_an_exclusion_and_a_source_can_be_options(typed: Typed):
    assert typed("search", "口岸", "通关", "--phrase")[0] == 0
    assert typed("search", "通关", "口岸", "--phrase")[0] == 1
    assert typed("search", "口岸", "--without", "排隊")[1].count("inbox/") == 1
    assert typed("search", "口岸", "--source", "inbox/a")[1].count("inbox/") == 1
    assert typed("search", "口岸", "--since", "2018-07-17")[0] == 1


def test_what_finds_nothing_and_what_cannot_be_asked_is_said(typed: Typed):
    code, out, err = typed("search", "长江大桥")
    assert (code, out, "no article holds 长江大桥" in err) == (1, "", True)
    for arguments, told in (
        ((), "nothing is looked for"),
        (("口岸", "--limit", "0"), "--limit 0"),
        (
            ("口岸", "--since", "yesterday"),
            "search: 'yesterday' is no day; write days as 2024-05-31\n",
        ),
    ):
        code, _, err = typed("search", *arguments)
        assert (code, told in err) == (2, True), err


def test_more_articles_than_shown_are_counted(typed: Typed):
    _, out, err = typed("search", "口岸", "--limit", "1")
    assert (out.count("inbox/"), "2 articles; these are the best 1" in err) == (1, True)


def test_the_articles_of_a_name_are_told_with_the_sentence_that_names_it(typed: Typed):
    code, out, _ = typed("articles", "--entity", "霍爾果斯邊檢站")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "霍尔果斯出入境边防检查站 (organization)"
    assert lines[3] == "   霍尔果斯口岸通关提速，«霍尔果斯边检站»增开通道。"
    code, out, _ = typed("articles", "--entity", "霍尔果斯口岸", "--json")
    (row,) = json.loads(out)
    (mention,) = row["mentions"]
    assert (mention["surface"], mention["type"], row["held"]) == ("霍尔果斯口岸", "port", [])


def test_a_name_nobody_bears_is_answered_with_those_that_are_near(typed: Typed):
    code, _, err = typed("articles", "--entity", "霍尔果斯")
    assert code == 1
    assert "did you mean 霍尔果斯口岸 (port)" in err
    assert typed("articles", "--entity", "长江")[2] == "nothing is named 长江\n"
    assert typed("articles", "--entity", "霍尔果斯口岸", "--until", "2000-01-01")[0] == 1
    code, _, err = typed("articles", "--entity", "霍尔果斯口岸", "--until", "2024-02-30")
    assert (code, err) == (2, "kouan: articles: '2024-02-30' is no day; write days as 2024-05-31\n")


def test_colours_stand_where_somebody_looks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(printing, "is_terminal", lambda _stream=None: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert marked("口岸通关", ((2, 4),)) == "口岸\x1b[1;33m通关\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert marked("口岸通关", ((2, 4),)) == "口岸«通关»"


def test_punctuation_keeps_its_width_and_letters_lose_it():
    assert simplified("“ＧＤＰ，增長”－２") == "“GDP，增长”-2"
