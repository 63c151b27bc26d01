"""Citations: as the styles want them, whole again when a BibTeX reader takes them apart, and of the sample documents."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from batches import Page, ask, published
from flows_support import Typed
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.citing.bibtex import bibtex, key_of
from flows.citing.gbt7714 import gbt7714, is_newspaper
from flows.citing.plain import plain
from flows.project import make_project
from warehouse.releases.cited import Cited
from warehouse.releases.making import create_release

TOLD = tomllib.loads((Path(__file__).parents[1] / "cases" / "citations.toml").read_text("utf-8"))
CASES = TOLD["case"]

NOTHING = Cited(
    id="0" * 32,
    kind="article",
    article_id="0" * 32,
    article_key="1" * 32,
    document_id="2" * 64,
    location="inbox/a.txt",
    url=None,
    title=None,
    publisher=None,
    authors=(),
    site=None,
    published=None,
    crawled_at=datetime.fromisoformat("2024-03-06T07:08"),
    read_at=None,
    version="0.1.0",
    standing="holds",
)
FIGURE = replace(
    NOTHING,
    kind="figure",
    fact_key="3" * 32,
    surface="25万余人次",
    sentence="罗湖口岸日均出入境旅客25万余人次。",
    release="2024-annual",
    release_digest="4" * 64,
    released_at=datetime.fromisoformat("2024-04-01T00:00"),
)


def record_of(case: dict) -> Cited:
    said = case["record"]
    return replace(NOTHING, **{**said, "authors": tuple(said.get("authors", ()))})


def parsed(text: str) -> dict[str, dict[str, str]]:
    """BibTeX as a reader takes it apart: a value ends where its braces balance, whatever stands in them."""
    entries: dict[str, dict[str, str]] = {}
    at = 0
    while (found := re.compile(r"\s*@(\w+)\{([^,\s{}]+)").match(text, at)) is not None:
        fields = {"_type": found[1]}
        at = found.end()
        while (field := re.compile(r",\s*(\w+) = \{").match(text, at)) is not None:
            depth, start = 1, field.end()
            at = start
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[field[1]] = text[start : at - 1]
        closing = re.compile(r"\s*\}").match(text, at)
        assert closing is not None, text[at : at + 40]
        at = closing.end()
        assert found[2] not in entries
        entries[found[2]] = fields
    assert not text[at:].strip()
    return entries


@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_a_record_is_cited_as_each_style_wants_it(case):
    record = record_of(case)
    assert plain(record, bare=True) == case["plain"]
    assert plain(record, "zh", bare=True) == case["plain_zh"]
    assert gbt7714(record, bare=True) == case["gbt7714"]
    assert parsed(bibtex([record], bare=True)) == {key_of(record): case["bibtex"]}


def test_a_newspaper_is_told_from_a_bulletin_by_its_name():
    (names,) = TOLD["publisher"]
    assert [name for name in names["newspapers"] if not is_newspaper(name)] == []
    assert [name for name in names["others"] if is_newspaper(name)] == []


def test_quote_times_digests_and_release_stand_behind_the_source():
    told = plain(FIGURE)
    for part in (FIGURE.sentence, FIGURE.document_id, FIGURE.fact_key, "2024-03-06 07:08 UTC"):
        assert part in told
    assert "release 2024-annual of 2024-04-01, sha256 4444" in told
    reference, line = gbt7714(FIGURE).split("\n")
    assert reference == gbt7714(FIGURE, bare=True)
    assert line.startswith(
        "原文：“罗湖口岸日均出入境旅客25万余人次。”；抓取于2024-03-06 07:08（UTC）；"
    )
    assert "a later version" in plain(replace(FIGURE, standing="superseded"))
    assert "原页面已无法找到" in gbt7714(replace(FIGURE, standing="vanished"))


def test_keys_tell_figures_and_releases_apart_and_are_plain_ascii():
    frozen = replace(FIGURE, standing="released", release="发布_1.0")
    keys = {key_of(one) for one in (NOTHING, FIGURE, frozen, replace(frozen, release="发布_1-0"))}
    assert len(keys) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", key) for key in keys)
    again = replace(FIGURE, metric_id="another reading", standing="superseded")
    assert key_of(again) == key_of(FIGURE)
    assert len(parsed(bibtex([FIGURE, FIGURE, NOTHING]))) == 2


@settings(max_examples=40)
@given(st.text(), st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_no_text_breaks_an_entry_or_a_line(title, publisher, sentence, authors):
    record = replace(
        FIGURE,
        title=title,
        publisher=publisher,
        sentence=sentence,
        authors=tuple(authors),
        location=title,
        release=publisher,  # of a warehouse that somebody else made
    )
    web = replace(record, kind="article", url=f"https://example.org/{title}")
    assert set(parsed(bibtex([record, web]))) == {key_of(record), key_of(web)}
    for one in (record, web):
        assert len(plain(one).splitlines()) == 1
        assert len(gbt7714(one).splitlines()) == 2


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("citing")
    make_project(folder)
    published(folder / ".kouan", Page(), Page("inbox/b.txt", title="另一篇"))
    create_release(folder / ".kouan", "first", "0.1.0")
    more = Page(body="罗湖口岸日均出入境旅客31万人次，罗湖边检站增开通道8条。", figures=())
    published(folder / ".kouan", more, run_id="run-2")
    return folder


@pytest.fixture
def _inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)


@pytest.mark.slow
@pytest.mark.usefixtures("_inside")
def test_an_id_is_cited_by_its_beginning_several_at_once(typed: Typed, project: Path):
    fact, metric, article = ask(
        project / ".kouan", "SELECT fact_key, metric_id, article_id FROM current_metric LIMIT 1"
    )[0]
    for row in (fact[:8], metric, article[:10]):
        code, out, _ = typed("cite", row, "--json")
        (found,) = json.loads(out)
        assert (code, found["title"], found["standing"]) == (0, "另一篇", "holds")
    assert found["sentence"] is None
    (same,) = json.loads(typed("cite", "inbox/b.txt", "--json")[1])
    assert same["key"] == found["key"]
    code, out, err = typed("cite", fact, "f" * 32, article, "--style", "bibtex")
    assert (code, len(parsed(out)), "f" * 32 in err) == (1, 2, True)


@pytest.mark.slow
@pytest.mark.usefixtures("_inside")
def test_what_its_page_no_longer_says_is_cited_from_the_release(typed: Typed, project: Path):
    fact = ask(
        project / ".kouan",
        "SELECT fact_key FROM release_fact WHERE location = 'inbox/a.txt' AND surface = '25万余人次'",
    )[0][0]
    now = json.loads(typed("cite", fact, "--json")[1])[0]
    assert (now["standing"], now["release"]) == ("superseded", "first")
    code, out, _ = typed("cite", fact, "--release", "first", "--json")
    (then,) = json.loads(out)
    assert (code, then["standing"], then["sentence"]) == (0, "released", now["sentence"])
    assert then["key"] == now["key"] + "_first"


@pytest.mark.slow
@pytest.mark.usefixtures("_inside")
def test_what_cannot_be_cited_is_said(typed: Typed, project: Path):
    run, mention, entity = ask(
        project / ".kouan", "SELECT run_id, mention_id, entity_id FROM run, mention LIMIT 1"
    )[0]
    code, _, err = typed("cite", run)
    assert (code, "cannot be cited" in err) == (2, True)
    assert typed("cite", entity)[0] == 2
    assert typed("cite", mention)[0] == 0
    assert typed("cite", "nonsense")[0] == 2
    assert typed("cite")[0] == 2
    code, _, err = typed("cite", mention, "--release", "none")
    assert (code, "there are first" in err) == (2, True)
    code, _, err = typed("cite", mention, "--release", "first")
    assert (code, "holds no figure" in err) == (1, True)
