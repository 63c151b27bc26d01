"""An answer of the warehouse in, a table, CSV, JSON or a Parquet file out; questions are read-only and sandboxed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, get_args

from flows.location import SettingsError
from flows.summary import counted
from flows.terminal.printing import as_json, is_terminal, print_table, shortest, shown, tell
from warehouse.asking.answer import Answer, Limits

if TYPE_CHECKING:
    from flows.settings import Settings

Format = Literal["table", "csv", "json", "parquet"]
#: A text cell that starts so would be run as a formula by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: More rows than this are not drawn on a terminal.
DRAWN = 1000


def give(answer: Answer, form: Format, out: Path | None = None) -> int:
    """Write an answer, to a file when one is named, else to stdout; exit code 1 when it has no rows.

    Raises:
        SettingsError: Parquet without a file.
    """
    if form == "parquet":
        _write_parquet(answer, out)
    elif out is None:
        _give(answer, form, sys.stdout)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            _give(answer, form, file)
    if out is not None:
        tell(f"{counted(len(answer.rows), 'row')} in {out}")
    if answer.is_cut:
        more = f"there are more than {counted(len(answer.rows), 'row')}" if answer.rows else ""
        tell(
            f"{more}; only these are given (--rows, sql_rows; sql_memory where rows are long)"
            if more
            else "the first row alone is larger than an answer may be (sql_memory); ask for less of it"
        )
    return 0 if answer.rows else 1


def _give(answer: Answer, form: Format, stream: IO[str]) -> None:
    if form == "csv":
        write_csv(answer, stream)
    elif form == "json":
        rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        stream.write(as_json(rows) + "\n")
    elif stream is sys.stdout:
        drawn = answer.rows[:DRAWN] if is_terminal() else answer.rows
        print_table(answer.columns, [[shown(value) for value in row] for row in drawn])
        if len(drawn) < len(answer.rows):
            tell(f"{len(answer.rows) - DRAWN} more rows; add a LIMIT, or --format csv --out FILE")
    else:
        stream.writelines(
            "\t".join(map(shown, row)) + "\n" for row in (answer.columns, *answer.rows)
        )


def write_csv(answer: Answer, stream: IO[str]) -> None:
    """Write CSV as spreadsheets like it: with a byte order mark, and no cell that could run as a formula."""
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(map(guarded, answer.columns))
    writer.writerows(map(guarded, row) for row in answer.rows)


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet runs: text that starts a formula gets an apostrophe; numbers stay numbers.

    >>> guarded("=1+1"), guarded(-5), guarded(["甲", "乙"]), guarded(Decimal("-5.2500"))
    ("'=1+1", -5, '甲; 乙', '-5.25')
    """
    if isinstance(value, Decimal):
        return shortest(value)
    if isinstance(value, list | tuple):
        value = "; ".join(shortest(one) if isinstance(one, Decimal) else str(one) for one in value)
    if isinstance(value, dict):
        value = as_json(value)
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value


def _write_parquet(answer: Answer, out: Path | None) -> None:
    if out is None:
        raise SettingsError("parquet needs a file: add --out NAME.parquet")
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = zip(*answer.rows, strict=True) if answer.rows else ((),) * len(answer.columns)
    arrays = [pa.array(list(column)) for column in columns]
    pq.write_table(pa.Table.from_arrays(arrays, names=list(answer.columns)), out)


def form_of(form: str | None, *, json: bool, out: Path | None) -> Format:
    """The format asked for: by --json, by option, else by the ending of the file.

    Raises:
        SettingsError: there is no such format.
    """
    ending = out.suffix.lower().removeprefix(".") if out else ""
    named = "json" if json else form or (ending if ending in get_args(Format) else "table")
    for known in get_args(Format):
        if named == known:
            return known  # type: ignore[no-any-return]
    raise SettingsError(
        f"--format {named}: there is no such format; choose of {', '.join(get_args(Format))}"
    )


def limits_of(settings: Settings, timeout: float | None = None, rows: int | None = None) -> Limits:
    """What a question may cost: by option, else by the settings.

    Raises:
        SettingsError: an option is not above zero.
    """
    for name, value in (("timeout", timeout), ("rows", rows)):
        if value is not None and value <= 0:
            raise SettingsError(f"--{name} {value}: give a number above zero")
    return Limits(timeout or settings.sql_timeout, rows or settings.sql_rows, settings.sql_memory)


def parameters_of(given: Sequence[str]) -> dict[str, str]:
    """Parameters from name=value.

    Raises:
        SettingsError: one has no equals sign.
    """
    found = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise SettingsError(f"--param {one}: write --param name=value")
        found[name.strip()] = value
    return found
