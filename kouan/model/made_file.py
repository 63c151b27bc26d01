"""What a file that is made says today in; the file written anew, or held against it, and an exit code out."""

from __future__ import annotations

import sys
from pathlib import Path


def write_or_check(target: Path, wanted: str | bytes, remedy: str) -> int:
    """Write a file that is made from something else; with `--check` on the command line only compare it.

    Exit code 1 where it is stale, or not there: `remedy` then says on stderr what it is made from, and by which command.
    """
    content = wanted.encode("utf-8") if isinstance(wanted, str) else wanted
    if "--check" not in sys.argv[1:]:
        target.write_bytes(content)
        return 0
    if target.is_file() and target.read_bytes() == content:
        return 0
    print(f"{target.name} is not what {remedy}", file=sys.stderr)
    return 1
