"""Observations beside everything else: led back by `why`, carried into the snapshot, given up with their held figure, left by pruning."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from batches import Page, ask, document_of, published
from prepared import lay_out
from series_rows import Stated, close, hold, indicators, tell

from kouan.model.facts import Indicator, Measure, Modality
from warehouse.changes import delete, update
from warehouse.connection import NAME, WAREHOUSE, literal, reader
from warehouse.provenance.explanation import why
from warehouse.provenance.rendering import render
from warehouse.quarantine.held_rows import mark_discarded
from warehouse.series.building import update_observations
from warehouse.transaction import transaction
from warehouse.transfer.exporting import Choice, export
from warehouse.transfer.importing import import_export
from warehouse.upkeep.compaction import compact
from warehouse.upkeep.pruning import Limits, prune
from warehouse.upkeep.soundness import look_at_observations

HALF = Stated("8190000000", "2023-01/2023-06", "2023-07-15", "half", resolution="10000000")
MAY = Stated("6750000000", "2023-01/2023-05", "2023-06-20", "may", resolution="10000000")
HELD = Stated("9", "2023-01/2023-07", "2023-08-15", "held")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Two year-to-date figures, one of them in two articles, and a third one that is held."""
    place = tmp_path_factory.mktemp("home")
    lay_out(place)
    with transaction(place) as connection:
        indicators(connection)
        tell(
            connection,
            HALF,
            MAY,
            Stated("8200000000", "2023-01/2023-06", "2023-07-16", "again", resolution="100000000"),
        )
        hold(connection, HELD)
        update_observations(connection)
    return place


def id_of(home, state, order="period_end DESC"):
    return ask(
        home, f"SELECT observation_id FROM observation WHERE state = '{state}' ORDER BY {order}"
    )[0][0]


def test_a_stated_observation_leads_to_all_figures_that_state_it(home):
    found = why(home, id_of(home, "stated"))
    told = {one.name: one.rows for one in found.related}
    assert found.sentence == "2023-01/2023-06：8190000000t。"
    assert [(row["role"], row["surface"]) for row in told["figures that state it"]] == [
        ("shown", "8190000000t"),
        ("agrees", "8200000000t"),
    ]
    assert "8190000000" in render(found)
    figure = why(home, found.row["metric_id"])
    states = next(one.rows for one in figure.related if one.name == "observation it states")
    assert [row["observation_id"] for row in states] == [found.id]


def test_a_derived_observation_leads_to_the_two_it_was_computed_from(home):
    found = why(home, id_of(home, "derived"))
    rows = next(one.rows for one in found.related if one.name == "computed from")
    assert [row["metric_id"] for row in rows] == [HALF.metric_id, MAY.metric_id]
    assert (found.raw, found.document) == (None, None)


def test_a_gap_leads_to_the_held_figure(home):
    found = why(home, id_of(home, "gap"))
    assert found.sentence == "2023-01/2023-07：9t。"
    assert "held" in render(found)


def test_the_snapshot_has_the_observations_of_the_warehouse(home):
    with closing(reader(home)) as connection:
        there = connection.execute("SELECT * FROM observation ORDER BY ALL").fetchall()
        also = connection.execute("SELECT * FROM observation_metric ORDER BY ALL").fetchall()
    with closing(duckdb.connect()) as connection:
        connection.execute(f"ATTACH {literal(home / WAREHOUSE)} AS {NAME} (READ_ONLY); USE {NAME}")
        assert connection.execute("SELECT * FROM observation ORDER BY ALL").fetchall() == there
        assert (
            connection.execute("SELECT * FROM observation_metric ORDER BY ALL").fetchall() == also
        )
    assert (len(there), len(also)) == (4, 3)


def test_a_gap_closes_when_a_person_gives_its_figure_up(tmp_path):
    lay_out(tmp_path)
    with transaction(tmp_path) as connection:
        hold(connection, HELD)
        update_observations(connection)
    assert ask(tmp_path, "SELECT state FROM observation") == [("gap",)]
    (id_,) = ask(tmp_path, "SELECT quarantine_id FROM quarantine")[0]
    mark_discarded(tmp_path, [(id_, "it is a slip")])
    assert ask(tmp_path, "SELECT state FROM observation") == []


@pytest.mark.slow
def test_pruning_old_versions_leaves_the_observations_as_they_are(tmp_path):
    for told in (HALF, MAY):
        with transaction(tmp_path) as connection:
            indicators(connection)
            tell(connection, Stated(told.value, told.period, told.told_on, "one"))
            update_observations(connection)
    before = ask(tmp_path, "SELECT * FROM observation"), ask(tmp_path, "FROM observation_metric")
    limits = Limits(0, {}, datetime.now(UTC) + timedelta(days=1), lambda rows: set())
    prune(tmp_path, limits)
    assert ask(tmp_path, "SELECT count(*) FROM metric") == [(1,)]
    assert (
        ask(tmp_path, "SELECT * FROM observation"),
        ask(tmp_path, "FROM observation_metric"),
    ) == before
    with transaction(tmp_path) as connection:
        close(connection, "one")
        update_observations(connection)
    assert ask(tmp_path, "SELECT count(*) FROM observation") == [(0,)]


@pytest.mark.slow
def test_doctor_finds_an_observation_that_says_something_else_and_compaction_builds_it_anew(
    tmp_path,
):
    with transaction(tmp_path) as connection:
        indicators(connection)
        tell(connection, HALF, MAY)
        update_observations(connection)
    before = ask(tmp_path, "SELECT * FROM observation ORDER BY ALL")
    assert look_at_observations(tmp_path) == ()
    with transaction(tmp_path) as connection:
        update(connection, "observation", "value = 1, value_low = 1", "span = 'ytd'")
        delete(connection, "observation_metric", "article_id = 'may'")
        delete(connection, "observation", "period_end = '2023-06-30' AND span = 'ytd'")
    assert {fault.said for fault in look_at_observations(tmp_path)} == {
        "1 show another value than their figure states",
        "1 are stated and have not one figure that is shown",
        "1 are named by a figure and not there",
        "1 are computed from one that is not there",
    }
    compact(tmp_path)
    assert ask(tmp_path, "SELECT * FROM observation ORDER BY ALL") == before
    assert look_at_observations(tmp_path) == ()


@pytest.mark.slow
def test_an_export_brings_the_same_observations(home, tmp_path):
    out = tmp_path / "out"
    export(home, out, Choice(), "0.1.0")
    import_export(out, tmp_path / "other")
    for name in ("observation", "observation_metric", "series_build"):
        asked = f"SELECT * FROM {name} ORDER BY ALL"
        assert ask(tmp_path / "other", asked) == ask(home, asked) != []


@pytest.mark.slow
def test_a_figure_that_a_check_holds_is_a_gap_and_one_when_it_is_published(tmp_path):
    """As the whole of publishing writes it: the indicator that the figure names is not defined at first."""
    document = document_of(Page())
    figure = replace(
        document.stories[0].metrics[1],
        indicator_id="lanes",
        measure=Measure.STOCK,
        modality=Modality.ACTUAL,
        period="2018-07",
        span="instant",
        unit_base="条",
        value_base=Decimal(8),
    )
    stating = replace(document, stories=(replace(document.stories[0], metrics=(figure,)),))
    published(tmp_path, stating)
    asked = "SELECT state, value::INTEGER, period_end::VARCHAR, unit_base, flags, fact_key FROM observation"
    (gap,) = ask(tmp_path, asked)
    assert gap[:-1] == ("gap", None, "2018-07-16", "条", ["held"])
    lanes = Indicator(
        "lanes", ("通道",), Measure.STOCK, "条", frozenset({"条"}), (), False, "通道8条"
    )
    defined = replace(stating, stories=(replace(stating.stories[0], indicators=(lanes,)),))
    published(tmp_path, defined, run_id="run-2", state="state-2")
    assert ask(tmp_path, asked) == [("stated", 8, "2018-07-16", "条", [], gap[-1])]
