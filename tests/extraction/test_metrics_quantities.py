"""Quantities by case; every unit row is proved by its own sentence; no text breaks the reader."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from factories import ROOT
from hypothesis import given
from hypothesis import strategies as st

from kouan.extraction.amounts.quantities import quantities
from kouan.extraction.amounts.units import UnitTable
from kouan.lexicons import read_folder
from kouan.model.facts import Bound
from kouan.model.knowledge import Knowledge

KNOWLEDGE = Knowledge(read_folder())
CASES = tomllib.loads((ROOT / "tests" / "cases" / "quantities.toml").read_text("utf-8"))
UNITS = [*KNOWLEDGE.rows("unit"), *KNOWLEDGE.rows("counter")]
ALPHABET = "一二两三半十百千万亿几多余个人次年月日天小时元％%成折分之第前首位名至到-—0123456789.，。“”《》近约不超过以上下K "


def said(text: str) -> list[str]:
    return [
        f"{found.surface} = {found.value:f}{'' if found.value_max is None else f'..{found.value_max:f}'}"
        f" {found.unit} {found.bound}"
        for found in quantities(text, KNOWLEDGE)
    ]


def parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"],
            marks=[pytest.mark.xfail(strict=True)] if group == "known_failure" else [],
        )
        for group, cases in CASES.items()
        for case in cases
    ]


@pytest.mark.parametrize("case", parameters())
def test_a_sentence_states_these_figures_and_no_others(case: dict[str, Any]) -> None:
    assert said(case["text"]) == case["found"]


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row["surface"])
def test_the_sentence_of_a_unit_is_read_by_its_row(row: dict[str, str]) -> None:
    found = quantities(row["example"], KNOWLEDGE)
    assert any(one.unit == row["unit"] and row["surface"] in one.surface for one in found), said(
        row["example"]
    )


@pytest.mark.parametrize("row", KNOWLEDGE.rows("unit_lookalike"), ids=lambda row: row["surface"])
def test_a_word_that_only_begins_like_a_unit_makes_no_figure(row: dict[str, str]) -> None:
    at = row["example"].find(row["surface"])
    assert at >= 0
    assert not any(one.start < at < one.end for one in quantities(row["example"], KNOWLEDGE))


@pytest.mark.parametrize("row", KNOWLEDGE.rows("fixed_name"), ids=lambda row: row["surface"])
def test_a_name_or_idiom_with_a_numeral_makes_no_figure(row: dict[str, str]) -> None:
    at = row["example"].find(row["surface"])
    assert at >= 0
    span = range(at, at + len(row["surface"]))
    assert not any(
        one.start in span or one.end - 1 in span for one in quantities(row["example"], KNOWLEDGE)
    )


@pytest.mark.parametrize(
    "row", KNOWLEDGE.rows("bound"), ids=lambda row: f"{row['position']} {row['surface']}"
)
def test_the_sentence_of_a_bound_word_is_read_by_its_row(row: dict[str, str]) -> None:
    found = quantities(row["example"], KNOWLEDGE)
    assert any(one.bound == row["bound"] for one in found), said(row["example"])
    if row["kept"] == "yes":
        assert any(row["surface"] in one.surface for one in found)


def test_a_word_that_binds_nothing_still_tells_a_number_from_a_word() -> None:
    words = [row["surface"] for row in KNOWLEDGE.rows("bound") if row["bound"] == "exact"]
    assert "达" in words
    assert [said(f"旅客{word}百人") for word in words] == [["百人 = 100 人 exact"]] * len(words)
    assert said("旅客百人") == []


def test_a_new_counter_is_one_row() -> None:
    lexicons = dict(KNOWLEDGE.lexicons)
    row = {"surface": "擔", "unit": "担", "factor": "1", "kind": "level", "example": "挑来谷物30擔"}
    added = Knowledge({**lexicons, "counter": (*lexicons["counter"], row)}, digest="with 擔")
    assert not quantities("挑来谷物30擔", KNOWLEDGE)
    assert [(one.surface, one.unit) for one in quantities("挑来谷物30擔", added)] == [
        ("30擔", "担")
    ]


def test_there_are_at_least_150_units_with_a_factor_that_is_a_number() -> None:
    table = UnitTable(KNOWLEDGE)
    assert len([unit for unit in table.units.values() if unit]) >= 150


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_figures_lie_in_order_where_they_say_and_no_text_raises(text: str) -> None:
    at = 0
    for one in quantities(text, KNOWLEDGE):
        assert at <= one.start < one.end
        assert text[one.start : one.end] == one.surface
        assert (one.bound is Bound.RANGE) == (one.value_max is not None)
        assert one.value_max is None or one.value < one.value_max
        assert one.unit
        at = one.end
