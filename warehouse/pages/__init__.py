"""The questions that the report pages ask: a connection and a name in, rows out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

__all__ = ["Answer", "Connection", "answers", "ask"]

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
    cursor = db.execute(_read(f"{page}.sql"), parameters)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def answers(db: Connection, rows: int) -> list[Answer]:
    """Every `question_*.sql` with at most so many rows of its answer; a question without answer is left out."""
    found = []
    for name in sorted(entry.name for entry in resources.files(__package__).iterdir()):
        if name.startswith("question_") and name.endswith(".sql"):
            text = _read(name)
            sql = _SAID.sub("", text).strip()
            # a limit spares sorting whole rows of which a few are shown; every question ends in its order
            cursor = db.execute(f"{sql.removesuffix(';')}\nLIMIT {rows:d}")
            columns = tuple(column[0] for column in cursor.description)
            answer = tuple(cursor.fetchall())
            if answer:
                found.append(Answer(dict(_SAID.findall(text)), sql, columns, answer))
    return found


def _read(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
