"""`kouan compact`: a warehouse with deleted rows and small parts in, the same in fewer bytes out."""

from __future__ import annotations

from flows.commands.options import AsJson


def compact(*, as_json: AsJson = False) -> int:
    """Write the database anew without the space of deleted rows, merge small parts into packs, and the search index.

    Readers are not disturbed; a run waits until it is done, and it waits for a run. It needs room for a second
    copy of the database.
    """
    from flows.location import find_home
    from flows.lock import one_run
    from flows.terminal.printing import print_rows, say
    from flows.terminal.progress import shown_progress
    from warehouse.upkeep.compaction import compact as write_anew

    home = find_home()
    with (
        shown_progress("parts") as progress,
        one_run(home, waiting=lambda said: progress(said, 0, 0)),
    ):
        done = write_anew(home, progress=progress)
    sizes = {"database": done.database, "snapshots": done.snapshots, "parts": done.parts}
    if as_json:
        print_rows(
            (
                {"what": what, "before": before, "after": after, "saved": before - after}
                for what, (before, after) in sizes.items()
            ),
            json=True,
        )
        return 0
    for what, (before, after) in sizes.items():
        say(f"{what:10} {before / (1 << 20):.1f} MB before, {after / (1 << 20):.1f} MB after")
    return 0
