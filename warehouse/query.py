"""A question in SQL, typed or saved, in; its rows out, from a reader that can neither write nor see a file."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Protocol

import duckdb

from warehouse.connection import WarehouseError, reader

#: What a question may be: everything else writes, attaches or sets something.
ASKING: Final = ("SELECT", "EXPLAIN")

_HEADER: Final = re.compile(r"--\s*(title|question|parameters):\s*(.*)")
_PARAMETER: Final = re.compile(r"([a-z_][a-z0-9_]*)\s*=\s*(.*)")


class QueryError(WarehouseError):
    """A question that cannot be answered; the message says why."""


class RefusedError(QueryError):
    """A statement that is no question, or that asks for what a reader may not see."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows with the names and types of their columns; `is_cut` when there were more than asked for."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with a name: its SQL file, and the parameters it takes with their defaults."""

    name: str
    title: str
    question: str
    sql: str
    file: str
    parameters: Mapping[str, str] = field(default_factory=dict)


class _File(Protocol):
    @property
    def name(self) -> str: ...

    def read_text(self, encoding: str) -> str: ...


def saved_queries(folder: Path | None = None) -> dict[str, SavedQuery]:
    """The query book by name: the shipped questions, with those of the project's `queries/` folder laid over.

    Raises:
        QueryError: a file lacks its `-- title:` or `-- question:`, or names a parameter it does not use.
    """
    book: dict[str, SavedQuery] = {}
    shipped: list[_File] = list(files(__package__).joinpath("queries").iterdir())
    own: list[_File] = list(folder.iterdir()) if folder is not None and folder.is_dir() else []
    for group in (shipped, own):
        for file in sorted(group, key=lambda file: file.name):
            if file.name.endswith(".sql"):
                query = _parsed(file)
                book[query.name] = query
    return dict(sorted(book.items()))


def _parsed(file: _File) -> SavedQuery:
    sql = file.read_text("utf-8").lstrip("\ufeff")
    said = {found[1]: found[2].strip() for found in map(_HEADER.match, sql.splitlines()) if found}
    for name in ("title", "question"):
        if not said.get(name):
            raise QueryError(f"{file.name}: a line `-- {name}: ...` is missing at the top")
    parameters = {}
    for part in filter(None, map(str.strip, said.get("parameters", "").split(","))):
        found = _PARAMETER.fullmatch(part)
        if found is None or not re.search(rf"\${found[1]}\b", sql):
            raise QueryError(
                f"{file.name}: `-- parameters: {part}` should read name=default, and the SQL should use $name"
            )
        parameters[found[1]] = found[2]
    return SavedQuery(
        file.name.removesuffix(".sql"), said["title"], said["question"], sql, file.name, parameters
    )


def run_query(
    home: Path,
    name: str,
    parameters: Mapping[str, str] | None = None,
    folder: Path | None = None,
    *,
    timeout: float = 60.0,
    rows: int = 10_000,
) -> Answer:
    """Answer a saved question with these parameters, defaults for the others.

    Raises:
        QueryError: no such question or parameter, or the SQL fails.
    """
    book = saved_queries(folder)
    if name not in book:
        raise QueryError(f"there is no query {name!r}; the query book has {', '.join(book)}")
    query, given = book[name], dict(parameters or {})
    for unknown in given.keys() - query.parameters.keys():
        known = ", ".join(query.parameters) or "none"
        raise QueryError(f"query {name} has no parameter {unknown!r}; its parameters: {known}")
    return _answer(home, query.sql, {**query.parameters, **given}, timeout, rows, query.file)


def run_sql(home: Path, sql: str, timeout: float = 60.0, rows: int = 10_000) -> Answer:
    """Answer one SQL statement on the newest snapshot.

    Raises:
        RefusedError: it is no question. QueryError: it is not one, fails, or takes longer than `timeout` seconds.
    """
    return _answer(home, sql, {}, timeout, rows, "the statement")


def _answer(
    home: Path, sql: str, parameters: Mapping[str, str], timeout: float, rows: int, name: str
) -> Answer:
    with _open(home) as connection:
        _refuse_all_but_questions(connection, sql, name)
        expired = threading.Event()

        def stop() -> None:
            expired.set()
            connection.interrupt()

        timer = threading.Timer(timeout, stop)
        timer.start()
        try:
            relation = connection.execute(sql, dict(parameters) or None)
            described = relation.description or []
            found = relation.fetchmany(rows + 1)
        except duckdb.InterruptException:
            if not expired.is_set():
                raise KeyboardInterrupt from None
            raise QueryError(
                f"{name}: no answer within {timeout:g} s; ask for less, or allow more time"
            ) from None
        except duckdb.PermissionException as error:
            raise RefusedError(f"{name}: {error}") from error
        except duckdb.Error as error:
            raise QueryError(f"{name}: {error}") from error
        finally:
            timer.cancel()
            timer.join()
    return Answer(
        tuple(column[0] for column in described),
        tuple(str(column[1]) for column in described),
        tuple(map(tuple, found[:rows])),
        len(found) > rows,
    )


@contextmanager
def _open(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = reader(home)
    try:
        yield connection
    finally:
        connection.close()


def _refuse_all_but_questions(connection: duckdb.DuckDBPyConnection, sql: str, name: str) -> None:
    """The settings of a reader refuse what is harmful; this says so in words, and stops the rest too."""
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(f"{name}: {error}") from error
    for statement in statements:
        if (kind := statement.type.name) not in ASKING:
            raise RefusedError(
                f"{name}: {kind} is refused; only questions (SELECT, DESCRIBE, SUMMARIZE, EXPLAIN) are answered,"
                " the warehouse is written by `kouan run` alone"
            )
    if len(statements) != 1:
        raise QueryError(f"{name}: {len(statements)} statements where one question is expected")
