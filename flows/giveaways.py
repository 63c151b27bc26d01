"""The shipped phrases in, the file of what gives their lines away out (`make words`).

`python -m flows.giveaways` writes the file anew; `--check` only says whether it is up to date.
"""

from __future__ import annotations

from pathlib import Path

from kouan.cleaning.giveaways import TABLE, table_of
from kouan.cleaning.phrases import read_phrases
from kouan.model.made_file import write_or_check


def main() -> int:
    """Write the file, or with --check compare it; exit code 1 when it is stale."""
    wanted = table_of(phrase.pattern for phrase in read_phrases())
    return write_or_check(Path(str(TABLE)), wanted, "the phrases say; run make words")


if __name__ == "__main__":
    raise SystemExit(main())
