"""`kouan quarantine`: what was not published, out; what a person decides about it, in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsJson

Where = Annotated[
    tuple[str, ...],
    Parameter(
        help="Only rows that fit: level=, reason=, source=, location=, status=; * and ? stand for anything, a comma joins conditions.",
        negative=(),
    ),
]


def quarantine(
    action: Literal["list", "show", "replay", "waive", "discard"] = "list",
    /,
    *row: str,
    where: Where = (),
    all_rows: Annotated[
        bool,
        Parameter(
            name="--all", help="All that waits; needed where no row and no condition is named."
        ),
    ] = False,
    by: Annotated[str, Parameter(help="list: group by these fields.")] = "source,reason",
    sample: Annotated[int | None, Parameter(help="list: draw so many rows by chance.")] = None,
    seed: Annotated[int, Parameter(help="list: another seed draws others.")] = 1,
    reason: Annotated[
        str | None, Parameter(help="waive, discard: why, in your words; it stands in the row.")
    ] = None,
    author: Annotated[
        str | None,
        Parameter(help="waive, discard: who decides; your name on this machine unless given."),
    ] = None,
    until: Annotated[
        date | None,
        Parameter(help="waive: the last day it holds. It then alerts, and unpublishes nothing."),
    ] = None,
    standing: Annotated[
        bool,
        Parameter(
            help="waive, discard: decide for all that fit, those to come included; needs level=, reason= and location= or source=."
        ),
    ] = False,
    later: Annotated[
        bool, Parameter(help="waive: leave publishing to the next run that reads the document.")
    ] = False,
    yes: Annotated[bool, Parameter(help="Do not ask before many rows are changed.")] = False,
    as_json: AsJson = False,
) -> int:
    """Show what was not published, or was published damaged, with its reason; replay, waive or discard it.

    list: grouped, the largest group first, examples under each. show: one row with its evidence, its text,
    what to do, and its history. replay: read the documents again now. waive: publish them all the same.
    discard: wait for them no longer. Decisions are kept in quarantine.csv of the project.

    Exit code 0: done; 1: nothing waits or fits, or it is refused; 2: usage.

    Parameters
    ----------
    action
        list, show, replay, waive or discard.
    row
        Rows by their quarantine_id; its first 6 digits are enough.
    """
    from flows.quarantine.deciding import decide, replay_rows
    from flows.quarantine.holding import fields_of, parsed
    from flows.quarantine.requesting import Request, list_rows, show_row

    request = Request(row, parsed(where), all_rows, yes, as_json)
    if action == "list":
        return list_rows(request, fields_of(by), sample, seed)
    if action == "show":
        return show_row(request)
    if action == "replay":
        return replay_rows(request)
    return decide(request, action, reason, author, until, standing=standing, later=later)
