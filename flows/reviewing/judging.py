"""What is asked of `kouan review` in; a sample on the screen or in a sheet, verdicts kept, precision printed, out."""

from __future__ import annotations

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from flows.reviewing.asking import Asked, reviewer_of, sample
from flows.reviewing.files import (
    FOLDER,
    Verdict,
    add_reviews,
    file_of,
    read_reviews,
)
from flows.reviewing.reporting import draws, groups_said, rows_of
from flows.reviewing.sheet import RefusedSheetError, read_sheet, sheet_rows, write_sheet
from flows.reviewing.telling import print_corrections, print_draw
from flows.settings import Settings, load_settings
from flows.summary import counted
from flows.terminal.printing import print_json, print_rows, say, shown, tell
from warehouse.connection import WarehouseBusyError, WarehouseError
from warehouse.records import ReviewRecord
from warehouse.reviewing.drawing import Drawn
from warehouse.reviewing.strata import check_column, groups_of

#: Seconds for which a review waits for a run that is publishing, before it leaves the table to the next run.
PATIENCE: Final = 2.0

#: What is printed of a sample where nobody can judge it.
PRINTED: Final = ("stratum", "text", "says", "title", "published", "location", "why")


def judge(asked: Asked) -> int:
    """Show a sample on the terminal, keep the verdicts, print what they say; exit code 1 where there is nothing to draw.

    Without a terminal the sample is printed, and nothing is judged.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        return _print_plainly(asked)
    settings = load_settings()
    name = reviewer_of(asked)
    folder = settings.project / FOLDER
    read_reviews(folder)  # what cannot be read is told before somebody judges
    rows = sample(settings, asked)
    if not rows:
        return _nothing(asked)
    notes: dict[str, str] = {}

    def keep(row: Drawn, verdict: Verdict, note: str) -> None:
        notes[row.row_id] = note
        add_reviews(folder, [_record(row, asked, name, verdict, note)])

    from flows.reviewing.keys import keys
    from flows.reviewing.screen import Screen

    with keys() as keyboard:
        verdicts = Screen(rows, asked.column, keyboard, keep).judge()
    if not verdicts:
        say("nothing was judged")
        return 0
    say(
        f"{counted(len(verdicts), 'row')} judged, in {file_of(folder, rows[0].table, name)}",
        style="good",
    )
    _write_table(settings)
    wrong = [row for row in rows if verdicts.get(row.row_id) == "wrong"]
    print_corrections(wrong, asked.column, notes)
    shown_draw = Asked(rows[0].table, by=asked.by, column=asked.column, margin=asked.margin)
    _print_precision(settings, shown_draw, only_this=True)
    return 0


def _record(row: Drawn, asked: Asked, reviewer: str, verdict: Verdict, note: str) -> ReviewRecord:
    return ReviewRecord(
        table_name=row.table,
        row_id=row.row_id,
        row_digest=row.row_digest,
        document_id=row.document_id,
        stratum=row.stratum,
        seed=asked.seed,
        column_name=asked.column,
        verdict=verdict,
        note=note or None,
        reviewer=reviewer,
        reviewed_at=_now(),
    )


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def _nothing(asked: Asked) -> int:
    table = asked.table or "metric"
    if table in ("edit", "removed"):
        hint = "; a snapshot of the profile facts holds no edits and no removed text (snapshot in kouan.toml)"
    else:
        hint = ""
    judged = "" if asked.again else " that is not judged yet; --again draws judged rows too"
    tell(f"kouan: there is no row of {table}{judged}{hint}")
    return 1


def _print_plainly(asked: Asked) -> int:
    """Print a sample where nobody can judge it."""
    rows = sample(load_settings(), asked)
    if not rows:
        return _nothing(asked)
    print_rows(sheet_rows(rows, asked.column, asked.seed), PRINTED)
    tell(
        "kouan: this is no terminal, so nothing is judged; write a sheet with --out sample.csv and read it back"
        " with --read"
    )
    return 0


def print_sample(asked: Asked) -> int:
    """Print a sample as JSON."""
    rows = sample(load_settings(), asked)
    print_json(sheet_rows(rows, asked.column, asked.seed))
    return 0 if rows else 1


def write_out(asked: Asked, out: Path) -> int:
    """Write a sample into a sheet."""
    if out.exists():
        tell(
            f"kouan: {out}: is there already and may hold verdicts; name another file, or move it away"
        )
        return 1
    rows = sample(load_settings(), asked)
    if not rows:
        return _nothing(asked)
    cells = sheet_rows(rows, asked.column, asked.seed)
    write_sheet(out, cells)
    if asked.as_json:
        print_json(cells)
    tell(
        f"{counted(len(rows), 'row')} in {out}; write right, wrong or unsure into the column verdict, save it as CSV"
        f" (UTF-8), and take it back with kouan review --read {shlex.quote(str(out))}"
    )
    return 0


def take_back(asked: Asked, file: Path) -> int:
    """Take the verdicts of a sheet; exit code 1 where one cannot be taken, and then none is."""
    settings = load_settings()
    folder = settings.project / FOLDER
    read_reviews(folder)
    try:
        taken, blank = read_sheet(settings.home, file, reviewer_of(asked), _now())
    except RefusedSheetError as error:
        for line in str(error).split("\n"):
            tell(f"kouan: {shown(line)}")
        return 1
    if not taken:
        tell(f"kouan: {file}: no row has a verdict; write right, wrong or unsure into that column")
        return 1
    files = add_reviews(folder, taken)
    left = f", {blank} without a verdict" if blank else ""
    tell(f"{counted(len(taken), 'verdict')} taken into {', '.join(map(str, files))}{left}")
    _write_table(settings)
    tables = {one.table_name for one in taken}
    first = taken[0]
    drawn = Asked(
        first.table_name if len(tables) == 1 else None,
        by=groups_said(first.stratum),
        column=first.column_name,
        margin=asked.margin,
        as_json=asked.as_json,
    )
    _print_precision(settings, drawn, only_this=len(tables) == 1)
    return 0


def report(asked: Asked) -> int:
    """Print what all verdicts say; exit code 1 where there are none.

    Raises:
        UnknownGroupError: the group or column is none of the table.
    """
    if asked.table is not None:
        groups_of(asked.table, asked.by)
        check_column(asked.table, asked.column)
    return _print_precision(load_settings(), asked)


def _print_precision(settings: Settings, asked: Asked, *, only_this: bool = False) -> int:
    by = ",".join(name.strip() for name in asked.by.split(",") if name.strip())
    reviews = [
        one
        for one in read_reviews(settings.project / FOLDER)
        if asked.table in (None, one.table_name)
        and (asked.column == one.column_name if only_this or asked.column else True)
        and (by == groups_said(one.stratum) if only_this or by else True)
        and asked.reviewer in (None, one.reviewer)
    ]
    found = draws(settings.home, reviews, asked.margin)
    if asked.as_json:
        print_json(rows_of(found))
    for one in () if asked.as_json else found:
        print_draw(one, asked.margin)
    if not found and not asked.as_json:
        tell("kouan: no verdict fits; kouan review --table metric begins to judge")
    return 0 if found else 1


def _write_table(settings: Settings) -> None:
    """Bring the table of reviews to the files; where it cannot be written now, the next run does it."""
    from warehouse.migrate import MigrationError
    from warehouse.reviewing.judgments import write_reviews
    from warehouse.transaction import transaction

    try:
        with transaction(settings.home, wait=PATIENCE) as connection:
            write_reviews(connection, read_reviews(settings.project / FOLDER))
    except WarehouseBusyError:
        tell("a run is publishing; the next one takes the verdicts into the table review")
    except (WarehouseError, MigrationError) as error:
        tell(f"kouan: the verdicts are kept, the table review is not written: {error}")
