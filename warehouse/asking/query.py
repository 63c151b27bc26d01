"""A question in SQL, typed or saved, in; its rows out, from a reader that can neither write nor see a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final, Protocol

from warehouse.asking.answer import Answer, Limits, QueryError, RefusedError, answer
from warehouse.asking.sandbox import Sandbox
from warehouse.connection import reader

__all__ = [
    "Answer",
    "Limits",
    "QueryError",
    "RefusedError",
    "SavedQuery",
    "asked_query",
    "run_query",
    "run_sql",
    "saved_queries",
]

_HEADER: Final = re.compile(r"--\s*(title|question|parameters):\s*(.*)")
_PARAMETER: Final = re.compile(r"([a-z_][a-z0-9_]*)\s*=\s*(.*)")


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
    shipped: list[_File] = list(files("warehouse").joinpath("queries").iterdir())
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
    limits: Limits | None = None,
) -> Answer:
    """Answer a saved question with these parameters, defaults for the others.

    Raises:
        QueryError: no such question or parameter, or the SQL fails or is stopped by a limit.
    """
    query, given = asked_query(name, parameters or {}, folder)
    limits = limits or Limits()
    connection = reader(home, memory=f"{limits.memory >> 20}MiB")
    try:
        return answer(connection, query.sql, given, limits, query.file)
    finally:
        connection.close()


def asked_query(
    name: str, parameters: Mapping[str, str], folder: Path | None = None
) -> tuple[SavedQuery, dict[str, str]]:
    """A saved question, and all its parameters: those given, defaults for the others.

    Raises:
        QueryError: there is no such question or parameter.
    """
    book = saved_queries(folder)
    if name not in book:
        raise QueryError(f"there is no query {name!r}; the query book has {', '.join(book)}")
    query = book[name]
    for unknown in parameters.keys() - query.parameters.keys():
        known = ", ".join(query.parameters) or "none"
        raise QueryError(f"query {name} has no parameter {unknown!r}; its parameters: {known}")
    return query, {**query.parameters, **parameters}


def run_sql(home: Path, sql: str, limits: Limits | None = None) -> Answer:
    """Answer one SQL statement on the newest snapshot, in a process of its own.

    Raises:
        RefusedError: it is no question. QueryError: it is not one, fails, or is stopped by a limit.
    """
    with Sandbox(home, limits) as sandbox:
        return sandbox.ask(sql)
