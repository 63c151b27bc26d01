"""`kouan indicators`: what figures count, by the names it has in the texts; what nothing names yet, as rows to add."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsJson


def indicators(
    action: Literal["list", "propose"] = "list",
    /,
    *,
    least: Annotated[
        int, Parameter(help="propose: only what so many articles state; at least 1.")
    ] = 3,
    as_rows: Annotated[
        bool, Parameter(name="--csv", help="propose: as rows of indicator.csv, to paste.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """List the indicators that figures are matched with, or propose rows for what matched none.

    list: the shipped ones and those of the project's lexicons/indicator.csv, with how many figures name each.
    propose: phrases that no indicator names, those for one thing together, with counts and an example. Put the
    rows you want into lexicons/indicator.csv and run again.

    Exit code 0: done; 1: nothing to propose; 2: usage.

    Parameters
    ----------
    action
        list or propose.
    """
    from flows.indicators.showing import list_indicators, propose_indicators

    if action == "list":
        return list_indicators(as_json=as_json)
    return propose_indicators(max(1, least), as_rows=as_rows, as_json=as_json)
