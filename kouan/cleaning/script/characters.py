"""The installed OpenCC in, `characters.json` out: what it says of single characters, under its release.

`python -m kouan.cleaning.script.characters` writes the file anew; `--check` only says whether it is up to date.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

from kouan.cleaning.script.tables import KEPT, converted

FILE = Path(__file__).with_name(KEPT)


def said() -> str:
    """The file as the installed OpenCC has it."""
    told = {"opencc": version("opencc"), **converted()._asdict()}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the file, or with --check compare it; exit code 1 when it is stale."""
    wanted = said()
    if "--check" in sys.argv[1:]:
        if FILE.read_text("utf-8") == wanted:
            return 0
        print(f"{FILE.name} is not what the installed OpenCC says; run make docs", file=sys.stderr)
        return 1
    FILE.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
