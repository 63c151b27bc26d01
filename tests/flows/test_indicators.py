"""What figures count is listed by its names; what nothing names is proposed as a row, and named from then on."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from factories import knowledge
from flows_support import Typed, project_in

from flows.indicators.proposing import as_csv, proposals
from flows.run import run_direct
from kouan.extraction.figures.canonical import indicator_of_row
from kouan.lexicons.reader import read_lexicon
from warehouse.unnamed import UnnamedPhrase

TEXT = "第{number}次通报\n\n2019年{number}月，拱北口岸冰鲜报检单{number}0票，出入境旅客达{number}0万人次。\n"


def phrase(name: str, figures: int, articles: range, **changed: object) -> UnnamedPhrase:
    values = {
        "unit_base": "票",
        "measure": "flow",
        "units": ("票",),
        "example": f"{name}3票",
    } | changed
    return UnnamedPhrase(name, figures=figures, articles=frozenset(articles), **values)  # type: ignore[arg-type]


def test_phrases_for_one_thing_make_one_row_without_words_of_growing():
    found = [
        phrase("报检单", 4, range(4)),
        phrase("冰鲜报检单", 2, range(3, 5)),
        phrase("报检单同比增长", 1, range(1)),
    ]
    (row,) = proposals(found, least=2)
    assert (row.names, row.figures, row.articles) == ("报检单 冰鲜报检单", 7, 5)


def test_phrases_with_another_unit_or_in_too_few_articles_make_no_row():
    found = [phrase("报检单", 4, range(4)), phrase("报检单", 4, range(1), unit_base="CNY")]
    assert [row.unit_base for row in proposals(found, least=2)] == ["票"]


def test_no_proposal_takes_a_name_or_an_id_from_another_indicator():
    found = [
        phrase("报检单", 4, range(4)),
        phrase("报检单", 9, range(3), unit_base="份"),
        phrase("报减单", 3, range(3)),
        phrase("GDP", 3, range(3), unit_base="斤"),
        phrase("gdp", 2, range(2), unit_base="斤"),
    ]
    known = [indicator_of_row(row) for row in knowledge().rows("indicator")]
    assert any(one.indicator_id == "gdp" and "GDP" in one.names for one in known)
    assert [(row.indicator_id, row.names) for row in proposals(found, 1, known)] == [
        ("bao_jian_dan", "报检单"),
        ("bao_jian_dan_2", "报减单"),
        ("gdp_2", "gdp"),
    ]


def test_proposed_rows_can_be_read_as_a_lexicon(tmp_path: Path):
    file = tmp_path / "indicator.csv"
    file.write_text(as_csv(proposals([phrase("报检单", 4, range(4))], least=1)), "utf-8")
    (row,) = read_lexicon(file)
    assert (row["indicator_id"], row["names"], row["is_summable"]) == (
        "bao_jian_dan",
        "报检单",
        "yes",
    )


@pytest.mark.slow
def test_what_nothing_names_is_proposed_and_named_once_it_is_a_row(
    tmp_path: Path, typed: Typed, monkeypatch: pytest.MonkeyPatch
):
    settings = project_in(tmp_path / "project")
    for number in (1, 2, 3):
        (settings.project / "inbox" / f"{number}.txt").write_text(
            TEXT.format(number=number), "utf-8"
        )
    run_direct(settings)
    monkeypatch.chdir(settings.project)
    code, out, _ = typed("indicators", "propose", "--csv")
    (row,) = csv.DictReader(out.splitlines())
    assert (code, row["names"]) == (0, "冰鲜报检单")
    (settings.project / "lexicons" / "indicator.csv").write_text(out, "utf-8")
    run_direct(settings)
    for shown in ((), ("--csv",), ("--json",)):
        code, _, told = typed("indicators", "propose", *shown)
        assert (code, "see --least" in told) == (1, True), shown
    _, listed, _ = typed("indicators", "list", "--json")
    used = {one["indicator_id"]: one["figures"] for one in json.loads(listed) if one["figures"]}
    assert used == {row["indicator_id"]: 3, "border_crossings": 3}
