"""`kouan check`: files in, the faults of their Chinese text out."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson


def check(
    *file: str,
    select: Annotated[
        tuple[str, ...],
        Parameter(
            help="Look for these alone: rules or kinds, with commas; * fits any characters.",
            show_default=False,
        ),
    ] = (),
    ignore: Annotated[
        tuple[str, ...],
        Parameter(help="Do not look for these; wins over --select.", show_default=False),
    ] = (),
    fix: Annotated[
        bool,
        Parameter(
            help="Mend what is found, in the files. A GBK file stays GBK, and every other byte stays; a file "
            "whose encoding cannot write the mended text is left as it is. `--fix -` writes to stdout."
        ),
    ] = False,
    diff: Annotated[
        bool, Parameter(help="Print what --fix would write, as a unified diff; change nothing.")
    ] = False,
    style: Annotated[str, Parameter(name="--format", help="text, json, sarif or github.")] = "text",
    statistics: Annotated[
        bool, Parameter(help="Print counts by rule, not the faults; as text or json.")
    ] = False,
    exit_zero: Annotated[
        bool, Parameter(help="Exit code 0 also when there are faults (2 stays 2).")
    ] = False,
    stdin_filename: Annotated[
        str | None,
        Parameter(help="The name of what comes on stdin, for output and per-file ignores."),
    ] = None,
    list_rules: Annotated[
        bool, Parameter(help="List the names that --select and --ignore take.")
    ] = False,
    max_size: Annotated[
        str | None, Parameter(help="Refuse larger files; 32 MB unless set.")
    ] = None,
    text_field: Annotated[
        str | None,
        Parameter(
            help="The field of JSON Lines, or column of a table, that holds the text; text, content, ... unless set."
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Find faults in Chinese text, as file:line:column, rule and message; nothing is changed without --fix.

    Parameters
    ----------
    file
        Files, folders and globs; - reads stdin.
    """
    from flows.terminal.printing import tell
    from kouan.linting.formats import FORMATS

    style = "json" if as_json else style
    if style not in FORMATS:
        tell(f"kouan: --format {style}: there is no such format; choose of {', '.join(FORMATS)}")
        return 2
    if list_rules:
        return _listed(is_json=as_json)
    if problem := _misuse(file, fix=fix, diff=diff, style=style, statistics=statistics):
        tell(f"kouan: {problem}")
        return 2
    from flows.checking import Wanted, run_check

    wanted = Wanted(
        file, select, ignore, style, "fix" if fix else "diff" if diff else "show",
        statistics, stdin_filename, max_size, text_field,
    )  # fmt: skip
    code = run_check(wanted, sys.stdin.buffer, sys.stdout)
    return 0 if exit_zero and code == 1 else code


def _misuse(
    file: tuple[str, ...], *, fix: bool, diff: bool, style: str, statistics: bool
) -> str | None:
    """Why these options do not go together; None where they do."""
    if not file:
        return "name files, folders or globs; - reads stdin"
    if fix and diff:
        return "--fix and --diff exclude each other; --diff shows what --fix would write"
    if diff and (style != "text" or statistics):
        return "--diff prints a diff, so it takes neither --format nor --statistics"
    if statistics and style not in ("text", "json"):
        return f"--statistics prints counts, as text or json; {style} has a place for faults alone, so leave one of them out"
    if fix and "-" in file and len(file) > 1:
        return "--fix - writes the mended text to stdout, so it takes no other file"
    return None


def _listed(*, is_json: bool) -> int:
    """Print the catalogue: every name a selection may use."""
    from flows.location import find_project
    from flows.terminal.printing import print_rows
    from kouan.gathering import gather
    from kouan.linting.catalogue import catalogue

    rows = [
        {
            "rule": entry.name,
            "level": entry.severity,
            "fixable": "yes" if entry.changes else "no",
            "kinds": ", ".join(entry.kinds),
            "fault": entry.summary,
        }
        for entry in catalogue(gather(find_project()))
    ]
    print_rows(rows, json=is_json)
    return 0
