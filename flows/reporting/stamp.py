"""A folder of reports in, the run whose report lies whole in it out."""

from __future__ import annotations

from pathlib import Path

#: Written last: the run whose report is whole.
STAMP = "run.txt"


def stamped_run(folder: Path) -> str | None:
    """The run whose report lies whole in a folder; None where none does."""
    try:
        run_id = (folder / STAMP).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return run_id if (folder / "index.html").is_file() else None
