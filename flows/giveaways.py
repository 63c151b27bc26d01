"""The shipped phrases in, the file of what gives their lines away out (`make words`).

`python -m flows.giveaways` writes the file anew; `--check` only says whether it is up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kouan.cleaning.giveaways import TABLE, table_of
from kouan.cleaning.phrases import read_phrases


def main() -> int:
    """Write the file, or with --check compare it; exit code 1 when it is stale."""
    target = Path(str(TABLE))
    wanted = table_of(phrase.pattern for phrase in read_phrases())
    if "--check" in sys.argv[1:]:
        if target.is_file() and target.read_text("utf-8") == wanted:
            return 0
        print(f"{target.name} is not what the phrases say; run make words", file=sys.stderr)
        return 1
    target.write_text(wanted, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
