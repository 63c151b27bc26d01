"""`kouan report`: the warehouse in, pages out."""

from __future__ import annotations

from flows.commands.options import AsJson


def report(*, as_json: AsJson = False) -> int:
    """Write the report pages again, from the warehouse as it is, and print where they are."""
    from flows.report import write_report
    from flows.settings import load_settings
    from flows.terminal.printing import print_rows, say
    from flows.upkeep.status import last_run

    settings = load_settings()
    run = last_run(settings.home)
    path = write_report(settings, run["run_id"])
    if as_json:
        print_rows([{"report": str(path), "run_id": run["run_id"]}], json=True)
    else:
        say(str(path))
    return 0
