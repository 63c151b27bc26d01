"""A project's `corrections/*.csv` in, checked corrections out: one bad line refuses all, with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from kouan.corrections.agreement import refuse_overlaps, refuse_tangled_entities
from kouan.corrections.cells import CorrectionError, rows_of
from kouan.model.correction import Corrected, Correction

__all__ = ["CorrectionError", "read_corrections"]

#: Columns of a file, in the order in which kouan writes them.
FIELDS: Final = (
    *("table", "fact_key", "document_id", "raw_start", "raw_end"),
    *("column", "seen", "new", "reason", "evidence", "author", "made_on"),
)
#: Those that a file may not leave out.
NEEDED: Final = ("table", "column", "seen", "new", "reason", "author", "made_on")
#: What lies beside the files and is none of them.
_BESIDE: Final = ("README", ".", "~")


def read_corrections(folder: Path | None) -> tuple[Correction, ...]:
    """Every correction of a folder, by file and line; no folder, no corrections.

    Raises:
        CorrectionError: a file or folder that is no CSV file, a column or value that its table does not have, a correction
            that stands there twice, or two that contradict each other.
    """
    if folder is None or not folder.exists():
        return ()
    if not folder.is_dir():
        raise CorrectionError(
            f"{folder.name}: is a file; corrections are files in a folder of that name"
        )
    paths = [
        path
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if not path.name.startswith(_BESIDE) and not path.name.endswith("~")
    ]
    if not paths:
        return ()
    # what reads values needs Arrow; most projects have nothing to read
    from kouan.corrections.lines import correction_of

    found: list[Correction] = []
    for path in paths:
        if path.suffix != ".csv" or not path.is_file():
            raise CorrectionError(
                f"{path.name}: only files named *.csv belong into {folder.name}/; "
                "save it as CSV UTF-8, or move it elsewhere"
            )
        for cells, line in rows_of(path, FIELDS, NEEDED):
            try:
                found.append(replace(correction_of(cells), file=path.name, line=line))
            except ValueError as error:
                raise CorrectionError(f"{path.name}:{line}: {error}") from None
    refuse_contradictions(found)
    return tuple(found)


def refuse_contradictions(corrections: Iterable[Correction]) -> None:
    """Let no correction stand twice, and no two say different things of one place.

    Raises:
        CorrectionError: one does; the message names both lines.
    """
    corrections = tuple(corrections)
    targets: dict[tuple[str, ...], Correction] = {}
    rows: dict[tuple[str, ...], Correction] = {}
    news: dict[tuple[str, ...], Correction] = {}
    for one in corrections:
        news.setdefault((*one.row, one.column or "", one.new or ""), one)
    for one in corrections:
        other = targets.setdefault(one.target, one)
        if other is not one:
            same = other.new == one.new
            said = "stands there already" if same else f"is corrected to {other.new!r} already"
            raise CorrectionError(
                f"{one.where}: the same place {said} at {other.where}; remove one of the two lines"
            )
        if one.table is Corrected.METRIC and one.column is not None:
            _refuse_chain(one, news)
        if one.table not in (Corrected.METRIC, Corrected.POSITION):
            continue
        # of a row that is dropped nothing else can be said
        met = rows.setdefault(one.row, one)
        if met is not one and met.is_drop != one.is_drop:
            raise CorrectionError(
                f"{one.where}: the row is {'corrected' if one.is_drop else 'dropped'} at {met.where}; "
                "remove one of the two lines"
            )
    refuse_overlaps(corrections)
    refuse_tangled_entities(corrections)


def _refuse_chain(one: Correction, news: Mapping[tuple[str, ...], Correction]) -> None:
    """What is right by one line cannot be wrong by another."""
    right = news.get((*one.row, one.column or "", one.seen or ""))
    if right is not None:
        raise CorrectionError(
            f"{one.where}: {one.seen!r} is what {right.where} says is right; "
            "write the last value there, and remove this line"
        )
