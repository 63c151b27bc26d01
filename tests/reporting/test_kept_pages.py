"""Whatever is published one after another, the pages say what pages made from nothing would say."""

import shutil
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from batches import Page, ask, published
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.report import write_report
from flows.reporting import figures, pages
from kouan.model.facts import EntityType, MetricKind
from warehouse.connection import reader
from warehouse.pages import ask as asked
from warehouse.pages.shown import shown_documents
from warehouse.pages.stated import FILE, Stated

PLACES = ("inbox/a.txt", "inbox/b.txt", "inbox/c.txt")
NAMES = (
    (EntityType.PORT, "罗湖口岸", "罗湖口岸"),
    (EntityType.PORT, "湛江港", "湛江港"),
    (EntityType.ORGANIZATION, "罗湖出入境边防检查站", "罗湖边检站"),
)
FIGURES = (
    ("25万余人次", "250000", "人次", MetricKind.RATE, "2018-07"),
    ("增长8%", "8", "%", MetricKind.CHANGE, "2018-07"),
    ("30万人次", "300000", "人次", MetricKind.LEVEL, "2019"),
)
CONTENTS = st.builds(
    lambda title, names, figures: Page(
        title=f"题目{title}",
        body="、".join((*(name for _, _, name in names), *(one[0] for one in figures))) + "。",
        names=names,
        figures=figures,
    ),
    st.integers(0, 3),
    st.lists(st.sampled_from(NAMES), unique=True).map(tuple),
    st.lists(st.sampled_from(FIGURES), unique=True).map(tuple),
)
#: What comes in run by run: at some places other contents.
RUNS = st.lists(
    st.dictionaries(st.sampled_from(PLACES), CONTENTS, min_size=1), min_size=2, max_size=5
)

#: What is counted as it comes and goes, counted from all rows.
COUNTED = """
SELECT count(*), count(DISTINCT entity_id), (SELECT count(*) FROM current_metric) FROM current_mention
"""


def said(home: Path) -> dict[str, bytes]:
    folder = home / "reports"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.html")}


def reported(home: Path, limit: int = pages.DOCUMENTS) -> dict[str, bytes]:
    write_report(SimpleNamespace(home=home, project=home.parent), None, limit=limit)
    return said(home)


def from_nothing(home: Path) -> dict[str, bytes]:
    kept = home / "reports"
    aside = kept.rename(home / "aside")
    anew = reported(home)
    shutil.rmtree(kept)
    aside.rename(kept)
    return anew


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(RUNS)
def test_kept_pages_say_what_pages_made_from_nothing_say(runs):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        for number, contents in enumerate(runs, 1):
            coming = [replace(page, location=place) for place, page in contents.items()]
            published(home, *coming, run_id=f"run-{number}")
            assert reported(home) == from_nothing(home)
            ((mentions, entities, metrics),) = ask(home, COUNTED)
            with closing(reader(home)) as db:
                (totals,) = asked(db, "totals")
            assert (totals["mentions"], totals["entities"], totals["metrics"]) == (
                mentions,
                entities,
                metrics,
            )


def test_a_page_of_the_whole_warehouse_keeps_its_body_and_names_the_newest_run(report):
    index, settings = report
    before = index.with_name("figures.html").read_text("utf-8")
    with duckdb.connect(str(settings.home / "snapshot.duckdb")) as db:
        db.execute("UPDATE run SET version = '9.9' WHERE run_id = 'r1'")
    marked = before.replace("<h1", "<h1 data-kept", 1)
    index.with_name("figures.html").write_text(marked, "utf-8")
    write_report(settings, None)
    after = index.with_name("figures.html").read_text("utf-8")
    assert after == marked.replace("kouan 0.1.0", "kouan 9.9")
    index.with_name("figures.html").write_text("half", "utf-8")
    write_report(settings, None)
    assert index.with_name("figures.html").read_text("utf-8") == after.replace(
        "<h1 data-kept", "<h1"
    )


def test_no_page_of_the_whole_warehouse_leads_to_a_document_that_is_shown_no_more(tmp_path):
    home = tmp_path / "home"
    published(home, Page(PLACES[0]), Page(PLACES[1], title="另一篇"))
    assert reported(home)["figures.html"].count(b'"documents/') == 4
    assert reported(home, limit=1)["figures.html"].count(b'"documents/') == 2


def listed(home: Path, folder: Path) -> dict[str, dict[str, object]]:
    """What a list shows of every document, by what is kept in a folder."""
    folder.mkdir(exist_ok=True)
    with closing(reader(home)) as db:
        ids = [id_ for (id_,) in db.execute("SELECT document_id FROM document").fetchall()]
        marks = {name: row["mark"] for name, row in pages.marks(db, ids).items()}
        return shown_documents(db, folder, marks)


def test_a_document_that_is_read_otherwise_is_listed_anew(tmp_path):
    page, other = Page(PLACES[0]), Page(PLACES[1], title="另一篇")
    published(tmp_path, page, other)
    listed(tmp_path, tmp_path / "kept")
    read = replace(page, figures=page.figures[:1])
    published(tmp_path, read, run_id="run-2", state="state-2")
    told = listed(tmp_path, tmp_path / "kept")
    assert sorted(row["metrics"] for row in told.values()) == [1, 2]
    assert told == listed(tmp_path, tmp_path / "nothing")


def figures_of(home: Path) -> tuple[bool, object]:
    """Whether figures were brought forward, and what is said of them."""
    with closing(reader(home)) as db:
        (totals,) = asked(db, "totals")
        known = Stated(db, home, totals["metrics"])
        told = figures.figures(known), known.answers(5)
        known.keep()
        return known.since is not None, told


def test_figures_are_brought_forward_by_what_came_and_went_and_read_anew_where_that_is_not_known(
    tmp_path,
):
    page = Page(
        location=PLACES[0],
        body="罗湖口岸、30万人次、增长8%。",
        names=NAMES[:1],
        figures=FIGURES[1:],
    )
    other = Page(
        location=PLACES[1], body="罗湖口岸、25万余人次。", names=NAMES[:1], figures=FIGURES[:1]
    )
    published(tmp_path, page, other)
    assert not figures_of(tmp_path)[0]
    first = (tmp_path / FILE).read_bytes()
    changed = replace(page, body="罗湖口岸、增长8%。", figures=FIGURES[1:2])
    published(tmp_path, changed, run_id="run-2")
    is_brought_forward, told = figures_of(tmp_path)
    assert is_brought_forward
    assert {row["surface"] for row in told[0]["metrics"]} == {"25万余人次", "增长8%"}
    # the greatest amount of a subject went: what follows it was on no list
    assert [row["surface"] for row in told[0]["levels"]] == ["25万余人次"]
    (tmp_path / FILE).unlink()
    assert figures_of(tmp_path) == (False, told)
    (tmp_path / FILE).write_bytes(first[: len(first) // 2])
    assert figures_of(tmp_path) == (False, told)
    (tmp_path / FILE).write_bytes(first)
    assert figures_of(tmp_path) == (True, told)
    # of another warehouse
    published(tmp_path / "other", page)
    (tmp_path / "other" / FILE).write_bytes(first)
    assert not figures_of(tmp_path / "other")[0]
