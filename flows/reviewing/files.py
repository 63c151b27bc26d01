"""Verdicts in, a project's `reviews/` with them out, one CSV file a table and reviewer; and the way back, row by row."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, get_args

from flows.location import SettingsError
from flows.project_csv import read_rows
from warehouse.records import ReviewRecord
from warehouse.reviewing.strata import UnknownGroupError, check_column, groups_of
from warehouse.transfer.formats import FORMULA

FOLDER: Final = "reviews"
Verdict = Literal["right", "wrong", "unsure"]
#: A draw is told by its seed, which the table keeps in 32 bits.
LARGEST_SEED: Final = 2**31 - 1
COLUMNS: Final = (
    "table",
    "row_id",
    "column",
    "verdict",
    "note",
    "stratum",
    "seed",
    "row_digest",
    "document_id",
    "reviewer",
    "reviewed_at",
)
_SLUG: Final = re.compile(r"[^\w.-]+")


def read_reviews(folder: Path) -> tuple[ReviewRecord, ...]:
    """All verdicts of a project, the earliest first; of two on one row by one person the later one counts.

    Raises:
        SettingsError: a row of a file cannot be used; the message names file and line.
    """
    found = [
        record_of(cells, where)
        for file in sorted(folder.glob("*.csv"))
        for cells, where in read_rows(file, COLUMNS)
    ]
    return tuple(sorted(found, key=lambda one: one.reviewed_at))


def latest(reviews: Iterable[ReviewRecord]) -> tuple[ReviewRecord, ...]:
    """The last word of each person on each row."""
    return tuple({one.review_id: one for one in reviews}.values())


def add_reviews(folder: Path, reviews: Sequence[ReviewRecord]) -> list[Path]:
    """Add verdicts behind what the files say; the files that were written. A kill leaves an old file or a new one."""
    added: dict[Path, list[ReviewRecord]] = {}
    for one in reviews:
        added.setdefault(file_of(folder, one.table_name, one.reviewer), []).append(one)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        for path, some in added.items():
            before = path.read_bytes() if path.is_file() else _line(COLUMNS)
            if not before.endswith(b"\n"):
                before += b"\n"
            draft = path.with_name(f".{path.name}.{os.getpid()}.new")
            with draft.open("wb") as file:
                file.write(before + b"".join(_line(_cells(one)) for one in some))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
    return sorted(added)


def file_of(folder: Path, table: str, reviewer: str) -> Path:
    """The file that holds a person's verdicts on a table.

    >>> file_of(Path("reviews"), "metric", "张 三/../x").name
    'metric-张-三-..-x.csv'
    """
    return folder / f"{table}-{_SLUG.sub('-', reviewer).strip('-.') or 'reviewer'}.csv"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two screens of one person do not write over each other."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _line(cells: Iterable[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(map(defused, cells))
    return written.getvalue().encode("utf-8", "replace")


def defused(text: str) -> str:
    r"""One line that no spreadsheet runs: what may begin a formula gets an apostrophe, and so does an apostrophe.

    >>> defused("=1+1"), defused("'x"), defused(" two\nlines "), plain("'=1+1"), plain("''x")
    ("'=1+1", "''x", 'two lines', '=1+1', "'x")
    """
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(("'", *FORMULA)) else text


def plain(text: str) -> str:
    """A cell as it was before it was defused."""
    return text[1:] if text.startswith("'") else text


def _cells(one: ReviewRecord) -> tuple[str, ...]:
    return (
        one.table_name,
        one.row_id,
        one.column_name or "",
        one.verdict,
        one.note or "",
        one.stratum or "",
        "" if one.seed is None else str(one.seed),
        one.row_digest,
        one.document_id,
        one.reviewer,
        f"{one.reviewed_at:%Y-%m-%dT%H:%M:%SZ}",
    )


def record_of(cells: Mapping[str, str], where: str) -> ReviewRecord:
    """A verdict from the cells of its row.

    Raises:
        SettingsError: a cell cannot be used; the message begins with `where`.
    """
    said = {name: plain(cell) for name, cell in cells.items()}
    for name in ("row_id", "row_digest", "document_id", "reviewer"):
        if not said[name]:
            raise SettingsError(f"{where}: {name} is blank; take the line as kouan wrote it")
    table, column, stratum = said["table"], said["column"] or None, said["stratum"] or None
    try:
        check_column(table, column)
        groups_of(table, (stratum or "").partition("=")[0])
    except UnknownGroupError as error:
        raise SettingsError(f"{where}: {error}") from None
    return ReviewRecord(
        table_name=table,
        row_id=said["row_id"],
        row_digest=said["row_digest"],
        document_id=said["document_id"],
        stratum=stratum,
        seed=seed_of(said["seed"], where),
        column_name=column,
        verdict=verdict_of(said["verdict"], where),
        note=said["note"] or None,
        reviewer=said["reviewer"],
        reviewed_at=_instant(said["reviewed_at"], where),
    )


def verdict_of(text: str, where: str) -> Verdict:
    """A verdict from the word for it, or its first letter.

    Raises:
        SettingsError: it is none of the three.
    """
    for known in get_args(Verdict):
        if text.casefold() in (known, known[0]):
            return known  # type: ignore[no-any-return]
    raise SettingsError(f"{where}: verdict {text!r} is none of right, wrong, unsure")


def seed_of(text: str, where: str) -> int | None:
    """A seed from a cell; blank means that the row was picked by hand.

    Raises:
        SettingsError: it is no number, or too large.
    """
    if not text:
        return None
    if not text.isdecimal() or int(text) > LARGEST_SEED:
        raise SettingsError(f"{where}: seed {text!r} is no whole number from 0 to {LARGEST_SEED}")
    return int(text)


def _instant(text: str, where: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            f"{where}: reviewed_at {text!r} is no time; write it as 2026-03-02T10:22:31Z"
        ) from None
    return read.astimezone(UTC).replace(tzinfo=None) if read.tzinfo else read
