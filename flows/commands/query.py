"""`kouan query`: the book of saved questions, and the answer to one of them."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson, Form, Out, Rows, Timeout


def query(
    name: str | None = None,
    /,
    *,
    param: Annotated[
        list[str] | None,
        Parameter(help="A parameter of the question: name=value; may be repeated."),
    ] = None,
    form: Form = None,
    out: Out = None,
    timeout: Timeout = None,
    rows: Rows = None,
    as_json: AsJson = False,
) -> int:
    """List the saved questions with their parameters, or answer the one that is named. Exit code 1: no rows.

    Parameters
    ----------
    name
        A question of the list. Your own ones lie in the project's queries/ folder.
    """
    from flows.location import find_project
    from flows.settings import load_settings
    from flows.terminal.asking import form_of, give, limits_of, parameters_of
    from flows.terminal.printing import print_rows
    from warehouse.asking.query import run_query, saved_queries

    project = find_project()
    folder = project / "queries" if project else None
    if name is None:
        book = saved_queries(folder).values()
        print_rows(
            (
                {
                    "name": one.name,
                    "question": one.question,
                    "parameters": dict(one.parameters)
                    if as_json
                    else ", ".join(f"{key}={value}" for key, value in one.parameters.items()),
                }
                for one in book
            ),
            json=as_json,
        )
        return 0
    chosen = form_of(form, json=as_json, out=out)
    settings = load_settings()
    limits = limits_of(settings, timeout, rows)
    answer = run_query(settings.home, name, parameters_of(param or ()), folder, limits)
    return give(answer, chosen, out)
