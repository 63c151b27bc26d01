"""Whatever figures come and go, short lists that were brought forward say what lists read anew say."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reporting import figures
from warehouse.pages import stated

#: Of a snapshot what is asked here.
TABLES = """
CREATE TABLE publication (number BIGINT, token VARCHAR);
CREATE TABLE article (article_id VARCHAR, valid_from TIMESTAMP, valid_to TIMESTAMP, title VARCHAR);
CREATE TABLE entity_move (table_name VARCHAR, row_id VARCHAR, column_name VARCHAR, article_id VARCHAR,
    valid_from TIMESTAMP, entity_id VARCHAR, correction_id VARCHAR);
CREATE TABLE metric (metric_id VARCHAR, article_id VARCHAR, valid_from TIMESTAMP, document_id VARCHAR, surface VARCHAR,
    sentence VARCHAR, value DECIMAL(38, 10), value_max DECIMAL(38, 10), bound VARCHAR, unit VARCHAR, kind VARCHAR,
    indicator_raw VARCHAR, subject VARCHAR, period VARCHAR, period_start DATE, span VARCHAR, modality VARCHAR,
    per_unit VARCHAR, base VARCHAR, base_period VARCHAR, "start" INTEGER);
CREATE VIEW current_metric AS SELECT metric.*, title
FROM metric INNER JOIN article USING (article_id, valid_from) WHERE valid_to IS NULL;
"""

FIGURES = st.tuples(
    st.sampled_from(["罗湖口岸", "罗湖口岸", "湛江港", None]),
    st.sampled_from(["level", "level", "change"]),
    st.sampled_from(["人次", "人次", "吨"]),
    st.sampled_from([999, 1000, 1001, 1002]),
)
#: Publication by publication: the figures of the articles that are read then; those read before give way.
PUBLICATIONS = st.lists(
    st.dictionaries(st.integers(0, 3), st.lists(FIGURES, max_size=4), min_size=1),
    min_size=2,
    max_size=6,
)


def publish(db, number, read):
    """Let versions with these figures take the place of those that are valid."""
    at = datetime.fromisoformat("2026-01-01") + timedelta(number)
    db.execute("INSERT INTO publication VALUES (?, ?)", [number, f"token-{number}"])
    for article, told in read.items():
        name = f"article-{article}"
        db.execute(
            "UPDATE article SET valid_to = ? WHERE article_id = ? AND valid_to IS NULL", [at, name]
        )
        db.execute("INSERT INTO article VALUES (?, ?, NULL, '题目')", [name, at])
        for place, (subject, kind, unit, value) in enumerate(told):
            db.execute(
                "INSERT INTO metric BY NAME SELECT ? AS metric_id, ? AS article_id, ? AS valid_from, ? AS subject,"
                " ? AS kind, ? AS unit, ? AS value, ? AS \"start\", 'at_most' AS bound",
                [f"{number}-{article}-{place}", name, at, subject, kind, unit, value, place],
            )


def said(db, folder):
    """All that is said of figures, and whether it was brought forward."""
    ((count,),) = db.execute("SELECT count(*) FROM current_metric").fetchall()
    known = stated.Stated(db, folder, count)
    told = figures.figures(known), known.answers(2)
    known.keep()
    return told, known.since is not None


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(PUBLICATIONS)
def test_short_lists_that_are_brought_forward_are_those_that_are_read_anew(publications):
    with (
        duckdb.connect() as db,
        tempfile.TemporaryDirectory() as name,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(stated, "SPARE", 1)
        patch.setattr(figures, "ROWS", 3)
        patch.setattr(figures, "SUBJECTS", 3)
        db.execute(TABLES)
        (folder := Path(name) / "kept").mkdir()
        for number, read in enumerate(publications, 1):
            publish(db, number, read)
            told, is_brought_forward = said(db, folder)
            assert is_brought_forward == (number > 1)
            (nothing := Path(name) / str(number)).mkdir()
            assert told == said(db, nothing)[0]
