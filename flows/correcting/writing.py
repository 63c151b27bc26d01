"""Corrections in; the same behind what a project's `corrections/` says already, or nothing of them, out."""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from kouan.corrections import CorrectionError, read_corrections
from kouan.corrections.cells import guarded
from kouan.corrections.reader import FIELDS, refuse_contradictions
from kouan.corrections.words import refuse_unknown_words
from kouan.model.correction import Corrected, Correction
from kouan.model.knowledge import Knowledge

#: Tables of which several rows can stand in one place.
_SHARING: Final = (Corrected.MENTION, Corrected.POSITION, Corrected.ENTITY)
_MARK: Final = "\ufeff"


def write_corrections(
    folder: Path, corrections: Sequence[Correction], knowledge: Knowledge
) -> tuple[Correction, ...]:
    """Add corrections to the file of their month, all or none, and give them with their file and lines.

    What they say must go together with what is there; a kill leaves the old file or the new one, and of two that write
    at once none is lost.

    Raises:
        CorrectionError: a file of the folder cannot be used, or one of these stands there already, contradicts another, or
            names a unit or indicator that nobody knows.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        placed, file, text = _placed(folder, corrections, knowledge)
        draft = file.with_name(f".{file.name}.{os.getpid()}.new")
        with draft.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    return placed


def check_corrections(
    folder: Path, corrections: Sequence[Correction], knowledge: Knowledge
) -> None:
    """Look whether corrections could be written, and write nothing.

    Raises:
        CorrectionError: as `write_corrections`.
    """
    _placed(folder, corrections, knowledge)


def _placed(
    folder: Path, corrections: Sequence[Correction], knowledge: Knowledge
) -> tuple[tuple[Correction, ...], Path, str]:
    """The corrections with their lines, the file of their month, and what it then says."""
    known = read_corrections(folder)
    for one in corrections:
        refuse_second(one, known)
    file = _file_of(folder, f"{corrections[0].made_on:%Y-%m}")
    text = file.read_bytes().decode("utf-8") if file.is_file() else ""
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text if text.strip(_MARK) else text + ",".join(FIELDS) + ending
    text += "" if text.endswith("\n") else ending
    placed = []
    for one in corrections:
        placed.append(replace(one, file=file.name, line=text.count("\n") + 1))
        text += _row(one, ending)
    refuse_contradictions((*known, *placed))
    refuse_unknown_words(knowledge.with_corrections(tuple(placed)))
    return tuple(placed), file, text


def refuse_second(one: Correction, known: Iterable[Correction]) -> None:
    """Let nothing be said twice of one row.

    Raises:
        CorrectionError: something is said of it already; the message names the line.
    """
    for other in known:
        is_same = other.column == one.column or other.is_drop or one.is_drop
        if other.row != one.row or not is_same:
            continue
        if one.table in _SHARING and other.seen != one.seen:
            continue  # another row that shares these bytes, or another entity
        what = "dropped" if other.is_drop else f"corrected to {other.new or 'not stated'}"
        column = other.column or "the row"
        raise CorrectionError(
            f"{column} is {what} already at corrections/{other.where} ({other.reason}); change or remove that line"
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder itself: a file for it would lie about in git."""
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _file_of(folder: Path, month: str) -> Path:
    """The file of a month; another one where somebody gave that file other columns."""
    number = 1
    while True:
        file = folder / (f"{month}.csv" if number == 1 else f"{month}-{number}.csv")
        if not file.is_file() or _header(file) == list(FIELDS):
            return file
        number += 1


def _header(file: Path) -> list[str]:
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    rows = (line for line in lines if line.strip() and not line.startswith("#"))
    return [cell.strip() for cell in next(csv.reader([next(rows, "")]), [])]


def _row(one: Correction, ending: str) -> str:
    said = {
        "table": one.table.value,
        "fact_key": one.fact_key,
        "document_id": one.document_id,
        "raw_start": one.raw_start,
        "raw_end": one.raw_end,
        "column": one.column,
        "seen": one.seen,
        "new": one.new,
        "reason": one.reason,
        "evidence": one.evidence,
        "author": one.author,
        "made_on": one.made_on.isoformat(),
    }
    if "\r" in f"{one.seen}{one.new}" and one.table is Corrected.TEXT:
        raise CorrectionError("a correction of text cannot hold a carriage return; leave it out")
    written = io.StringIO()
    cells = ["" if said[name] is None else guarded(str(said[name])) for name in FIELDS]
    csv.writer(written, lineterminator=ending).writerow(cells)
    return written.getvalue()
