"""Lexicon files in, checked rows out: doubles, blanks and words that a column does not know are refused with file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Protocol

from kouan.model.facts import EntityType, Measure, MetricKind, Modality
from kouan.model.knowledge import Row

#: Columns that may stay empty; every other cell of a row must be filled.
OPTIONAL = frozenset(
    {"alias_of", "parent", "code", "valid_from", "valid_to", "successor"}
    | {"source", "licence", "note", "example", "unit_base", "base_factor", "currency", "dimensions"}
)
#: Columns that say one of a few words. Nothing reads a row with another: it would be without effect, or stop a document.
_CLOSED: Final = frozenset(
    {"use", "need", "frequency", "level", "kind", "type", "measure", "modality"}
    | {"bound", "position", "reach", "calendar", "grain", "relation"}
)
#: Columns that hold numbers, and how one is written; what is none would stop every document that the row concerns.
_NUMBERS: Final = ("factor", "base_factor", "offset")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?(?:/0*[1-9]\d*(?:\.\d+)?)?")
#: What a lexicon's closed column may say besides what its shipped rows do.
_KINDS: Final = tuple(MetricKind)
_FURTHER: Final[Mapping[tuple[str, str], Collection[str]]] = {
    ("gazetteer", "type"): tuple(EntityType),
    ("indicator", "measure"): tuple(Measure),
    ("measure_cue", "measure"): tuple(Measure),
    ("unit_measure", "measure"): tuple(Measure),
    ("modality_cue", "modality"): tuple(Modality),
    ("counter", "kind"): _KINDS,
    ("unit", "kind"): _KINDS,
    ("kind_cue", "kind"): _KINDS,
}


class LexiconError(ValueError):
    """A lexicon row that cannot be used; the message names file, line and remedy."""


class _Readable(Protocol):
    def read_text(self, encoding: str) -> str: ...


def read_lexicon(
    file: _Readable | Path,
    closed: Mapping[str, Collection[str]] | None = None,
) -> tuple[Row, ...]:
    """Rows of one lexicon file (UTF-8 CSV, `#` starts a comment line), in file order.

    The first column is the key: two rows with equal cells in all but the last column are a double.

    Raises:
        LexiconError: no UTF-8, a blank key, a double, a wrong number of cells, no number in a column of numbers, or in a closed column a word that it does not list.
    """
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"{file}: byte {error.start} is no UTF-8; save the file as UTF-8 (a spreadsheet calls it CSV UTF-8)"
        ) from error
    lines = text.lstrip("\ufeff").splitlines()
    numbers = [
        number
        for number, line in enumerate(lines, 1)
        if line and not line.startswith("#") and not line.isspace()
    ]
    if not numbers:
        raise LexiconError(f"{file}: the file is empty; the first line names the columns")
    reader = csv.reader([lines[number - 1] for number in numbers])
    header = next(reader)
    required = [name for name in header if name not in OPTIONAL]
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in zip(numbers[1:], reader, strict=False):
        if len(cells) != len(header):
            raise LexiconError(
                f"{file}:{number}: {len(cells)} cells, the header has {len(header)}"
                f" ({', '.join(header)})"
            )
        row = dict(zip(header, map(str.strip, cells), strict=True))
        for name in required:
            if not row[name]:
                raise LexiconError(f"{file}:{number}: {name} is blank; fill it or remove the row")
        for name in _NUMBERS if closed else ():
            if row.get(name) and not _is_number(row[name], name):
                raise LexiconError(f"{file}:{number}: {name} {row[name]!r} is no number")
        for name, words in (closed or {}).items():
            if row.get(name, "") not in ("", *words):
                raise LexiconError(
                    f"{file}:{number}: {name} {row[name]!r} should be one of {', '.join(words)}"
                )
        key = tuple(cells[:-1] or cells)
        if seen.setdefault(key, number) != number:
            raise LexiconError(
                f"{file}:{number}: the row stands at line {seen[key]} already; remove one of them"
            )
        rows.append(row)
    return tuple(rows)


def _is_number(cell: str, column: str) -> bool:
    """Whether a cell is a number in plain digits; a factor of a unit's base may be a fraction."""
    return bool(_NUMBER.fullmatch(cell)) and ("/" not in cell or column == "base_factor")


def shipped_files() -> list[Traversable]:
    """The lexicons of the package, by name."""
    found = (file for file in files(__package__).iterdir() if file.name.endswith(".csv"))
    return sorted(found, key=lambda file: file.name)


def read_shipped(file: Traversable) -> tuple[Row, ...]:
    """The same as `read_lexicon` for a lexicon of the package, which tests have looked through: half the time.

    Raises:
        LexiconError: as `read_lexicon`, of a row that somebody has just added.
    """
    lines = file.read_text("utf-8").splitlines()
    reader = csv.reader([line for line in lines if line and line[0] != "#"])
    header = next(reader)
    try:
        return tuple([dict(zip(header, cells, strict=True)) for cells in reader])
    except ValueError:
        return read_lexicon(file)  # which says the line


def read_folder(overlay: Path | None = None) -> dict[str, tuple[Row, ...]]:
    """Every shipped lexicon by its stem, with the rows of the overlay folder's file of the same name laid over.

    An overlay row whose first cell equals that of a shipped row replaces it; the others are added. An
    overlay file may leave trailing optional columns out, and may bear a name that is not shipped.

    Raises:
        LexiconError: as `read_lexicon`, or an overlay file lacks a column that the shipped file requires, or says
            in a closed column what no shipped row does.
    """
    lexicons: dict[str, tuple[Row, ...]] = {}
    for file in shipped_files():
        lexicons[file.name.removesuffix(".csv")] = read_shipped(file)
    if overlay is None or not overlay.is_dir():
        return lexicons
    for path in sorted(overlay.glob("*.csv")):
        shipped = lexicons.get(path.stem, ())
        rows = read_lexicon(path, closed=_closed(path.stem, shipped))
        if shipped and rows:
            names = tuple(shipped[0])
            missing = [name for name in names if name not in rows[0] and name not in OPTIONAL]
            if missing:
                raise LexiconError(
                    f"{path}:1: column {missing[0]} is missing; the columns are {', '.join(names)}"
                )
            rows = tuple({name: row.get(name, "") for name in names} for row in rows)
            key = names[0]
            replaced = {row[key] for row in rows}
            shipped = tuple(row for row in shipped if row[key] not in replaced)
        lexicons[path.stem] = shipped + rows
    return lexicons


def _closed(lexicon: str, shipped: tuple[Row, ...]) -> dict[str, list[str]]:
    """The words that each closed column of a lexicon may say."""
    columns = sorted(_CLOSED & shipped[0].keys()) if shipped else []
    return {
        name: sorted({*_FURTHER.get((lexicon, name), ()), *(row[name] for row in shipped)} - {""})
        for name in columns
    }
