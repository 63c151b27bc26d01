"""Rows and messages in, terminal output out: tables where somebody looks, plain columns in a pipe, JSON on demand."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

Row = Mapping[str, Any]


def is_terminal(stream: IO[str] | None = None) -> bool:
    """Whether somebody looks at the stream."""
    return (stream or sys.stdout).isatty()


def has_color(stream: IO[str] | None = None) -> bool:
    """Whether colour is wanted: on a terminal, unless NO_COLOR is set."""
    return (
        is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def shown(value: Any) -> str:
    """A value as one line of text; control characters, which could drive a terminal, become visible."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        value = shortest(value)
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    elif isinstance(value, float):
        value = f"{value:.6g}"
    elif isinstance(value, (list, tuple)):
        value = ", ".join(map(shown, value))
    return "".join(_visible(character) for character in str(value))


def shortest(value: Decimal) -> str:
    """All digits of a decimal, without zeros at its end and without an exponent.

    >>> shortest(Decimal("5860000.0000000000")), shortest(Decimal("0.10")), shortest(Decimal("300"))
    ('5860000', '0.1', '300')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


#: Marks that turn the order of what is shown around, and the separators that end a line.
_REORDERING = frozenset(
    (0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F or 0x80 <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in _REORDERING:
        return "\ufffd"
    return character


def as_json(value: Any) -> str:
    """A value as JSON text, Chinese as it is; decimals keep their digits."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (Path, bytes)):
        return str(value) if isinstance(value, Path) else value.hex()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def print_json(value: Any) -> None:
    """Write a value to stdout as JSON."""
    sys.stdout.write(as_json(value) + "\n")


def print_rows(
    rows: Iterable[Row], columns: Sequence[str] | None = None, *, json: bool = False
) -> None:
    """Write rows to stdout: an array of objects with `json`, else a table."""
    listed = [dict(row) for row in rows]
    if json:
        print_json(listed)
        return
    columns = columns or (list(listed[0]) if listed else [])
    if columns:
        cells = [[shown(row.get(name)) for name in columns] for row in listed]
        print_table(columns, cells)


def print_table(columns: Sequence[str], cells: Sequence[Sequence[str]], *, whole: int = 0) -> None:
    """Write cells under their columns; nothing is cut off in a pipe. The first `whole` columns keep to one line."""
    if has_color() or is_terminal():
        from rich import box
        from rich.console import Console
        from rich.table import Column, Table
        from rich.text import Text

        headed = (
            Column(name, overflow="fold", no_wrap=number < whole)
            for number, name in enumerate(columns)
        )
        table = Table(*headed, box=box.SIMPLE, pad_edge=False, header_style="bold")
        for row in cells:
            table.add_row(*(Text(cell) for cell in row))
        Console(no_color=not has_color(), highlight=False).print(table)
        return
    from rich.cells import cell_len

    widths = [max(cell_len(row[n]) for row in (columns, *cells)) for n in range(len(columns))]
    for row in (columns, *cells):
        line = "  ".join(cell + " " * (widths[n] - cell_len(cell)) for n, cell in enumerate(row))
        sys.stdout.write(line.rstrip() + "\n")


def say(message: str, *, style: str = "") -> None:
    """Write one line to stdout, styled on a terminal."""
    sys.stdout.write(_styled(message, style, sys.stdout) + "\n")
    sys.stdout.flush()


def tell(message: str) -> None:
    """Write one line to stderr: what goes on, not what was asked for."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


STYLES = {"good": "32", "bad": "31", "doubtful": "33", "bold": "1", "dim": "2"}


def _styled(message: str, style: str, stream: IO[str]) -> str:
    return f"\x1b[{STYLES[style]}m{message}\x1b[0m" if style and has_color(stream) else message
