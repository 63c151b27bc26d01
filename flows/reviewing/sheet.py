"""Drawn rows in, a sheet to judge them in a spreadsheet out; and its verdicts back, all or none of them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from flows.location import SettingsError
from flows.project_csv import read_rows
from flows.reviewing.card import PLACE, question, said_in_words
from flows.reviewing.files import defused, plain, seed_of, verdict_of
from flows.terminal.printing import shown
from warehouse.connection import reader
from warehouse.records import ReviewRecord
from warehouse.reviewing.drawing import Drawn
from warehouse.reviewing.judgments import standing
from warehouse.reviewing.strata import UnknownGroupError, check_column, groups_of

#: What a person reads and fills in, and behind it what takes the verdict back to its row.
READ: Final = ("verdict", "note", "question", "text", "says", "title", "published", "publisher", "location", "why")  # fmt: skip
KEYS: Final = ("table", "row_id", "column", "stratum", "seed", "row_digest", "document_id")
#: So many faults of a sheet are told at once.
TOLD: Final = 20


class RefusedSheetError(SettingsError):
    """A sheet of which nothing was taken; the message names each line that is at fault."""


def sheet_rows(rows: Iterable[Drawn], column: str | None, seed: int) -> list[dict[str, Any]]:
    """Rows of a sheet by column; verdict and note are empty."""
    return [
        {
            "verdict": "",
            "note": "",
            "question": question(one, column),
            "text": _text(one),
            "says": "; ".join(f"{name}: {value}" for name, value in said_in_words(one) if value),
            "title": one.title or "",
            "published": one.published or "",
            "publisher": one.publisher or "",
            "location": one.location,
            "why": one.why_id,
            "table": one.table,
            "row_id": one.row_id,
            "column": column or "",
            "stratum": one.stratum or "",
            "seed": seed,
            "row_digest": one.row_digest,
            "document_id": one.document_id,
        }
        for one in rows
    ]


def _text(one: Drawn) -> str:
    at = one.passage
    return f"{at.earlier}{at.before}【{at.marked or PLACE}】{at.after}{at.later}"


def write_sheet(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write a sheet as spreadsheets like it: with a byte order mark, and no cell that runs as a formula.

    Raises:
        SettingsError: the file is there: it may hold verdicts.
    """
    if file.exists():
        raise SettingsError(
            f"{file}: is there already and may hold verdicts; name another file, or move it away"
        )
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow((*READ, *KEYS))
    for row in rows:
        writer.writerow(
            defused(shown(str(row[name]).replace("\n", " "))) for name in (*READ, *KEYS)
        )
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    draft.write_text(written.getvalue(), "utf-8-sig", newline="")
    draft.replace(file)


def read_sheet(
    home: Path, file: Path, reviewer: str, now: datetime
) -> tuple[list[ReviewRecord], int]:
    """The verdicts of a judged sheet, and how many rows have none yet.

    Raises:
        RefusedSheetError: it cannot be read, or a row is not there, reads otherwise now, stands twice with different
            verdicts, or has a word that is no verdict; the message names file, line and remedy.
        SettingsError: there is no such file.
    """
    if not file.is_file():
        raise SettingsError(f"{file}: is not there; name the file that --out wrote")
    taken: list[tuple[str, ReviewRecord]] = []
    faults: list[str] = []
    blank = 0
    try:
        rows = read_rows(file, ("verdict", "note", *KEYS))
    except SettingsError as error:
        raise RefusedSheetError(f"{error}; nothing was taken") from None
    for cells, where in rows:
        said = {name: plain(cell) for name, cell in cells.items()}
        if not said["verdict"]:
            blank += 1
            continue
        try:
            taken.append((where, _record(said, where, reviewer, now)))
        except SettingsError as error:
            faults.append(str(error))
    faults += _doubled(taken)
    faults += _changed(home, taken)
    if faults:
        more = f"\nand {len(faults) - TOLD} more" if len(faults) > TOLD else ""
        raise RefusedSheetError(
            "\n".join(faults[:TOLD])
            + more
            + f"\n{file}: nothing was taken from it; mend it and read it again"
        )
    return [one for _, one in taken], blank


def _record(said: Mapping[str, str], where: str, reviewer: str, now: datetime) -> ReviewRecord:
    column, stratum = said["column"] or None, said["stratum"] or None
    try:
        check_column(said["table"], column)
        groups_of(said["table"], (stratum or "").partition("=")[0])
    except UnknownGroupError as error:
        raise SettingsError(f"{where}: {error}") from None
    return ReviewRecord(
        table_name=said["table"],
        row_id=said["row_id"],
        row_digest=said["row_digest"],
        document_id=said["document_id"],
        stratum=stratum,
        seed=seed_of(said["seed"], where),
        column_name=column,
        verdict=verdict_of(said["verdict"], where),
        note=said["note"] or None,
        reviewer=reviewer,
        reviewed_at=now,
    )


def _doubled(taken: Sequence[tuple[str, ReviewRecord]]) -> Iterable[str]:
    first: dict[str, tuple[str, str]] = {}
    for where, one in taken:
        earlier, verdict = first.setdefault(one.review_id, (where, one.verdict))
        if verdict != one.verdict:
            yield f"{where}: says {one.verdict} of the row that {earlier} calls {verdict}; delete one of the two"


def _changed(home: Path, taken: Sequence[tuple[str, ReviewRecord]]) -> Iterable[str]:
    """What is wrong with rows that are not there, or not as they were."""
    apart: dict[tuple[str, str | None], list[tuple[str, ReviewRecord]]] = {}
    for where, one in taken:
        apart.setdefault((one.table_name, one.column_name), []).append((where, one))
    with closing(reader(home)) as connection:
        for (table, column), some in apart.items():
            today = standing(connection, table, (), column, [one.row_id for _, one in some]).digests
            for where, one in some:
                if one.row_id not in today:
                    yield (
                        f"{where}: no row of {table} that can be judged has the id {shown(one.row_id)[:80]};"
                        " delete the line, and draw another row"
                    )
                elif one.row_digest not in today[one.row_id]:
                    yield (
                        f"{where}: the row was read anew since it was drawn; delete the line, draw the row again"
                        " and judge what it says now"
                    )
