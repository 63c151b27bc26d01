"""Other people's test cases, scored by their own scorer: `KOUAN_SUITES=FOLDER make conformance`. They are no part of this repository."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from conformance import SUITES, Scored, answer, scored, shortfalls, table

FOLDER = Path(os.environ.get("KOUAN_SUITES", ""))

needs_suites = pytest.mark.skipif(
    not (os.environ.get("KOUAN_SUITES") and (FOLDER / "score.py").is_file()),
    reason="KOUAN_SUITES names no folder of suites with their score.py: conformance is not measured",
)


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Scored]]:
    """All suites, answered once; the table is printed when the tests are done (see it with -s)."""
    found = scored(FOLDER, tmp_path_factory.mktemp("answers"))
    yield found
    print("", *table(found), sep="\n")


@pytest.mark.slow
@needs_suites
@pytest.mark.parametrize("suite", SUITES)
def test_conformance_with_other_peoples_cases_does_not_fall(
    suite: str, scores: Mapping[str, Scored]
) -> None:
    assert suite in scores, f"{FOLDER} holds no {suite}.jsonl"
    assert shortfalls(suite, scores[suite]) == {}


@pytest.mark.slow
@needs_suites
def test_conformance_knows_every_suite_of_the_folder(scores: Mapping[str, Scored]) -> None:
    assert set(scores) <= set(SUITES)


def test_a_measure_below_its_floor_or_missing_falls_short() -> None:
    (floor,) = SUITES["cn2an_number"].floors.values()
    assert shortfalls("cn2an_number", Scored(1, {"value": floor}, {})) == {}
    assert shortfalls("cn2an_number", Scored(1, {"value": floor - 1}, {})) == {
        "value": (floor - 1, floor)
    }
    assert shortfalls("cn2an_number", Scored(1, {}, {})) == {"value": (0.0, floor)}


def test_the_table_marks_what_is_below_what_is_asked_for() -> None:
    asked = SUITES["cn2an_number"].asked["value"]
    below, reached = (
        list(table({"cn2an_number": Scored(7, {"value": value}, {})}))[1]
        for value in (asked - 1, asked)
    )
    assert f"{asked - 1:.2f}  *" in below
    assert "*" not in reached
    assert below.split()[:3] == ["cn2an_number", "7", "value"]


def test_cases_are_answered_in_the_form_the_scorer_reads() -> None:
    reference = "2019-08-02T00:00:00"
    period = answer("dates", {"id": "1", "text": "今年上半年", "reference": reference}, FOLDER)
    assert period["found"] == [
        {"start": 0, "end": 5, "from": "2019-01-01T00:00:00", "to": "2019-07-01T00:00:00"}
    ]
    figures = answer("numbers", {"id": "2", "text": "八到十辆，三"}, FOLDER)["found"]
    assert [(one["value"], one["value_max"], one["unit"]) for one in figures] == [
        (8, 10, "辆"),
        (3, None, None),
    ]
    place = answer("jionlp_location", {"id": "3", "text": "广西壮族自治区来宾市"}, FOLDER)
    assert (place["province"], place["city"]) == ("广西壮族自治区", "来宾市")
