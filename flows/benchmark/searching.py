"""A published project in, what a search costs there out: `python -m flows.benchmark.searching [HOME]`.

The words are taken from the titles that are there, so that they are found. Milliseconds are medians over all words,
of a connection that stands open and of one that is opened for the search; the cost of the index is that of making it
anew from all texts, in a copy.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from flows.location import find_home
from flows.terminal.printing import print_rows, tell
from warehouse.connection import WAREHOUSE, reader, writer
from warehouse.search.articles import search
from warehouse.search.index import index_bytes, remake_index
from warehouse.search.words import Search, parse_search
from warehouse.transaction import transaction

#: Titles that words are taken from, and how often each search is made; the median counts.
TITLES: Final = 20
ROUNDS: Final = 3

_RUN: Final = re.compile(r"[\u4e00-\u9fff]{6,}")

#: How words are made of a run of characters in a title.
KINDS: Final[Mapping[str, Callable[[str], str]]] = {
    "one character": lambda run: run[2],
    "two characters": lambda run: run[:2],
    "four characters": lambda run: run[:4],
    "two words": lambda run: f"{run[:2]} {run[-2:]}",
    "a phrase": lambda run: f"“{run[:6]}”",
    "a word without another": lambda run: f"{run[:2]} -{run[3:6]}",
}


def runs_of_titles(home: Path) -> list[str]:
    """Stretches of Chinese in titles, the same ones each time."""
    connection = reader(home)
    try:
        rows = connection.execute(
            "SELECT DISTINCT title FROM current_article WHERE title IS NOT NULL ORDER BY md5(title)"
        ).fetchall()
    finally:
        connection.close()
    found = (_RUN.search(title) for (title,) in rows)
    return [run[0] for run in found if run][:TITLES]


def searched(home: Path, asked: Sequence[Search]) -> tuple[list[float], list[float]]:
    """Milliseconds of these searches: connection open, and opened for each."""
    connection = reader(home)
    try:
        standing = [
            _milliseconds(lambda one=one: search(home, one, connection=connection))  # type: ignore[misc]
            for one in asked
        ]
    finally:
        connection.close()
    opening = [_milliseconds(lambda one=one: search(home, one)) for one in asked]  # type: ignore[misc]
    return standing, opening


def _milliseconds(ask: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def index_cost(home: Path) -> tuple[float, float, int]:
    """Seconds of making the index anew, and its megabytes, in a copy; and how many articles are in it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copyfile(home / WAREHOUSE, copy / WAREHOUSE)
        with transaction(copy) as connection:
            began = time.perf_counter()
            articles = remake_index(connection)
            seconds = time.perf_counter() - began
        with writer(copy) as connection:
            return seconds, index_bytes(connection, copy) / 1e6, articles


def rows_of(home: Path) -> Iterator[dict[str, object]]:
    """What each kind of search costs, and all of them."""
    runs = runs_of_titles(home)
    all_standing: list[float] = []
    all_opening: list[float] = []
    for kind, made in KINDS.items():
        standing, opening = searched(home, [parse_search(made(run)) for run in runs])
        all_standing += standing
        all_opening += opening
        yield _row(kind, standing, opening)
    yield _row("all", all_standing, all_opening)


def _row(kind: str, standing: Sequence[float], opening: Sequence[float]) -> dict[str, object]:
    return {
        "search": kind,
        "ms": round(statistics.median(standing), 1),
        "ms with opening": round(statistics.median(opening), 1),
    }


def main() -> None:
    """Print the table."""
    home = Path(sys.argv[1]) if len(sys.argv) > 1 else find_home()
    print_rows(list(rows_of(home)))
    seconds, megabytes, articles = index_cost(home)
    tell(f"index of {articles} articles: {megabytes:.1f} MB, made in {seconds:.1f} s")


if __name__ == "__main__":
    main()
