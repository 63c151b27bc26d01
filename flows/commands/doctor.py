"""`kouan doctor`: the installation and the warehouse looked over."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson


def doctor(
    *,
    deep: Annotated[
        bool,
        Parameter(
            help="Read all raw bytes and compare their digests, look for keys that stand twice, and hold observations"
            " against their figures."
        ),
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Look at versions, folders, settings and the warehouse, and say what is amiss. Exit code 1: something will not work."""
    from flows.terminal.printing import print_rows, say, shown
    from flows.terminal.progress import shown_progress
    from flows.upkeep.diagnosis import diagnose
    from flows.upkeep.inspection import inspect

    with shown_progress("steps") as progress:
        checks = [*diagnose(), *inspect(deep=deep, progress=progress)]
    if as_json:
        print_rows([check._asdict() for check in checks], json=True)
    else:
        marks = {"good": "ok ", "doubtful": "?  ", "bad": "NO "}
        for check in checks:
            say(f"{marks[check.verdict]} {check.what:20} {shown(check.said)}", style=check.verdict)
    return 1 if any(check.verdict == "bad" for check in checks) else 0
