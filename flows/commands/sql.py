"""`kouan sql`: a query in, its rows out; a prompt on a terminal."""

from __future__ import annotations

import sys

from flows.commands.options import AsJson, Form, Out, Rows, Timeout


def sql(
    query: str | None = None,
    /,
    *,
    form: Form = None,
    out: Out = None,
    timeout: Timeout = None,
    rows: Rows = None,
    as_json: AsJson = False,
) -> int:
    """Ask the warehouse in SQL: read-only, without sight of files, over the newest snapshot.

    Without a query it reads one from stdin; on a terminal it prompts, with history and completion. What a
    question may take of time, rows and memory is limited. Exit code 1: no rows, or refused.

    Parameters
    ----------
    query
        One statement, for example "SELECT title, publisher FROM current_article".
    """
    from flows.settings import load_settings
    from flows.terminal.asking import form_of, give, limits_of
    from flows.terminal.printing import is_terminal, tell
    from warehouse.asking.answer import RefusedError
    from warehouse.asking.query import run_sql

    chosen = form_of(form, json=as_json, out=out)
    settings = load_settings()
    limits = limits_of(settings, timeout, rows)
    if query is None and is_terminal(sys.stdin):
        from flows.terminal.prompt import prompt

        return prompt(settings, limits, chosen)
    try:
        answer = run_sql(settings.home, sys.stdin.read() if query is None else query, limits)
    except RefusedError as error:
        tell(f"kouan: {error}")
        return 1
    return give(answer, chosen, out)
