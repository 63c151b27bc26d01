"""Rows of the quarantine that are meant in; rows replayed, decisions written and carried out."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from flows.location import SettingsError
from flows.quarantine.decided import FILE, write_decisions
from flows.quarantine.holding import (
    grouped,
)
from flows.quarantine.requesting import SHOWN, Request
from flows.settings import Settings, load_settings
from flows.summary import counted
from flows.terminal.printing import print_rows, say, shown, tell
from warehouse.quarantine.decisions import UNPUBLISHABLE, subject_of, today
from warehouse.quarantine.held_rows import mark_discarded
from warehouse.records import Decision, Held

Row = dict[str, Any]


def replay_rows(request: Request) -> int:
    """Read the documents of these rows again now, and say what came of each."""
    settings = load_settings()
    if (
        rows := _agreed(request, settings, "replay", ("held", "failed", "flagged", "discarded"))
    ) is None:
        return 1
    return _replayed(settings, rows, request)


def _replayed(settings: Settings, rows: Sequence[Row], request: Request) -> int:
    from dataclasses import asdict

    from flows.quarantine.replay import replay
    from flows.terminal.progress import shown_progress

    with shown_progress() as progress:
        _, came = replay(settings, rows, progress)
    if request.as_json:
        print_rows(map(asdict, came), json=True)
        return 0
    for one in came:
        style = "good" if one.status in ("released", "waived") else "doubtful"
        say(
            f"{one.status:9} {shown(one.location)} ({shown(one.reason)}): {shown(one.said)[:300]}",
            style=style,
        )
    return 0


def decide(
    request: Request,
    kind: Literal["waive", "discard"],
    why: str | None,
    author: str | None,
    until: date | None,
    *,
    standing: bool,
    later: bool,
) -> int:
    """Write a decision about these rows into the project's file, and carry it out."""
    if not (why and why.strip()):
        raise SettingsError(f"{kind} needs --reason: say why, for whoever reads it in a year")
    if kind == "discard" and until:
        raise SettingsError("discard takes no --until; a replay or --full looks at the row again")
    if until and until < today():
        raise SettingsError(f"--until {until} is over; name a day to come")
    settings = load_settings()
    open_to = ("held", "flagged", "waived") if kind == "waive" else ("held", "failed", "flagged")
    if (rows := _agreed(request, settings, kind, open_to)) is None:
        return 1
    if kind == "waive":
        refused = [row for row in rows if row["level"] == "input" or row["reason"] in UNPUBLISHABLE]
        for row in refused:
            tell(
                f"kouan: {shown(row['location'])}: {shown(row['reason'])}: there is nothing to publish; mend it, or discard it"
            )
        rows = [row for row in rows if row not in refused]
        if not rows:
            return 1
    author = author or _user()
    made = (
        [_standing(request, kind, why, author, until)]
        if standing
        else [_decision(row, kind, why, author, until) for row in rows]
    )
    write_decisions(settings.project / FILE, made)
    if kind == "discard":
        mark_discarded(settings.home, [(row["quarantine_id"], why) for row in rows])
    if not request.as_json:
        what = "decision stands" if len(made) == 1 else "decisions stand"
        say(f"{len(made)} {what} in {settings.project / FILE}")
    if kind == "discard" or later:
        if request.as_json:
            print_rows(request_rows(rows), json=True)
        return 0
    return _replayed(settings, rows, request)


def request_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows by what names them."""
    return [
        {name: row[name] for name in ("quarantine_id", "level", "location", "reason")}
        for row in rows
    ]


def _decision(
    row: Row, kind: Literal["waive", "discard"], why: str, author: str | None, until: date | None
) -> Decision:
    held = Held(row["level"], row["subject_id"], row["location"], row["reason"], row["detail"])
    return Decision(
        kind, row["level"], subject_of(held), None, row["reason"], why, author, today(), until
    )


def _standing(
    request: Request,
    kind: Literal["waive", "discard"],
    why: str,
    author: str | None,
    until: date | None,
) -> Decision:
    where = request.where
    exact = {name: where.get(name, "*") for name in ("level", "reason")}
    place = where.get("location") or where.get("source")
    if request.ids or place is None or any(set("*?[") & set(value) for value in exact.values()):
        raise SettingsError(
            "--standing needs --where level=…,reason=… without * and location=… or source=…: it decides for what is to come"
        )
    level: Any = exact["level"]
    return Decision(kind, level, None, place, exact["reason"], why, author, today(), until)


def _agreed(
    request: Request, settings: Settings, what: str, statuses: Sequence[str]
) -> list[Row] | None:
    """The rows to act on, after saying what would be done and asking; None where nothing is to be done."""
    if request.is_bulk and not request.where and not request.all_rows:
        tell(f"kouan: {what} of everything needs --all; name rows by their id, or --where")
        return None
    rows = request.rows(settings, statuses)
    unfit = [row for row in rows if row["status"] not in statuses]
    rows = [row for row in rows if row["status"] in statuses]
    for row in unfit if request.ids else ():
        tell(
            f"kouan: {row['quarantine_id'][:SHOWN]}: is {row['status']}; there is nothing to {what}"
        )
    if not rows:
        tell("kouan: no row of the quarantine fits; `kouan quarantine` lists what waits")
        return None
    if not request.is_bulk or request.yes:
        return rows
    tell(f"{what} {counted(len(rows), 'row')}:")
    for group in grouped(rows, ("source", "level", "reason")):
        examples = ", ".join(shown(row["location"]) for row in group["examples"])
        tell(
            f"  {group['number']:6}  {shown(group['source'])}  {group['level']}  {shown(group['reason'])}: {examples}"
        )
    if not sys.stdin.isatty():
        tell("kouan: nothing was done; add --yes")
        return None
    sys.stderr.write("Go on? [y/N] ")
    sys.stderr.flush()
    return rows if sys.stdin.readline().strip().lower() in ("y", "yes", "是") else None


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return None
