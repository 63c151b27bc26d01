"""`kouan doctor`: the installation looked over."""

from __future__ import annotations

from flows.commands.options import AsJson


def doctor(*, as_json: AsJson = False) -> int:
    """Look at versions, folders and settings, and say what is amiss. Exit code 1: something will not work."""
    from flows.diagnosis import diagnose
    from flows.printing import print_rows, say, shown

    checks = list(diagnose())
    if as_json:
        print_rows([check._asdict() for check in checks], json=True)
    else:
        marks = {"good": "ok ", "doubtful": "?  ", "bad": "NO "}
        for check in checks:
            say(f"{marks[check.verdict]} {check.what:20} {shown(check.said)}", style=check.verdict)
    return 1 if any(check.verdict == "bad" for check in checks) else 0
