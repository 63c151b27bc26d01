"""Samples to be judged, and verdicts as rows: what is drawn, what stays drawn, what still counts."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest
from asked_homes import published_in
from batches import BODY, Page, ask, processed_of, published, run_of
from prepared import lay_out
from reviews import verdict_on

from kouan.model.facts import EntityType, MetricKind
from kouan.tabulation import part_id, tables, write_part
from warehouse.changes import insert
from warehouse.connection import reader
from warehouse.provenance.explanation import why
from warehouse.publish import publish
from warehouse.records import Findings, ReviewRecord
from warehouse.reviewing.drawing import Order, Passage, draw
from warehouse.reviewing.judgments import standing, write_reviews
from warehouse.reviewing.strata import (
    JUDGEABLE,
    UnknownGroupError,
    check_column,
    groups_of,
    rows_with_stratum,
)
from warehouse.transaction import transaction

NAMES = ("a", "b", "c", "d", "e", "f", "g", "h")


def page(name: str, folder: str = "inbox") -> Page:
    """A page with two figures, unlike the others."""
    return Page(f"{folder}/{name}.txt", title=f"第{name}篇", body=BODY + f"另有{name}处。")


def write(home: Path, *reviews: ReviewRecord) -> tuple[int, int]:
    with transaction(home) as connection:
        return write_reviews(connection, reviews)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    published(place, *(page(name) for name in NAMES[:6]), page("x", "news"))
    return place


@pytest.mark.slow
def test_a_sample_does_not_follow_from_the_order_of_rows(home, tmp_path):
    published(tmp_path, page("x", "news"), *(page(name) for name in reversed(NAMES[:6])))
    first, second = (
        [one.row_id for one in draw(place, Order("metric", 5))] for place in (home, tmp_path)
    )
    assert first == second


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose verdicts a test may write."""
    place = tmp_path_factory.mktemp("own")
    published(place, page("a"))
    return place


def test_a_sample_follows_from_its_seed_and_begins_with_smaller_ones(home):
    first = [one.row_id for one in draw(home, Order("metric", 5))]
    assert len(set(first)) == 5
    assert first == [one.row_id for one in draw(home, Order("metric", 5, column="value"))]
    assert first != [one.row_id for one in draw(home, Order("metric", 5, seed=2))]
    assert first[:3] == [one.row_id for one in draw(home, Order("metric", 3))]


@pytest.mark.slow
def test_what_was_drawn_stays_drawn_when_the_archive_grows(tmp_path):
    published(tmp_path, *(page(name) for name in NAMES[:4]))
    before = [one.row_id for one in draw(tmp_path, Order("metric", 8))]
    published(tmp_path, *(page(name) for name in NAMES[4:]), run_id="run-2")
    after = [one.row_id for one in draw(tmp_path, Order("metric", 16))]
    assert [one for one in after if one in before] == before


def test_each_stratum_is_drawn_in_turn(home):
    rows = draw(home, Order("metric", 4, ("source",)))
    assert [one.stratum for one in rows].count("source=news") == 2  # all that it has
    assert [one.stratum for one in rows].count("source=inbox") == 2
    both = draw(home, Order("metric", 2, ("source", "kind")))
    assert {one.stratum for one in both} <= {
        f"source,kind={source} · {kind}"
        for source in ("inbox", "news")
        for kind in ("rate", "level")
    }


def test_rows_that_are_not_wanted_are_not_drawn(home):
    rows = draw(home, Order("mention", 100))
    some = frozenset(one.row_id for one in rows[:5])
    assert [one.row_id for one in draw(home, Order("mention", 100, without=some))] == [
        one.row_id for one in rows[5:]
    ]


def test_a_row_comes_with_its_sentence_and_its_place(home):
    row = next(one for one in draw(home, Order("metric", 100)) if one.row["surface"] == "8条")
    assert row.passage.marked == "8条"
    assert row.passage.before.endswith("罗湖边检站增开通道")
    assert row.passage.after.startswith("。")
    assert row.title.startswith("第")
    assert row.location.endswith(".txt")
    assert "value=exact 8.0000000000" in row.said
    assert ask(home, "SELECT count(*) FROM metric WHERE metric_id = ?", row.why_id) == [(1,)]


def test_every_table_can_be_drawn_by_each_of_its_groups(home):
    with closing(reader(home)) as connection:
        for table, known in JUDGEABLE.items():
            whole = f"({rows_with_stratum(table, tuple(known.groups))})"
            rows = connection.execute(f"SELECT count(*), count(stratum) FROM {whole}").fetchall()
            assert rows[0][0] == rows[0][1]
            assert draw(home, Order(table, 1, tuple(known.groups))) or not rows[0][0]


def test_every_column_that_is_judged_is_said_by_some_row():
    """Else a verdict on it would never be outdated."""
    migrations = files("warehouse").joinpath("migrations")
    text = next(
        sql
        for file in migrations.iterdir()
        if "CREATE VIEW reviewable" in (sql := file.read_text("utf-8"))
    )
    for known in JUDGEABLE.values():
        assert all(f"'{column}='" in text for column in known.columns)


@pytest.mark.parametrize(
    ("ask_for", "told"),
    [
        (
            lambda: groups_of("metric", "source,colour"),
            "cannot be drawn by colour; choose of source",
        ),
        (lambda: groups_of("entity", ""), "entity: choose of metric, mention"),
        (lambda: check_column("removed", "value"), "choose of kind"),
    ],
)
def test_a_name_that_is_none_is_told_with_those_there_are(ask_for, told):
    with pytest.raises(UnknownGroupError, match=told):
        ask_for()


@pytest.mark.slow
def test_verdicts_are_rows_as_long_as_the_project_has_them(own):
    rows = draw(own, Order("metric", 2))
    first, second = map(verdict_on, rows)
    assert write(own, first, second) == (2, 0)
    assert write(own, first, second) == (0, 0)
    changed = replace(first, verdict="wrong", reviewed_at=datetime.fromisoformat("2026-01-03"))
    assert write(own, first, changed) == (1, 1)  # the last word counts
    assert ask(own, "SELECT row_id, verdict, state FROM judged_row") == [
        (first.row_id, "wrong", "stands")
    ]
    assert write(own) == (0, 1)


@pytest.mark.slow
def test_a_verdict_on_a_row_that_reads_otherwise_is_outdated_and_one_on_a_column_only_by_it(
    tmp_path,
):
    published(tmp_path, page("a"))
    (row,) = (one for one in draw(tmp_path, Order("metric", 9)) if one.row["surface"] == "8条")
    (of_value,) = (
        one
        for one in draw(tmp_path, Order("metric", 9, column="value"))
        if one.row_id == row.row_id
    )
    whole = verdict_on(row)
    value = verdict_on(of_value, column_name="value")
    gone = verdict_on(row, row_id="0" * 32, reviewer="ben")
    write(tmp_path, whole, value, gone)
    states = "SELECT column_name, state FROM judged_row ORDER BY ALL"
    assert ask(tmp_path, states) == [("value", "stands"), (None, "gone"), (None, "stands")]
    with_period = replace(
        page("a"),
        figures=(*Page.figures[:1], ("8条", "8", "条", MetricKind.LEVEL, "2018-07")),
    )
    published(tmp_path, with_period, run_id="run-2", state="state-2")
    assert ask(tmp_path, states) == [("value", "stands"), (None, "gone"), (None, "outdated")]


@pytest.mark.slow
def test_a_wrong_row_that_was_corrected_still_counts(own):
    rows = draw(own, Order("metric", 2)) + draw(own, Order("mention", 2))
    (figure, other, name, _) = rows
    said = [verdict_on(one, "wrong", row_digest="as it was") for one in rows]
    span = dict(zip(("document_id", "raw_start", "raw_end"), name.row_id.split(":"), strict=True))
    with transaction(own) as connection:
        write_reviews(connection, [*said, verdict_on(figure, row_digest="x", reviewer="ben")])
        for number, cells in enumerate(
            ({"fact_key": figure.row_id, "table_name": "metric"}, {**span, "table_name": "mention"})
        ):
            names = ", ".join(f"? AS {column}" for column in cells)
            insert(
                connection,
                "correction",
                f"SELECT '{number}' AS correction_id, {names}, 'so' AS reason, 'ann' AS author,"
                " DATE '2026-01-02' AS made_on, 'active' AS state, 'a.csv' AS file, 2 AS line, 'r' AS run_id",
                list(cells.values()),
            )
    found = ask(own, "SELECT row_id, verdict, state FROM judged_row")
    assert set(found) == {
        (figure.row_id, "wrong", "corrected"),
        (
            figure.row_id,
            "right",
            "outdated",
        ),  # what another person called right reads otherwise now
        (other.row_id, "wrong", "outdated"),
        (name.row_id, "wrong", "corrected"),
        (rows[3].row_id, "wrong", "outdated"),
    }
    for one, verdicts in ((figure, {"right", "wrong"}), (name, {"wrong"})):
        told = {related.name: related.rows for related in why(own, one.why_id).related}
        assert {row["verdict"] for row in told["judged"]} == verdicts
    with closing(reader(own)) as connection:
        today = standing(connection, "metric", (), None, [figure.row_id, other.row_id])
    assert [today.counts(one) for one in said[:2]] == [True, False]


def test_standing_tells_sizes_strata_and_digests(home):
    rows = draw(home, Order("metric", 3, ("source",)))
    with closing(reader(home)) as connection:
        today = standing(connection, "metric", ("source",), None, [one.row_id for one in rows])
    assert today.sizes == {"source=inbox": 12, "source=news": 2}
    assert today.strata == {one.row_id: one.stratum for one in rows}
    assert all(one.row_digest in today.digests[one.row_id] for one in rows)


@pytest.mark.slow
def test_edits_and_removed_stretches_come_with_their_neighbours(tmp_path):
    text = (
        "拱北口岸客流创新高\n\n旅客随著暑期的来临纷纷出行，边检站增开通道。\n\n"
        "版权声明：本网注明来源为“某网”的所有文字、图片和音视频资料，版权均属某网所有，任何媒体、网站或个人未经本网协议授权不得转载。\n"
    )
    lay_out(tmp_path)
    published_in(tmp_path, [("inbox/a.txt", text.encode())], "run-1")
    (edit,) = draw(tmp_path, Order("edit", 9, ("kind",)))
    assert (edit.row["before"], edit.row["after"], edit.stratum) == ("著", "着", "kind=particle")
    assert edit.passage == Passage("", "旅客随", "着", "暑期的来临纷纷出行，边检站增开通道。", "")
    assert edit.row["words"] == ("随", "着", "暑")
    article, position = edit.row["block"].split(":")
    assert ask(
        tmp_path,
        "SELECT text FROM current_block WHERE article_id = ? AND position = ?",
        article,
        int(position),
    ) == [("旅客随着暑期的来临纷纷出行，边检站增开通道。",)]
    (notice,) = draw(tmp_path, Order("removed", 9, ("kind",)))
    assert notice.stratum == "kind=copyright_notice"
    assert notice.passage.marked.strip().startswith("版权声明")
    assert notice.passage.earlier.endswith("边检站增开通道。")
    assert (notice.title, notice.passage.later) == ("拱北口岸客流创新高", "")
    for row in (edit, notice):
        kind, *_ = row.why_id.split(":")
        assert why(tmp_path, row.why_id).kind == kind


@pytest.mark.slow
def test_a_copy_without_text_draws_figures_and_names_and_nothing_removed(tmp_path):
    lay_out(tmp_path)
    processed = processed_of(page("a"))
    part = write_part(tables(processed, "s"), tmp_path / "parts", part_id(processed.batch, "s"))
    publish(tmp_path, [part], Findings(), [], run_of("run-1"), profile="facts")
    row = next(one for one in draw(tmp_path, Order("metric", 9)) if one.row["surface"] == "8条")
    assert (row.passage.before + row.passage.marked + row.passage.after) == row.row["sentence"]
    (port, _) = sorted(draw(tmp_path, Order("mention", 9)), key=lambda one: one.row["type"])[::-1]
    assert port.row["type"] == EntityType.PORT
    assert port.passage.marked == "罗湖口岸"
    assert draw(tmp_path, Order("removed", 9)) == draw(tmp_path, Order("edit", 9)) == []
