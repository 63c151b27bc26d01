"""Precision and wrong rows in; what is said of them on the terminal out."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any, Final

from flows.reviewing.reporting import ALL, Draw, rows_of
from flows.summary import counted
from flows.terminal.printing import print_rows, say, shown
from warehouse.reviewing.drawing import Drawn

#: Wrong rows whose corrections are printed.
PRINTED: Final = 50


def print_draw(one: Draw, margin: float) -> None:
    """Print a draw group by group, and what has to be known to read it."""
    rows = rows_of([one])
    judged = [row for row in rows if _is_judged(row)]
    first = rows[0]
    by = f", by {first['by']}" if first["by"] else ""
    say(f"{first['table']}, {first['column'] or 'whole row'}{by}", style="bold")
    print_rows(_told(row) for row in judged)
    if hidden := len(rows) - len(judged):
        say(
            f"{counted(hidden, 'group')} without a verdict not shown (--json has them);"
            f" those shown hold {one.covered:.0%} of the rows",
            style="dim",
        )
    if rows[-1]["outdated"]:
        say(
            "outdated rows come first when the same command draws again; until they are judged as they read now,"
            " the share is that of rows nothing has changed",
            style="doubtful",
        )
    if one.shared:
        said = counted(one.shared, "row")
        say(f"{said} judged by several persons, {one.alike} of them alike", style="dim")
    say(
        f"more: verdicts wanted for ±{100 * margin:g} %; unsure and outdated ones do not count",
        style="dim",
    )


def _is_judged(row: Mapping[str, Any]) -> bool:
    names = ("right", "wrong", "unsure", "disputed", "outdated")
    return row["stratum"] == ALL or any(row[name] for name in names)


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    share = row["precision"]
    return {
        row["by"] or "drawn": shown(row["stratum"]),
        "rows": row["rows"],
        "right": row["right"],
        "wrong": row["wrong"],
        "unsure": row["unsure"] + row["disputed"],
        "outdated": row["outdated"],
        "precision": "-" if share is None else f"{share:.1%}",
        "95 %": "-" if share is None else f"{row['low']:.1%}–{row['high']:.1%}",
        "more": row["needs"],
    }


def print_corrections(wrong: Sequence[Drawn], column: str | None, notes: Mapping[str, str]) -> None:
    """Print the commands that correct what was judged wrong."""
    if not wrong:
        return
    say("")
    say("to put right what was judged wrong:", style="bold")
    for row in wrong[:PRINTED]:
        say(f"  {correction_of(row, column, notes.get(row.row_id, ''))}")
    if len(wrong) > PRINTED:
        say(f"  and {len(wrong) - PRINTED} more", style="dim")
    say("")


def correction_of(row: Drawn, column: str | None, note: str) -> str:
    """The command that corrects a row; what is right has to be written in."""
    option = f"--{column.replace('_', '-')} RIGHT" if column else "--drop"
    return f"kouan correct {row.row_id} {option} --reason {shlex.quote(shown(note) or 'REASON')}"
