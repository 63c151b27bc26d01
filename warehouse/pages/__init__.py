"""The questions that the report pages ask: a connection and a name in, rows out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

__all__ = [
    "Answer", "Connection", "Told", "answers", "ask", "has_table", "questions", "read", "sql_of",
]  # fmt: skip

#: Columns and rows of an answer.
Told = tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]

_SAID = re.compile(r"^-- (\w+): (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question a reader can go on with: its titles by language, its SQL, and what it answers now."""

    titles: dict[str, str]
    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ask(db: Connection, page: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of one page's query (`warehouse/pages/PAGE.sql`) as dictionaries."""
    cursor = db.execute(read(f"{page}.sql"), parameters)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def has_table(db: Connection, name: str) -> bool:
    """Whether a snapshot was published since there is this table."""
    try:
        db.execute(f'SELECT 1 FROM "{name}" LIMIT 0')
    except duckdb.CatalogException:
        return False
    return True


def questions() -> dict[str, str]:
    """Every `question_*.sql` that a page answers, by name."""
    names = sorted(entry.name for entry in resources.files(__package__).iterdir())
    return {
        name: read(name) for name in names if name.startswith("question_") and name.endswith(".sql")
    }


def sql_of(text: str) -> str:
    """A question without its titles, as a reader can go on with it."""
    return _SAID.sub("", text).strip()


def answers(db: Connection, rows: int, told: Mapping[str, Told]) -> list[Answer]:
    """Every question with at most so many rows of its answer, those that are told already as they are; one without answer is left out."""
    found = []
    for name, text in questions().items():
        sql = sql_of(text)
        if name in told:
            columns, answer = told[name]
        else:
            # a limit spares sorting whole rows of which a few are shown; every question ends in its order
            cursor = db.execute(f"{sql.removesuffix(';')}\nLIMIT {rows:d}")
            columns = tuple(column[0] for column in cursor.description)
            answer = tuple(cursor.fetchall())
        if answer:
            found.append(Answer(dict(_SAID.findall(text)), sql, columns, answer))
    return found


def read(name: str) -> str:
    """The text of one file of SQL."""
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
