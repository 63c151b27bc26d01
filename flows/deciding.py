"""What is asked of the quarantine in; what waits printed, rows replayed, decisions written and carried out."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from flows.decided import FILE, write_decisions
from flows.holding import (
    STATUSES,
    chosen,
    grouped,
    next_step,
    sampled,
    with_sources,
)
from flows.location import SettingsError
from flows.printing import print_json, print_rows, say, shown, tell
from flows.settings import Settings, load_settings
from flows.sources import read_sources
from flows.summary import counted
from warehouse.decisions import UNPUBLISHABLE, subject_of, today
from warehouse.held_rows import OPEN, held_rows, mark_discarded
from warehouse.records import Decision, Held

Row = dict[str, Any]
#: Digits of an id that are enough to name a row.
DIGITS = 6
#: Digits of an id that are shown.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Request:
    """Which rows are meant, and how to answer."""

    ids: tuple[str, ...]
    where: Mapping[str, str]
    all_rows: bool
    yes: bool
    as_json: bool

    @property
    def is_bulk(self) -> bool:
        """Whether rows are meant that nobody named one by one."""
        return not self.ids

    def rows(self, settings: Settings, statuses: Sequence[str] = OPEN) -> list[Row]:
        """The rows that are meant.

        Raises:
            SettingsError: an id is too short, names no row or several.
            NoWarehouseError: nothing has been published yet.
        """
        sources = read_sources(settings.project / "sources.csv")
        if not self.ids:
            asked = tuple(STATUSES) if "status" in self.where else tuple(statuses)
            return chosen(with_sources(held_rows(settings.home, asked), sources), self.where)
        found: dict[str, Row] = {}
        for id_ in self.ids:
            if len(id_) < DIGITS or not all(letter in "0123456789abcdef" for letter in id_):
                raise SettingsError(
                    f"{id_!r} is no row of the quarantine; give the first {DIGITS} or more digits of a quarantine_id"
                )
            rows = held_rows(settings.home, STATUSES, id_)
            if len(rows) > 1:
                raise SettingsError(f"{id_}: {len(rows)} rows begin so; give more digits")
            found |= {row["quarantine_id"]: row for row in with_sources(rows, sources)}
        return chosen(found.values(), self.where)


def list_rows(request: Request, by: Sequence[str], sample: int | None, seed: int) -> int:
    """Print what waits and what is flagged: groups with examples, a sample, or every row as JSON."""
    settings = load_settings()
    rows = request.rows(settings)
    if sample is not None:
        rows = sampled(rows, sample, seed)
    for row in rows:
        row["next"] = next_step(row, settings.attempts)
    if request.as_json:
        print_rows(rows, json=True)
    elif not rows:
        say("nothing waits" if not (request.where or request.ids) else "nothing fits")
    elif sample is not None:
        for row in rows:
            _tell_row(row)
    else:
        groups = grouped(rows, by)
        print_rows(groups, (*by, "number", "documents"))
        for group in groups:
            say("")
            say(f"{', '.join(shown(group[name]) for name in by)}: {group['number']}", style="bold")
            for row in group["examples"]:
                _tell_row(row)
        say("")
        say(
            "kouan quarantine show ID tells more; replay, waive and discard take ID or --where",
            style="dim",
        )
    return 0 if rows else 1


def _tell_row(row: Row) -> None:
    say(
        f"  {row['quarantine_id'][:SHOWN]}  {row['level']} {row['status']}  {shown(row['location'])}"
    )
    detail = row["detail"].removeprefix(f"{row['location']}: ")
    say(f"    {shown(row['reason'])}: {shown(detail)[:300]}")


def show_row(request: Request) -> int:
    """Print one row, or a few, with evidence, text, what to do, and history."""
    from flows.holding_text import context_of, remedy_of
    from warehouse.held_rows import events_of

    if request.is_bulk:
        raise SettingsError("show takes the quarantine_id of a row; `kouan quarantine` lists them")
    settings = load_settings()
    rows = request.rows(settings)
    told = [
        {
            **row,
            "next": next_step(row, settings.attempts),
            "remedy": remedy_of(row),
            "text": context_of(settings.home, row),
            "history": events_of(settings.home, row["quarantine_id"]),
        }
        for row in rows
    ]
    if request.as_json:
        print_json(told)
    for row in () if request.as_json else told:
        say(f"{row['level']} {row['status']}  {shown(row['location'])}", style="bold")
        for name in (
            "quarantine_id",
            "document_id",
            "source",
            "reason",
            "detail",
            "evidence",
            "note",
        ):
            if row[name]:
                say(f"{name.replace('_id', ''):11} {shown(row[name])}")
        say(
            f"met         {counted(row['attempts'], 'time')}, first {row['first_met']:%Y-%m-%d %H:%M}, last {row['last_met']:%Y-%m-%d %H:%M} UTC"
        )
        if row["next"]:
            say(f"next        {row['next']}")
        say(f"remedy      {shown(row['remedy'])}")
        for line in row["text"]:
            say(f"text        {shown(line)}")
        for event in row["history"]:
            said = (
                f"{event['happened_at']:%Y-%m-%d %H:%M}  {event['status']}  run {event['run_id']}"
            )
            say(f"history     {said}")
        say("")
    if not told and not request.as_json:
        tell("kouan: no row of the quarantine has this id")
    return 0 if told else 1


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

    from flows.progress import shown_progress
    from flows.replay import replay

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
