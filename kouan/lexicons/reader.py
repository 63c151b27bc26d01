"""Lexicon files in, checked rows out: doubles, blanks and foreign columns are refused with file and line."""

from __future__ import annotations

import csv
from collections.abc import Collection
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from kouan.model.knowledge import Row

#: Columns that may stay empty; every other cell of a row must be filled.
OPTIONAL = frozenset(
    {"alias_of", "parent", "code", "valid_from", "valid_to", "successor"}
    | {"source", "licence", "note", "example", "unit_base", "base_factor", "currency", "dimensions"}
)


class LexiconError(ValueError):
    """A lexicon row that cannot be used; the message names file, line and remedy."""


class _Readable(Protocol):
    name: str

    def read_text(self, encoding: str) -> str: ...


def read_lexicon(
    file: _Readable | Path,
    columns: tuple[str, ...] | None = None,
    uses: Collection[str] | None = None,
) -> tuple[Row, ...]:
    """Rows of one lexicon file (UTF-8 CSV, `#` starts a comment line), in file order.

    The first column is the key: two rows with equal cells in all but the last column are a double.

    Raises:
        LexiconError: a blank key, a double, a wrong number of cells, columns other than `columns`, or in the column
            `use` a word other than `uses`.
    """
    numbered = [
        (number, line)
        for number, line in enumerate(file.read_text("utf-8").lstrip("\ufeff").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not numbered:
        raise LexiconError(f"{file.name}: the file is empty; the first line names the columns")
    reader = csv.reader(line for _, line in numbered)
    header = next(reader)
    if columns is not None and tuple(header) != columns:
        raise LexiconError(
            f"{file.name}:{numbered[0][0]}: columns {header} should be {list(columns)}"
        )
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for (number, _), cells in zip(numbered[1:], reader, strict=False):
        where = f"{file.name}:{number}"
        if len(cells) != len(header):
            raise LexiconError(
                f"{where}: {len(cells)} cells, the header has {len(header)} ({', '.join(header)})"
            )
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        blank = [name for name, cell in row.items() if not cell and name not in OPTIONAL]
        if blank:
            raise LexiconError(f"{where}: {blank[0]} is blank; fill it or remove the row")
        if uses is not None and row.get("use", "") not in ("", *uses):
            raise LexiconError(f"{where}: use {row['use']!r} should be one of {', '.join(uses)}")
        key = tuple(cells[:-1]) if len(cells) > 1 else tuple(cells)
        if key in seen:
            raise LexiconError(
                f"{where}: the row stands at line {seen[key]} already; remove one of them"
            )
        seen[key] = number
        rows.append(row)
    return tuple(rows)


def read_folder(overlay: Path | None = None) -> dict[str, tuple[Row, ...]]:
    """Every shipped lexicon by its stem, with the rows of the overlay folder's file of the same name laid over.

    An overlay row whose first cell equals that of a shipped row replaces it; the others are added. An
    overlay file may leave trailing optional columns out, and may bear a name that is not shipped.

    Raises:
        LexiconError: as `read_lexicon`, or an overlay file lacks a column that the shipped file requires, or says a
            use that no shipped row has.
    """
    lexicons: dict[str, tuple[Row, ...]] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".csv"):
            lexicons[file.name.removesuffix(".csv")] = read_lexicon(file)  # type: ignore[arg-type]
    if overlay is None or not overlay.is_dir():
        return lexicons
    for path in sorted(overlay.glob("*.csv")):
        shipped = lexicons.get(path.stem, ())
        # nothing reads a row with another use: it would be without effect
        uses = sorted({row["use"] for row in shipped if "use" in row}) or None
        rows = read_lexicon(path, uses=uses)
        if shipped and rows:
            names = tuple(shipped[0])
            missing = [name for name in names if name not in rows[0] and name not in OPTIONAL]
            if missing:
                raise LexiconError(
                    f"{path.name}:1: column {missing[0]} is missing; the columns are {', '.join(names)}"
                )
            rows = tuple({name: row.get(name, "") for name in names} for row in rows)
            key = names[0]
            replaced = {row[key] for row in rows}
            shipped = tuple(row for row in shipped if row[key] not in replaced)
        lexicons[path.stem] = shipped + rows
    return lexicons
