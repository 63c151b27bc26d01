"""Each row of the lexicons of figures explains its own example, and indicators agree with the units they are stated in."""

from __future__ import annotations

import pytest
from factories import article_of

from kouan.extraction.metrics import find_metrics
from kouan.lexicons import read_folder
from kouan.model.facts import Measure, Metric
from kouan.model.knowledge import Knowledge, Row

KNOWLEDGE = Knowledge(read_folder())
ROWS = KNOWLEDGE.lexicons
#: Base units by the name of a unit.
BASES = {
    row["surface"]: row["unit_base"] or row["unit"]
    for lexicon in ("unit", "counter")
    for row in ROWS[lexicon]
}


def figures_of(text: str, knowledge: Knowledge = KNOWLEDGE) -> tuple[Metric, ...]:
    article, document = article_of(f"{text}。")
    return find_metrics(article, (), document, knowledge)


def with_rows(lexicon: str, *rows: Row) -> Knowledge:
    """Knowledge whose lexicon has these rows and no others."""
    return Knowledge({**ROWS, lexicon: rows}, digest=f"{lexicon} {rows}")


@pytest.mark.parametrize("column", ["kind", "measure", "modality"])
def test_a_cue_says_of_the_figure_in_its_example_what_its_row_says(column: str):
    wrong = {
        row["surface"]: [getattr(one, column) for one in figures_of(row["example"])]
        for row in ROWS[f"{column}_cue"]
        if row[column] not in [getattr(one, column) for one in figures_of(row["example"])]
    }
    assert wrong == {}


@pytest.mark.parametrize("unit_says", [Measure.AVERAGE, Measure.INDEX])
def test_a_cue_of_a_measure_says_it_whatever_the_unit_says(unit_says: Measure):
    units = {row["unit"] for lexicon in ("unit", "counter") for row in ROWS[lexicon]}
    knowledge = with_rows(
        "unit_measure", *({"surface": unit, "measure": unit_says} for unit in units)
    )
    wrong = [
        row["surface"]
        for row in ROWS["measure_cue"]
        if row["measure"] != unit_says
        and row["measure"] not in [one.measure for one in figures_of(row["example"], knowledge)]
    ]
    assert wrong == []


def test_the_unit_of_a_figure_says_how_it_is_counted_where_no_word_does():
    knowledge = with_rows("measure_cue")
    wrong = [
        row["surface"]
        for row in ROWS["unit_measure"]
        if [one.measure for one in figures_of(row["example"], knowledge)][-1:] != [row["measure"]]
    ]
    assert wrong == []


def test_a_word_of_a_part_names_it_in_its_example():
    wrong = [
        row["surface"]
        for row in ROWS["dimension"]
        if row["value"] != "total"
        and f"{row['dimension']}={row['value']}"
        not in [part for one in figures_of(row["example"]) for part in one.dimensions]
    ]
    assert wrong == []


def test_an_indicator_is_named_in_its_example():
    wrong = [
        row["indicator_id"]
        for row in ROWS["indicator"]
        if row["indicator_id"] not in [one.indicator_id for one in figures_of(row["example"])]
    ]
    assert wrong == []


def test_no_name_means_two_indicators():
    names = [name for row in ROWS["indicator"] for name in row["names"].split()]
    assert len(names) == len(set(names))


def test_an_indicator_is_compared_in_the_base_of_its_first_unit():
    for row in ROWS["indicator"]:
        first = row["units"].split()[0]
        is_ratio = Measure(row["measure"]) in (Measure.RATIO, Measure.INDEX)
        expected = "" if is_ratio else "CNY" if first == "money" else BASES.get(first, first)
        assert row["unit_base"] in (expected, ""), row["indicator_id"]
        assert row["is_summable"] in ("yes", "no")
