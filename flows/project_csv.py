"""A CSV file of the project in, its rows as cells out; lines that begin with # are comments."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from flows.location import SettingsError

COMMENT = "#"


def read_rows(file: Path, columns: Sequence[str]) -> list[tuple[Mapping[str, str], str]]:
    """The cells of each row by column, without the blanks around them, and the row as messages name it.

    No file, no rows; what stands in other columns is passed over.

    Raises:
        SettingsError: a column is missing; the message names the file.
    """
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(line for line in lines if not line.startswith(COMMENT))
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise SettingsError(
                f"{file}:1: column {missing[0]} is missing; columns are {','.join(columns)}"
            )
        return [
            ({name: (row[name] or "").strip() for name in columns}, f"{file}: row {number}")
            for number, row in enumerate(reader, 1)
        ]


def comments_of(file: Path) -> list[str]:
    """The lines of a file that are comments; none where there is no file."""
    lines = file.read_text("utf-8-sig").splitlines() if file.is_file() else []
    return [line for line in lines if line.startswith(COMMENT)]
