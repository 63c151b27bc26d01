"""A CSV file that people and spreadsheets write in, its rows as cells with their first line out; what is no such file is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from kouan.model.expression import Expression

#: What a spreadsheet may take for the beginning of a formula, in the widths of East Asian ones too.
_FORMULA: Final = tuple("=+-@＝＋－＠\t\r\n")
_NUMBER: Final = Expression(r"-[0-9.]+")
_OTHERS: Final = {";": "semicolons", "\t": "tabs", "，": "full-width commas"}
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class CorrectionError(ValueError):
    """A file of corrections that cannot be used; the message names file, line and remedy."""


def rows_of(
    file: Path, columns: Collection[str], needed: Collection[str]
) -> Iterator[tuple[Mapping[str, str], int]]:
    """The cells of each row by column, and the line on which it begins.

    A line that begins with # between rows is a comment. An apostrophe that keeps a spreadsheet from running a cell is no part of it.

    Raises:
        CorrectionError: no UTF-8, no CSV with commas, a column that is not known, missing or there twice, a row of more or
            fewer cells than the header, or a cell that a spreadsheet would run.
    """
    lines = io.StringIO(_text(file), newline="")
    reader = csv.reader(_uncommented(lines, file.name), strict=True)
    names: list[str] | None = None
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            where = f"{file.name}:{line}"
            if names is None:
                names = _header(cells, columns, needed, where)
            elif len(cells) != len(names):
                raise CorrectionError(
                    f"{where}: {len(cells)} cells, the header has {len(names)}; put a cell that holds a comma in quotes"
                )
            else:
                yield (
                    {
                        name: _cell(cell, name, where)
                        for name, cell in zip(names, cells, strict=True)
                    },
                    line,
                )
    except csv.Error as error:
        raise CorrectionError(
            f"{file.name}:{before + 1}: {error}; close every quote, and write a quote within a cell twice"
        ) from None
    if names is None:
        raise CorrectionError(
            f"{file.name}:1: the file is empty; the first line is {','.join(columns)}"
        )


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs.

    >>> guarded("=1+1"), guarded("-5"), guarded("'=")
    ("'=1+1", '-5', "''=")
    """
    return f"'{cell}" if _is_formula(cell.lstrip("'")) else cell


def _text(file: Path) -> str:
    data = file.read_bytes()
    if data.startswith(_MARKS):
        raise CorrectionError(
            f"{file.name}:1: is UTF-16; save the file as UTF-8 (a spreadsheet calls it CSV UTF-8)"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CorrectionError(
            f"{file.name}:{line}: byte {error.start} is no UTF-8; save the file as UTF-8 (a spreadsheet calls it CSV UTF-8)"
        ) from None
    if (at := text.find("\x00")) >= 0:
        raise CorrectionError(
            f"{file.name}:{text.count(chr(10), 0, at) + 1}: holds a zero byte; this is no text file"
        )
    return text


def _uncommented(lines: io.StringIO, file: str) -> Iterator[str]:
    """The lines with empty ones in place of comments; what stands inside a quoted cell is none."""
    is_open = False
    for number, line in enumerate(lines, 1):
        if not is_open and line.startswith("#"):
            yield "\n"
            continue
        if "\ufeff" in line or "\ufffd" in line:
            raise CorrectionError(
                f"{file}:{number}: holds a character that a wrong encoding leaves behind; write the line anew"
            )
        is_open ^= line.count('"') % 2 == 1
        yield line


def _header(
    cells: list[str], columns: Collection[str], needed: Collection[str], where: str
) -> list[str]:
    names = [cell.strip() for cell in cells]
    known = f"columns are {','.join(columns)}"
    for mark, said in _OTHERS.items():
        if len(names) == 1 and mark in names[0]:
            raise CorrectionError(f"{where}: the columns are parted by {said}; save with commas")
    for name in names:
        if name not in columns:
            raise CorrectionError(f"{where}: column {name!r} is not known; {known}")
        if names.count(name) > 1:
            raise CorrectionError(f"{where}: column {name} is there twice; {known}")
    for name in needed:
        if name not in names:
            raise CorrectionError(f"{where}: column {name} is missing; {known}")
    return names


def _cell(cell: str, name: str, where: str) -> str:
    bare = cell.lstrip(" \u3000")
    if _is_formula(bare):
        raise CorrectionError(
            f"{where}: {name} begins with {bare[0]!r}, which a spreadsheet takes for a formula; put an apostrophe before it"
        )
    return bare[1:] if bare.startswith("'") and _is_formula(bare.lstrip("'")) else cell


def _is_formula(cell: str) -> bool:
    return cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell)
