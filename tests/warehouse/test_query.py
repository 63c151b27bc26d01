"""Questions: the query book, the project's own, and what a question may not do."""

import pytest
from batches import TITLE, Page, published

from kouan.model.facts import MetricKind
from warehouse.asking.query import QueryError, run_query, run_sql, saved_queries


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    growth = (
        ("增长5.7%", "5.7", "%", MetricKind.CHANGE, "2018-07"),
        ("25万余人次", "250000", "人次", MetricKind.RATE, "2018-07"),
    )
    published(
        place,
        Page(),
        Page(
            "inbox/b.txt",
            title="另一篇",
            body="罗湖口岸日均出入境旅客25万余人次，增长5.7%。",
            names=Page.names[:1],
            figures=growth,
        ),
    )
    return place


def test_a_question_is_answered_with_names_types_and_rows(home):
    answer = run_sql(home, "SELECT title, blocks FROM current_article ORDER BY location")
    assert (answer.columns, answer.types) == (("title", "blocks"), ("VARCHAR", "INTEGER"))
    assert answer.rows == ((TITLE, 1), ("另一篇", 1))
    assert not answer.is_cut


BOOK = saved_queries()


def test_there_are_at_least_ten_questions_and_each_says_what_it_asks():
    assert len(BOOK) >= 10
    assert all(query.title and query.question.endswith(("?", ".")) for query in BOOK.values())


@pytest.mark.parametrize("name", BOOK)
def test_every_saved_question_is_answered(home, name):
    assert run_query(home, name).columns


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        ("port_traffic", {"port": "罗湖%"}, 4),
        ("port_traffic", {"port": "拱北%"}, 0),
        ("figures", {"subject": "罗湖口岸"}, 4),
        ("articles", {"name": "罗湖边检站"}, 1),  # by the short form
        ("growth", {}, 1),
        ("shared_indicators", {}, 1),
        ("shared_indicators", {"least": "5"}, 0),
        ("timeline", {"since": "2018-01-01"}, 3),
        ("ports", {}, 1),
        ("ports", {"type": "organization"}, 1),
        ("quality", {"outcome": "failed"}, 0),
    ],
)
def test_saved_questions_find_what_is_there(home, name, parameters, expected):
    assert len(run_query(home, name, parameters).rows) == expected


def test_a_growth_that_belongs_to_no_figure_gets_none_of_its_sentence(home):
    answer = run_query(home, "growth")
    row = dict(zip(answer.columns, answer.rows[0], strict=True))
    assert (row["growth"], row["level"]) == ("增长5.7%", None)


def test_a_project_lays_its_questions_over_the_shipped_ones(home, tmp_path):
    (tmp_path / "ports.sql").write_text(
        "-- title: Mine\n-- question: Mine?\nSELECT 42 AS answer", "utf-8"
    )
    (tmp_path / "own.sql").write_text(
        "-- title: Own\n-- question: Own?\n-- parameters: n=7\nSELECT CAST($n AS INTEGER) AS n",
        "utf-8",
    )
    assert run_query(home, "ports", folder=tmp_path).rows == ((42,),)
    assert run_query(home, "own", {"n": "8"}, tmp_path).rows == ((8,),)
    assert "figures" in saved_queries(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT 1", "a line `-- title: ...` is missing"),
        ("-- title: x\n-- question: y\n-- parameters: port\nSELECT 1", "should read name=default"),
        ("-- title: x\n-- question: y\n-- parameters: port=%\nSELECT 1", "should use"),
    ],
)
def test_a_file_of_the_project_that_cannot_be_used_is_named(tmp_path, text, told):
    (tmp_path / "own.sql").write_text(text, "utf-8")
    with pytest.raises(QueryError, match=f"own.sql: .*{told}"):
        saved_queries(tmp_path)


def test_unknown_names_are_told_with_the_known_ones(home):
    with pytest.raises(QueryError, match=r"the query book has .*figures"):
        run_query(home, "figure")
    with pytest.raises(QueryError, match="its parameters: subject"):
        run_query(home, "figures", {"topic": "x"})
