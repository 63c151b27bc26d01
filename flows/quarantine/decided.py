"""quarantine.csv of a project in, what persons decided about held rows out; and the way back, row by row."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from flows.location import SettingsError
from flows.project_csv import comments_of, read_rows
from warehouse.quarantine.decisions import Decisions, decision_id, today
from warehouse.records import Decision, Level

FILE = "quarantine.csv"
COLUMNS = (
    "decision",
    "level",
    "subject",
    "location",
    "reason",
    "why",
    "author",
    "made",
    "until",
)


def decisions_of(project: Path, home: Path) -> Decisions:
    """The decisions of a project as of today, with what stands published by waivers.

    Raises:
        SettingsError: a row of the file cannot be used; the message names file and row.
    """
    made = read_decisions(project / FILE)
    if not made:
        return Decisions(made, today())
    from warehouse.connection import NoWarehouseError, reader
    from warehouse.quarantine.waivers import standing

    try:
        with reader(home) as connection:
            return Decisions(made, today(), standing(connection))
    except NoWarehouseError:
        return Decisions(made, today())


def news_of(project: Path, home: Path) -> tuple[Decision, ...]:
    """Waivers of the project that the warehouse does not know yet as what they are today."""
    from warehouse.connection import NoWarehouseError, reader
    from warehouse.quarantine.waivers import changed_waivers

    if not (project / FILE).is_file():
        return ()
    try:
        with reader(home) as connection:
            return changed_waivers(connection, decisions_of(project, home))
    except NoWarehouseError:
        return ()


def read_decisions(file: Path) -> tuple[Decision, ...]:
    """Rows of a quarantine.csv; of two about the same the later one counts. No file, no rows.

    Raises:
        SettingsError: a column is missing or a cell cannot be used; the message names file and row.
    """
    rows = [_decision(cells, where) for cells, where in read_rows(file, COLUMNS)]
    return tuple({decision_id(row): row for row in rows}.values())


def write_decisions(file: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the file; what it says about the same already gives way. A kill leaves the old file."""
    new = {decision_id(one): one for one in decisions}
    kept = [one for one in read_decisions(file) if decision_id(one) not in new]
    written = io.StringIO()
    written.writelines(f"{line}\n" for line in comments_of(file))
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, (*kept, *new.values())))
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    draft.write_text(written.getvalue(), "utf-8")
    draft.replace(file)


def _cells(one: Decision) -> tuple[str, ...]:
    # A line that starts with # is a comment, so the first column is one of ours.
    days = [day.isoformat() if day else "" for day in (one.made, one.until)]
    return (
        one.kind,
        one.level,
        one.subject or "",
        one.location or "",
        one.reason,
        " ".join(one.why.split()),
        " ".join((one.author or "").split()),
        *days,
    )


def _decision(cells: Mapping[str, str], where: str) -> Decision:
    if cells["decision"] not in ("waive", "discard"):
        raise SettingsError(f"{where}: decision {cells['decision']!r} is neither waive nor discard")
    if cells["level"] not in get_args(Level):
        raise SettingsError(
            f"{where}: level {cells['level']!r} is none of {', '.join(get_args(Level))}"
        )
    if cells["decision"] == "waive" and cells["level"] == "input":
        raise SettingsError(
            f"{where}: an input that cannot be read has nothing to publish; discard it"
        )
    for name in ("reason", "why"):
        if not cells[name]:
            raise SettingsError(f"{where}: {name} is blank; say it")
    if not (cells["subject"] or cells["location"]):
        raise SettingsError(
            f"{where}: subject and location are blank; name one thing, or a pattern of locations (* for all)"
        )
    return Decision(
        kind=cells["decision"],  # type: ignore[arg-type] # one of the two, see above
        level=cells["level"],  # type: ignore[arg-type]
        subject=cells["subject"] or None,
        location=cells["location"] or None,
        reason=cells["reason"],
        why=cells["why"],
        author=cells["author"] or None,
        made=day_of(cells["made"], f"{where}: made"),
        until=day_of(cells["until"], f"{where}: until") if cells["until"] else None,
    )


def day_of(text: str, where: str) -> date:
    """A day in ISO 8601.

    Raises:
        SettingsError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"{where} {text!r} is no day; write for example 2026-12-31") from None
