"""The catalog in; docs/dictionary.md out, the data dictionary of every table and view.

Run as `python -m warehouse.dictionary` to write it, with `--check` to see whether it is up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from warehouse.catalog import Column, Table, tables
from warehouse.relations import relations

PAGE: Final = Path("docs") / "dictionary.md"

_HEAD: Final = """# Data dictionary

Generated from the migrations by `python -m warehouse.dictionary`; change the SQL, not this page.
Readers open `.kouan/current.duckdb`. Null means "not stated". Offsets are half-open; `start` and `end`
count code points of the clean document, `raw_start` and `raw_end` bytes of the raw one.
"""


def dictionary() -> str:
    """The whole page."""
    every = tables().values()
    contents = "\n".join(f"- [{table.name}](#{table.name}): {table.comment}" for table in every)
    return "\n".join([_HEAD, contents, *map(_section, every)]) + "\n"


def _section(table: Table) -> str:
    facts = []
    if table.is_view:
        facts.append("A view.")
    if table.key:
        facts.append(f"Key: {', '.join(f'`{name}`' for name in table.key)}.")
    facts.extend(
        f"Holds always: `{check}`." for check in table.checks if not _is_vocabulary(table, check)
    )
    leads = [
        f"`{', '.join(one.columns)}` to [{one.other}](#{one.other})"
        for one in relations()
        if one.table == table.name
    ]
    if leads:
        facts.append(f"Leads on: {'; '.join(leads)}.")
    views = [view.name for view in tables().values() if view.name == f"current_{table.name}"]
    facts.extend(f"What is valid now: view [{view}](#{view})." for view in views)
    lines = [
        "",
        f"## {table.name}",
        "",
        table.comment,
        *(["", " ".join(facts)] if facts else []),
        "",
        "| column | type | null | meaning |",
        "|---|---|---|---|",
        *map(_row, table.columns),
    ]
    return "\n".join(lines)


def _row(column: Column) -> str:
    meaning = column.comment
    if column.allowed:
        meaning += f" One of {', '.join(f'`{value}`' for value in column.allowed)}."
    null = "yes" if column.nullable else ""
    return f"| `{column.name}` | {column.type} | {null} | {meaning.replace('|', chr(92) + '|')} |"


def _is_vocabulary(table: Table, check: str) -> bool:
    """A check that is told with its column already."""
    return any(
        column.allowed and f"{column.name}" in check and " IN (" in check
        for column in table.columns
    )


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with `--check` say whether it is up to date: 0, else 1."""
    page = dictionary()
    if "--check" not in arguments:
        PAGE.write_text(page, "utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text("utf-8") == page:
        return 0
    print(f"{PAGE} is out of date; run `python -m warehouse.dictionary`", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
