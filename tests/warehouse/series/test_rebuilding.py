"""Whatever is published, closed, copied, held and ranked in whatever order: the observations are those of one building of everything."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from series_rows import (
    Stated,
    close,
    empty,
    everything,
    hold,
    indicators,
    publication,
    put,
    tell,
    tier,
)

from kouan.model.facts import Bound
from warehouse.changes import delete
from warehouse.connection import NAME
from warehouse.series.building import rebuild_observations

ARTICLES = ("a", "b", "c", "d")

FIGURES = st.builds(
    Stated,
    value=st.sampled_from(("82", "80", "8.2", "95", "100")),
    period=st.sampled_from(("2023-01/2023-05", "2023-01/2023-06", "2023-06", "2023-01/2023-03")),
    told_on=st.sampled_from(
        (None, "2023-06-15", "2023-07-15", "2023-08-01", "2023-09-20", "2024-01-20")
    ),
    span=st.sampled_from(("ytd", "single", "instant")),
    resolution=st.sampled_from(("1", "0.1", "10", None)),
    bound=st.sampled_from((Bound.EXACT, Bound.OVER, Bound.ABOUT)),
    subject=st.sampled_from(("中国", "上海港")),
    subject_id=st.sampled_from((None, "e1")),
    source=st.sampled_from(("*", "gov")),
)
STORIES = st.tuples(
    st.sampled_from(ARTICLES),
    st.lists(FIGURES, min_size=1, max_size=3),
    st.sampled_from((None, *ARTICLES)),
    st.sampled_from((("x.txt",), ("x.txt", "y.txt"))),
)
STEPS = st.one_of(
    st.tuples(st.just("tell"), STORIES),
    st.tuples(st.just("close"), st.sampled_from(ARTICLES)),
    st.tuples(st.just("unmark"), st.sampled_from(ARTICLES)),
    st.tuples(st.just("tier"), st.sampled_from(("official", "copier"))),
    st.tuples(st.just("hold"), st.tuples(FIGURES, st.sampled_from(("held", "released")))),
    st.tuples(st.just("summable"), st.booleans()),
)
#: Publications, each of a few steps.
HISTORIES = st.lists(st.lists(STEPS, min_size=1, max_size=4), min_size=1, max_size=5)


def take(connection, step, given_):
    if step == "tell":
        article, figures, copied, places = given_
        copy_of = None if copied == article else copied
        delete(connection, "duplicate", "article_id = ?", (article,))
        told = [
            replace(
                one, article=article, copy_of=copy_of, locations=places, told_on=figures[0].told_on
            )
            for one in figures
        ]
        tell(connection, *{one.metric_id: one for one in told}.values())
    elif step == "close":
        close(connection, given_)
    elif step == "unmark":
        delete(connection, "duplicate", "article_id = ?", (given_,))
    elif step == "tier":
        tier(connection, "gov", given_)
    elif step == "hold":
        hold(connection, *given_)
    else:
        indicators(connection, summable=given_)


def check(connection, history):
    empty(connection)
    for steps in history:
        with publication(connection):
            for step, given_ in steps:
                take(connection, step, given_)
    kept = everything(connection)
    connection.execute("BEGIN")
    changed = rebuild_observations(connection)
    connection.execute("ROLLBACK")
    assert changed == 0
    for name in ("observation", "observation_metric", "series_build"):
        connection.execute(f"DELETE FROM {NAME}.main.{name}")
    with publication(connection):
        pass
    assert everything(connection) == kept


def test_a_held_figure_is_a_gap_once_its_indicator_may_be_added_up(made):
    held = Stated("80", "2023-01/2023-03", span="instant", subject="上海港")
    check(made, [[("summable", False)], [("hold", (held, "held"))], [("summable", True)]])
    assert [row for row in everything(made)["observation"] if "gap" in row]


SLOWLY = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=2, deadline=None, suppress_health_check=SLOWLY)
@given(HISTORIES)
def test_any_history_ends_with_the_rows_of_one_building(made, history):
    check(made, history)


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=SLOWLY)
@given(HISTORIES)
def test_any_of_many_histories_ends_with_the_rows_of_one_building(made, history):
    check(made, history)


def test_two_names_of_one_place_are_one_series_whichever_comes_first(store):
    place = {"entity_id": "e1", "type": "place", "name": "江苏省", "known_as": "江苏省"}
    long = Stated("8190000000", "2023-01/2023-06", article="a", subject="江苏省", subject_id="e1")
    short = replace(long, article="b", subject="江苏", told_on="2023-08-16")
    later = replace(short, value="9", period="2023-01/2023-07", article="c")
    for number, order in enumerate(((long, short), (short, long))):
        empty(store)
        with publication(store):
            put(store, "entity", [place] if not number else [])
            hold(store, later)
        for one in order:
            with publication(store):
                tell(store, one)
        rows = store.execute(
            "SELECT subject, subject_id, period_end::VARCHAR, statements, state FROM observation ORDER BY ALL"
        ).fetchall()
        assert rows == [
            ("江苏省", "e1", "2023-06-30", 2, "stated"),
            ("江苏省", "e1", "2023-07-31", 0, "gap"),
        ]
        ((series,),) = store.execute("SELECT count(DISTINCT series_id) FROM observation").fetchall()
        assert series == 1
        incremental = everything(store)
        with publication(store):
            rebuild_observations(store)
        assert everything(store) == incremental
        with publication(store):
            close(store, "b")
        assert store.execute(
            "SELECT statements FROM observation WHERE state = 'stated'"
        ).fetchall() == [(1,)]
    store.execute(f"DELETE FROM {NAME}.main.entity")
