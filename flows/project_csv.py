"""A CSV file of the project in, its rows as cells out; lines that begin with # are comments."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from flows.location import SettingsError

COMMENT = "#"


def read_rows(file: Path, columns: Sequence[str]) -> list[tuple[Mapping[str, str], str]]:
    """The cells of each row by column, without the blanks around them, and the row as messages name it.

    No file, no rows; what stands in other columns is passed over. Messages name the line on which a row ends.

    Raises:
        SettingsError: the file is no UTF-8 or no CSV, a column is missing or there twice, or a row has more cells
            than columns; the message names file and line.
    """
    if not file.is_file():
        return []
    try:
        return list(_rows(file, columns))
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{file}: is no UTF-8 (byte {error.start}); save it as UTF-8 (in Excel: CSV UTF-8)"
        ) from None


def _rows(file: Path, columns: Sequence[str]) -> Iterator[tuple[Mapping[str, str], str]]:
    text = file.read_bytes().decode("utf-8-sig")
    # a comment leaves an empty line, which the reader passes over: so its lines are those of the file
    lines = io.StringIO(text, newline="")
    kept = ("\n" if line.startswith(COMMENT) else line for line in lines)
    reader = csv.reader(kept, strict=True)
    names: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells) and len(cells) <= 1:
                continue
            where = f"{file}:{reader.line_num}"
            if names is None:
                names = _names(cells, columns, where)
            elif len(cells) > len(names):
                raise SettingsError(
                    f"{where}: {len(cells)} cells for {len(names)} columns; put a cell with a comma in quotes"
                )
            else:
                row = dict(zip(names, cells, strict=False))
                yield {name: row.get(name, "").strip() for name in columns}, where
    except csv.Error as error:
        raise SettingsError(
            f"{file}:{reader.line_num}: {error}; look whether every quote is closed"
        ) from None
    if names is None:
        raise SettingsError(f"{file}:1: there is no header; write {','.join(columns)}")


def _names(cells: Sequence[str], columns: Sequence[str], where: str) -> list[str]:
    """The columns of a header."""
    names = [cell.strip() for cell in cells]
    for name in columns:
        if names.count(name) != 1:
            said = "missing" if name not in names else "there twice"
            raise SettingsError(
                f"{where}: column {name} is {said}; columns are {','.join(columns)}"
            )
    return names


def comments_of(file: Path) -> list[str]:
    """The lines of a file that are comments; none where there is no file."""
    lines = file.read_text("utf-8-sig").splitlines() if file.is_file() else []
    return [line for line in lines if line.startswith(COMMENT)]
