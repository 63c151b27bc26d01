"""The migrations in, `catalog.json` out: what the installed DuckDB makes of them, under their digests.

`python -m warehouse.kept_catalog` writes the file anew; `--check` only says whether it is up to date.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from warehouse.catalog import KEPT, asked, made_of

FILE = Path(__file__).with_name(KEPT)


def said() -> str:
    """The file as the installed DuckDB has it."""
    told = {"of": made_of(), "tables": [asdict(table) for table in asked().values()]}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the file, or with --check compare it; exit code 1 when it is stale."""
    wanted = said()
    if "--check" in sys.argv[1:]:
        if FILE.is_file() and FILE.read_text("utf-8") == wanted:
            return 0
        print(f"{FILE.name} is not what the migrations say; run make docs", file=sys.stderr)
        return 1
    FILE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
