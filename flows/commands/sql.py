"""`kouan sql`: a query in, its rows out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.options import AsJson, Form, Out

if TYPE_CHECKING:
    from flows.asking import Format


def sql(
    query: str | None = None, /, *, form: Form = None, out: Out = None, as_json: AsJson = False
) -> int:
    """Ask the warehouse in SQL: read-only, without sight of files, over the newest snapshot.

    Without a query it reads one from stdin; on a terminal it prompts. Exit code 1: no rows, or refused.

    Parameters
    ----------
    query
        One statement, for example "SELECT title, publisher FROM current_article".
    """
    from flows.asking import FETCHED, form_of, give
    from flows.location import find_home
    from flows.printing import is_terminal, tell
    from warehouse.query import RefusedError, run_sql

    home, chosen = find_home(), form_of(form, json=as_json, out=out)
    if query is None and is_terminal(sys.stdin):
        return _prompt(home, chosen)
    try:
        answer = run_sql(home, sys.stdin.read() if query is None else query, rows=FETCHED)
    except RefusedError as error:
        tell(f"kouan: {error}")
        return 1
    return give(answer, chosen, out)


def _prompt(home: Path, form: Format) -> int:
    """Ask until the input ends; a statement ends with a semicolon."""
    from contextlib import suppress

    from flows.asking import FETCHED, give
    from flows.printing import tell
    from warehouse.query import QueryError, run_sql

    with suppress(ImportError):
        import readline  # noqa: F401 -- its import gives input() a history
    run_sql(home, "SELECT 1")  # says at once when there is nothing to ask
    tell("One statement, ended by a semicolon; SHOW TABLES; lists what there is. Ctrl-D ends.")
    lines: list[str] = []
    while True:
        try:
            lines.append(input("  ...> " if lines else "kouan> "))
        except EOFError:
            tell("")
            return 0
        except KeyboardInterrupt:
            tell("")
            lines = []
            continue
        if not lines[-1].rstrip().endswith(";"):
            lines = lines if any(map(str.strip, lines)) else []
            continue
        try:
            give(run_sql(home, "\n".join(lines), rows=FETCHED), form)
        except QueryError as error:
            tell(str(error))
        lines = []
