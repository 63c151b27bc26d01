"""Precision and wrong rows in; what is said of them on the terminal out."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any, Final

from flows.reviewing.reporting import ALL, Draw, rows_of
from flows.summary import counted
from flows.terminal.printing import print_rows, say, shown
from warehouse.reviewing.drawing import Drawn

#: What a person writes in.
RIGHT: Final = "RIGHT"
#: Columns for which kouan correct has an option of their own; the others go through --set.
OPTIONS: Final = (
    "value",
    "unit",
    "kind",
    "indicator",
    "subject",
    "place",
    "partner",
    "period",
    "modality",
)
#: What a column is called there.
NAMES: Final = {"entity": "name", "change": "form"}
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
    said = (correction_of(row, column, notes.get(row.row_id, "")) for row in wrong)
    commands = [command for command in said if command]
    if not commands:
        return
    say("")
    say("to put right what was judged wrong:", style="bold")
    if column is None and wrong[0].table == "metric":
        say(
            "(where one column is wrong, --value, --unit, --period, --subject, … in place of --drop)",
            style="dim",
        )
    for command in commands[:PRINTED]:
        say(f"  {command}")
    if len(commands) > PRINTED:
        say(f"  and {len(commands) - PRINTED} more", style="dim")
    say("")


def correction_of(row: Drawn, column: str | None, note: str) -> str:
    """The command that corrects a row, with RIGHT where what is right has to be written in; empty where none does."""
    change = _change(row, column)
    if not change:
        return ""
    id_ = {"metric": row.row_id, "edit": row.row.get("block", "")}.get(row.table, row.why_id)
    return f"kouan correct {id_} {change} --reason {shlex.quote(shown(note) or 'REASON')}"


def _change(row: Drawn, column: str | None) -> str:
    if row.table == "removed":
        return "--keep" if column is None else ""  # only its name is wrong
    if row.table == "edit":
        return _undone(row) if column is None else ""
    if column is None:
        return "--drop"
    if column in OPTIONS:
        return f"--{column} {RIGHT}"
    return f"--set {NAMES.get(column, column)}={RIGHT}"


def _undone(row: Drawn) -> str:
    """Text as it would read without an edit; what stood there may not be right either."""
    earlier, stands, later = row.row["words"]
    before = row.row["before"]
    text = RIGHT if "\n" in before else f"{earlier}{before}{later}"
    return (
        f"--words {shlex.quote(shown(earlier + stands + later))} --text {shlex.quote(shown(text))}"
    )
