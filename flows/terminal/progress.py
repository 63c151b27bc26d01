"""What a run is doing in, one moving line on the terminal out; silent where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flows.terminal.printing import has_color, is_terminal, tell


@contextmanager
def shown_progress(unit: str = "documents") -> Iterator[Callable[[str, int, int], None]]:
    """A progress function that draws a bar on stderr while the block runs; in a pipe it says only what it waits for.

    `unit` is what is counted; bytes are shown as megabytes.
    """
    if not is_terminal(sys.stderr):
        yield lambda what, _done, _total: tell(what) if "waiting" in what else None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, no_color=not has_color(sys.stderr))
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
    )
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None, count="")

        def progress(what: str, done: int, total: int) -> None:
            count = _counted(done, total, unit) if total else ""
            bar.update(task, description=what, completed=done, total=total or None, count=count)

        yield progress


def _counted(done: int, total: int, unit: str) -> str:
    """How much of how much is done.

    >>> _counted(3, 5, "documents"), _counted(1 << 20, 5 << 20, "bytes")
    ('3 of 5 documents', '1.0 of 5.0 MB')
    """
    if unit == "bytes":
        return f"{done / (1 << 20):.1f} of {total / (1 << 20):.1f} MB"
    return f"{done} of {total} {unit}"
