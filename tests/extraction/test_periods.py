"""Which periods a passage states, and that the words of time in the lexicons are found in a text."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from factories import ROOT

from kouan.extraction.time.periods import periods
from kouan.extraction.time.times import read_times
from kouan.gathering import gather

KNOWLEDGE = gather()
CASES = [
    case
    for cases in tomllib.loads((ROOT / "tests/cases/periods.toml").read_text("utf-8")).values()
    for case in cases
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_a_passage_states_these_periods(case: dict[str, Any]) -> None:
    found = periods(case["text"], KNOWLEDGE, case.get("published_at"))
    assert [f"{one.surface} = {one.value or ''}".strip() for one in found] == case["found"]


@pytest.mark.parametrize("event", [row["surface"] for row in KNOWLEDGE.rows("period_event")])
def test_every_event_that_the_lexicon_counts_from_is_found_in_a_text(event: str) -> None:
    (period,) = periods(f"口岸{event}以来增长5%", KNOWLEDGE, "2024-05-06")
    assert (period.surface, period.span) == (f"{event}以来", "since")


def test_every_word_of_time_in_the_lexicon_is_a_period() -> None:
    for row in KNOWLEDGE.rows("period_word"):
        found = periods(f"，{row['surface']}放行3人", KNOWLEDGE, "2021-06-14")
        assert [one.surface for one in found] == [row["surface"]]


@pytest.mark.parametrize(
    ("lexicon", "text"),
    [("festival", "2021年{}"), ("era", "{}三年"), ("day_part", "6月3日{}")],
)
def test_every_row_of_a_lexicon_of_time_is_read_with_what_stands_beside_it(
    lexicon: str, text: str
) -> None:
    for row in KNOWLEDGE.rows(lexicon):
        surface = text.format(row["surface"])
        (found,) = read_times(f"{surface}放行3人", KNOWLEDGE, "2021-06-14")
        assert found.surface == surface
        assert found.first is not None
