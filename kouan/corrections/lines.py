"""One row of a file of corrections in, the correction it says out; a cell that does not fit is refused with what would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from kouan.corrections.values import COLUMNS, STATED, WHOLE, Reader, text
from kouan.model.correction import Corrected, Correction
from kouan.model.expression import Expression
from kouan.tabulation.identity import fact_key

_DAY: Final = Expression("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_IDS: Final = {"fact_key": Expression("[0-9a-f]{32}"), "document_id": Expression("[0-9a-f]{64}")}
_PLACE: Final = Expression("[0-9]{1,15}")


def correction_of(cells: Mapping[str, str]) -> Correction:
    """One row of cells as a correction.

    Raises:
        ValueError: a cell does not fit; the message names it and what would be right.
    """
    # blanks at the rims of text are text
    cells = {
        name: cell
        if cells["table"].strip() == Corrected.TEXT and name in ("seen", "new")
        else cell.strip(" \u3000")
        for name, cell in cells.items()
    }
    if cells["table"] not in tuple(Corrected):
        raise ValueError(f"table {cells['table']!r} should be one of {', '.join(Corrected)}")
    table = Corrected(cells["table"])
    column = cells["column"] or None
    if column is not None and column not in COLUMNS[table]:
        known = ", ".join(COLUMNS[table]) or "none: leave the cell empty"
        raise ValueError(
            f"column {column!r} of {table} cannot be corrected; those that can are {known}"
        )
    reads = WHOLE[table] if column is None else COLUMNS[table][column]
    seen, new = (_read(name, cells[name], reads) for name in ("seen", "new"))
    key, document, span = _place(table, cells)
    start, end = span or (None, None)
    made = Correction(
        table,
        column,
        seen,
        new,
        _said("reason", cells),
        _said("author", cells),
        _day(cells["made_on"]),
        key,
        document,
        start,
        end,
        _read("evidence", cells.get("evidence", ""), text),
    )
    _check_change(made)
    return made


def _check_change(one: Correction) -> None:
    """What a correction of each table must say besides its place."""
    if one.seen == one.new and (one.seen is not None or one.column is not None):
        raise ValueError("seen and new are the same; write what is right into new")
    if one.column is not None:
        if one.new is None and one.column in STATED:
            raise ValueError(f"new is blank; {one.column} always says something")
        return
    if one.table is Corrected.REMOVED:
        if (one.seen is None) == (one.new is None):
            raise ValueError(
                "of seen and new one says a kind: seen what a stretch of text was removed as, new what a stretch of page is"
            )
    elif one.table is Corrected.TEXT:
        if one.seen is None:
            raise ValueError("seen is blank; write the text that is wrong, as the page has it")
    elif one.table is Corrected.ENTITY:
        if one.seen is None or one.new is None:
            raise ValueError("seen and new should both name an entity (port:湛江港)")
    elif one.seen is None and one.new is None:
        raise ValueError(
            "seen and new are both blank; write the row that is dropped into seen, or one that is missing into new"
        )
    elif one.seen is not None and one.new is not None:
        raise ValueError("column is blank; name the column that is corrected")
    elif one.is_addition and one.table is not Corrected.METRIC:
        raise ValueError(
            f"a row of {one.table} cannot be added; seen should say the row that is dropped"
        )


def _place(
    table: Corrected, cells: Mapping[str, str]
) -> tuple[str | None, str | None, tuple[int, int] | None]:
    """Key, document and span of raw bytes; the key of a figure whose place is said is that of the place."""
    key, document = (_id(name, cells.get(name, "")) for name in ("fact_key", "document_id"))
    start, end = (_byte(name, cells.get(name, "")) for name in ("raw_start", "raw_end"))
    if (start is None) != (end is None):
        raise ValueError("raw_start and raw_end belong together; fill both or none")
    span = None if start is None or end is None else (start, end)
    if span is not None and span[0] > span[1]:
        raise ValueError(f"raw_start {span[0]} stands behind raw_end {span[1]}; exchange them")
    if span is not None and span[0] == span[1] and table in (Corrected.TEXT, Corrected.REMOVED):
        raise ValueError("the span is empty; take in a character beside what is missing")
    if key is not None and table is not Corrected.METRIC:
        raise ValueError(
            f"fact_key is for figures; say the place in {table} by document_id, raw_start, raw_end"
        )
    if table is Corrected.ENTITY:
        return None, document, span
    if document is None:
        raise ValueError(
            "document_id is blank; `kouan why` prints it, and that document is read again"
        )
    if span is None and key is None:
        what = "fact_key, or " if table is Corrected.METRIC else ""
        raise ValueError(f"no place is said; fill {what}raw_start and raw_end")
    if table is Corrected.METRIC and document is not None and span is not None:
        said = fact_key(document, span)
        if key not in (None, said):
            raise ValueError(
                f"fact_key is not that of the span (which is {said}); leave one of them blank"
            )
        key = said
    return key, document, span


def _read(name: str, cell: str, reads: Reader) -> str | None:
    if not cell:
        return None
    try:
        return reads(cell)
    except ValueError as error:
        raise ValueError(f"{name} {cell!r} {error}") from None


def _said(name: str, cells: Mapping[str, str]) -> str:
    found = _read(name, cells[name], text)
    if found is None:
        raise ValueError(f"{name} is blank; say {'why' if name == 'reason' else 'who says so'}")
    return found


def _id(name: str, cell: str) -> str | None:
    if cell and not _IDS[name].fullmatch(cell):
        digits = 32 if name == "fact_key" else 64
        raise ValueError(
            f"{name} {cell!r} should be {digits} digits of 0-9 and a-f, as `kouan why` prints them"
        )
    return cell or None


def _byte(name: str, cell: str) -> int | None:
    if cell and not _PLACE.fullmatch(cell):
        raise ValueError(f"{name} {cell!r} should be a place in the raw bytes, counted from 0")
    return int(cell) if cell else None


def _day(cell: str) -> date:
    try:
        if _DAY.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError:
        pass
    raise ValueError(f"made_on {cell!r} should be a day: 2024-05-31")
