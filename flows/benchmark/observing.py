"""A number of figures in; what it takes to build their observations, and to bring them to some more, in seconds and memory, out.

`python -m flows.benchmark.observing --figures 1000000 --more 1000` fills a warehouse of its own with made-up
figures: of 40 indicators and 2,000 subjects (a third of all of one country), for months, years and year-to-date
periods of ten years, mostly told soon after their period, some rounded, some revised a year later, a tenth of the
articles copies. All observations are built once; then several times so many new articles are published, with
the old observations kept up. What is measured is the building alone, on the writer's connection with its limits of
two threads and 2 GB.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from warehouse.changes import forget_changes, insert
from warehouse.connection import NAME, writer
from warehouse.series.building import rebuild_observations, update_observations

if TYPE_CHECKING:
    from warehouse.pages import Connection

#: Figures of an article.
EACH: Final = 10
#: Publications of further articles that are measured; the middle one counts.
ROUNDS: Final = 5

_INDICATORS: Final = """
SELECT
    'indicator_' || n AS indicator_id, '指标' || n AS name, ['指标' || n] AS names, 'flow' AS measure,
    't' AS unit_base, []::VARCHAR[] AS dimensions, n % 4 > 0 AS is_summable
FROM range(40) AS numbers(n)
"""

_DOCUMENTS: Final = """
SELECT
    md5('document' || n) AS document_id, ['made-up/' || n] AS locations,
    CASE WHEN n % 5 = 0 THEN 'official' ELSE 'copier' END AS source, 1 AS bytes, 'hans' AS script, 1 AS characters,
    1 AS kept, 0 AS removed, 0 AS replaced, 1 AS clean_characters, 0 AS undecodable_bytes, 'released' AS status,
    '' AS state_digest, '' AS part, 'run' AS run_id
FROM range({first}, {stop}) AS numbers(n)
"""

_ARTICLES: Final = """
SELECT
    md5('article' || n) AS article_id, TIMESTAMP '2026-01-01' AS valid_from, NULL::TIMESTAMP AS valid_to,
    'page' AS version_reason, md5('key' || n) AS article_key, md5('document' || n) AS document_id, '' AS item_key,
    'made-up/' || n AS location, []::VARCHAR[] AS authors, 'hans' AS script, 0 AS characters, 0 AS blocks, 0 AS edits,
    0 AS suspicions, 0 AS damaged_characters, 0 AS residual_edits, 0 AS residual_glosses,
    0 AS residual_traditional, 'run' AS run_id,
    -- a month of ten years, and within it a day; one of fifty without a date
    CASE WHEN hash(n, {seed}, 1) % 50 > 0 THEN
        DATE '2015-02-10' + to_months((hash(n, {seed}, 2) % 120)::INTEGER) + to_days((hash(n, {seed}, 3) % 20)::INTEGER)
    END::TIMESTAMP AS published_at
FROM range({first}, {stop}) AS numbers(n)
"""

_COPIES: Final = """
SELECT
    md5('near' || n) AS duplicate_id, 'near' AS kind, md5('article' || (n - 1)) AS cluster,
    md5('document' || n) AS document_id, md5('article' || n) AS article_id, 'made-up/' || n AS location,
    md5('article' || (n - 1)) AS kept, 0.95 AS similarity, 'made up' AS reason, 'run' AS run_id
FROM range({first}, {stop}) AS numbers(n) WHERE n % 10 = 9
"""

_FIGURES: Final = """
WITH chosen AS (
    SELECT
        n, m, article.article_id, article.document_id, article.valid_from,
        -- a copy says what the article before it says
        hash(CASE WHEN n % 10 = 9 THEN n - 1 ELSE n END, m, {seed}) AS chance,
        coalesce(published_at::DATE, DATE '2024-12-31') AS told_on
    FROM range({first}, {stop}) AS numbers(n) CROSS JOIN range({each}) AS places(m)
    INNER JOIN {articles} AS article ON article.article_id = md5('article' || n)
),
placed AS (
    SELECT
        *, chance % 40 AS indicator, (chance >> 8) % 3 AS length,
        CASE WHEN (chance >> 12) % 3 = 0 THEN 0 ELSE (chance >> 16) % 2000 END AS subject,
        -- one of ten is told once more a year later
        date_trunc('month', told_on)::DATE - to_months(CASE WHEN (chance >> 24) % 10 = 0 THEN 13 ELSE 1 END) AS month
    FROM chosen
),
valued AS (
    SELECT
        *, last_day(month) AS period_end,
        CASE length WHEN 0 THEN month::DATE ELSE date_trunc('year', month)::DATE END AS period_start,
        -- what is told of one thing is mostly the same, one of twenty times something else
        (1 + hash(indicator, subject, month, length, {seed}) % 1000000
            + CASE WHEN (chance >> 32) % 20 = 0 THEN (chance >> 40) % 1000 ELSE 0 END) * 10000 AS told
    FROM placed
)
SELECT
    md5('metric' || n || ' ' || m) AS metric_id, md5('fact' || n || ' ' || m) AS fact_key, article_id, valid_from,
    document_id, '' AS surface, '' AS sentence,
    CASE WHEN (chance >> 20) % 4 = 0 THEN round(told, -7) ELSE told END AS value, false AS is_rounded,
    'exact' AS bound, 't' AS unit, 'level' AS kind, 'indicator_' || indicator AS indicator_id,
    '主体' || subject AS subject, NULL::VARCHAR AS subject_id, period_start, period_end, 1.0 AS confidence,
    m AS "start", m + 1 AS "end", m AS raw_start, m + 1 AS raw_end,
    CASE WHEN (chance >> 20) % 4 = 0 THEN 10000000 ELSE 10000 END AS resolution, 't' AS unit_base,
    value AS value_base, 'flow' AS measure, 'actual' AS modality, []::VARCHAR[] AS dimensions,
    CASE WHEN length = 0 THEN 'single' ELSE 'ytd' END AS span
FROM valued
"""


def fill(connection: Connection, first: int, stop: int, seed: int, *, noted: bool = True) -> None:
    """Put the articles [first, stop) with their figures in; `noted` as a publication does, which is slower."""
    asked = {"first": first, "stop": stop, "seed": seed, "each": EACH}
    rows = {
        "document": _DOCUMENTS,
        "article": _ARTICLES,
        "duplicate": _COPIES,
        "metric": _FIGURES,
    }
    for table, query in rows.items():
        sql = query.format(**asked, articles=f"{NAME}.main.article")
        if noted:
            insert(connection, table, sql)
        else:
            connection.execute(f"INSERT INTO {NAME}.main.{table} BY NAME {sql}")


@contextmanager
def publication(connection: Connection) -> Iterator[None]:
    """One transaction."""
    connection.execute("BEGIN")
    yield
    connection.execute("COMMIT")
    forget_changes(connection)


@dataclass(slots=True)
class Took:
    """Seconds on the clock, and of both processors together: beside other work only those say what it took."""

    seconds: float = 0.0
    processor: float = 0.0

    def __str__(self) -> str:
        return f"{self.seconds:8.2f} s ({self.processor:.2f} s of processors)"


@contextmanager
def measured() -> Iterator[Took]:
    """What the block takes."""
    took, clock, processor = Took(), time.perf_counter(), time.process_time()
    yield took
    took.seconds, took.processor = time.perf_counter() - clock, time.process_time() - processor


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m flows.benchmark.observing", description=__doc__)
    asked.add_argument("--figures", type=int, default=1_000_000)
    asked.add_argument("--more", type=int, default=1_000)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as place, writer(Path(place)) as connection:
        articles, more = told.figures // EACH, told.more // EACH
        with publication(connection):
            insert(connection, "indicator", _INDICATORS)
            insert(
                connection,
                "source",
                "SELECT unnest(['official', 'copier']) AS pattern, pattern AS tier, TIMESTAMP '2026-01-01' AS valid_from,"
                " 0 AS position, 'run' AS run_id",
            )
            fill(connection, 0, articles, told.seed, noted=False)
        with publication(connection), measured() as whole:
            rebuild_observations(connection)
        counted = connection.execute(
            f"SELECT (SELECT count(*) FROM {NAME}.main.metric), count(*), count(DISTINCT series_id),"
            f" count(*) FILTER (state = 'derived'), count(*) FILTER (vintage > 0) FROM {NAME}.main.observation"
        ).fetchall()[0]
        print(
            "{:,} figures: {:,} observations of {:,} series, {:,} derived, {:,} revised".format(
                *counted
            )
        )
        print(f"all of them            {whole}  peak {_peak():,} MB", flush=True)
        rounds = []
        for number in range(ROUNDS):
            with publication(connection):
                first = articles + number * more
                fill(connection, first, first + more, told.seed)
                with measured() as took:
                    update_observations(connection)
                rounds.append(took)
        middle = sorted(rounds, key=lambda one: one.seconds)[ROUNDS // 2]
        print(
            f"{told.more:,} more, the middle of {ROUNDS} {middle}  {[round(one.seconds, 2) for one in rounds]}"
        )
        with publication(connection), measured() as nothing:
            update_observations(connection)
        print(f"nothing new            {nothing}")
        with publication(connection):
            differing = rebuild_observations(connection)
        print(
            f"rows that one building of everything would change: {differing}; peak {_peak():,} MB"
        )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
