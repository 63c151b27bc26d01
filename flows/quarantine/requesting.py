"""What is asked of the quarantine in; which rows are meant, and what waits printed, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.location import SettingsError
from flows.quarantine.holding import STATUSES, chosen, grouped, next_step, sampled, with_sources
from flows.settings import Settings, load_settings
from flows.sources import read_sources
from flows.summary import counted
from flows.terminal.printing import print_json, print_rows, say, shown, tell
from warehouse.quarantine.held_rows import OPEN, held_rows

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
    from flows.quarantine.holding_text import context_of, remedy_of
    from warehouse.quarantine.held_rows import events_of

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
            # the text of a paragraph or a fact is what shows it, and told below
            if row[name] and not (name == "evidence" and row["text"] == [row[name]]):
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
