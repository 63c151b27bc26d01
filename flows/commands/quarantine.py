"""`kouan quarantine`: what was not published, out."""

from __future__ import annotations

from flows.commands.options import AsJson


def quarantine(*, as_json: AsJson = False) -> int:
    """List inputs, documents and facts that were not published, each with its reason. Exit code 1: there are none."""
    from flows.location import find_home
    from flows.printing import print_rows, say
    from flows.status import rows

    held = rows(
        find_home(),
        "SELECT level, status, location, reason, detail, attempts, quarantine_id, subject_id FROM quarantine"
        " WHERE status IN ('held', 'failed') ORDER BY level, location, reason, quarantine_id",
    )
    if as_json:
        print_rows(held, json=True)
    elif held:
        print_rows(
            held, ("level", "status", "location", "reason", "detail", "attempts", "quarantine_id")
        )
    else:
        say("nothing waits")
    return 0 if held else 1
