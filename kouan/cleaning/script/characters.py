"""The installed OpenCC in, `characters.json` out: what it says of single characters, under its release.

`python -m kouan.cleaning.script.characters` writes the file anew; `--check` only says whether it is up to date.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

from kouan.cleaning.script.tables import KEPT, converted
from kouan.model.made_file import write_or_check

FILE = Path(__file__).with_name(KEPT)


def said() -> str:
    """The file as the installed OpenCC has it."""
    told = {"opencc": version("opencc"), **converted()._asdict()}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the file, or with --check compare it; exit code 1 when it is stale."""
    return write_or_check(FILE, said(), "the installed OpenCC says; run make docs")


if __name__ == "__main__":
    raise SystemExit(main())
