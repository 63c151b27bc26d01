"""The migrations in, `catalog.json` out: what the installed DuckDB makes of them, under their digests.

`python -m warehouse.kept_catalog` writes the file anew; `--check` only says whether it is up to date.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from kouan.model.made_file import write_or_check
from warehouse.catalog import KEPT, asked, made_of

FILE = Path(__file__).with_name(KEPT)


def said() -> str:
    """The file as the installed DuckDB has it."""
    told = {"of": made_of(), "tables": [asdict(table) for table in asked().values()]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the file, or with --check compare it; exit code 1 when it is stale."""
    return write_or_check(FILE, said(), "the migrations say; run make docs")


if __name__ == "__main__":
    raise SystemExit(main())
