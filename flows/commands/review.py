"""`kouan review`: a sample of rows out, a person's verdicts on them in, and the precision they show out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsJson


def review(
    *,
    table: Annotated[
        Literal["metric", "mention", "edit", "removed"] | None,
        Parameter(
            help="What to judge: figures (unless told otherwise), names, edits that context decided, or what was removed. --report: only these."
        ),
    ] = None,
    n: Annotated[int, Parameter(name="--n", help="Rows to draw.")] = 100,
    by: Annotated[
        str,
        Parameter(
            help="Draw as many from each: source, publisher, site, year, kind, rule, type, indicator, confidence, …; a comma joins several."
        ),
    ] = "",
    seed: Annotated[int, Parameter(help="Another seed draws others.")] = 1,
    column: Annotated[
        str | None,
        Parameter(
            help="Judge this alone: value, unit, period, span, subject, indicator, …; all that a row says unless given."
        ),
    ] = None,
    reviewer: Annotated[
        str | None,
        Parameter(
            help="Who judges; your name on this machine unless given. --report: only theirs."
        ),
    ] = None,
    again: Annotated[bool, Parameter(help="Draw rows too that you have judged already.")] = False,
    out: Annotated[
        Path | None,
        Parameter(help="Write the sample to this CSV file, to be judged in a spreadsheet."),
    ] = None,
    read: Annotated[
        Path | None, Parameter(help="Take the verdicts of such a file back, all or none.")
    ] = None,
    report: Annotated[bool, Parameter(help="Only print what the verdicts show.")] = False,
    margin: Annotated[
        float, Parameter(help="Say how many verdicts more give this precision, ± percent.")
    ] = 2.0,
    as_json: AsJson = False,
) -> int:
    """Draw rows by chance, judge them one a screen, and see how often they are right, with a 95 % interval.

    Keys: r right, w wrong, u unsure, n note, b back, ? help, q quit. Each verdict is kept as it is given, in
    reviews/ of the project. The same seed draws the same rows; what you judged is not drawn again.
    In a pipe, and with --json but without --report, the sample is printed and nothing judged.

    Exit code 0: done; 1: nothing to draw, no verdict yet, or refused; 2: usage.
    """
    from flows.location import SettingsError
    from flows.reviewing import judging
    from flows.reviewing.asking import Asked

    if sum((out is not None, read is not None, report)) > 1:
        raise SettingsError("say one of --out, --read and --report")
    if not 0 < margin < 50:
        raise SettingsError(f"--margin {margin:g}: give percent above 0 and below 50")
    asked = Asked(table, n, by, seed, column, reviewer, again, margin / 100, as_json)
    if report:
        return judging.report(asked)
    if read is not None:
        return judging.take_back(asked, read)
    if out is not None:
        return judging.write_out(asked, out)
    return judging.print_sample(asked) if as_json else judging.judge(asked)
