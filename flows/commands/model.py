"""`kouan model`: released articles in, a character model of the project's own out."""

from __future__ import annotations

from typing import Literal

from flows.commands.options import AsJson


def model(action: Literal["show", "build"] = "show", /, *, as_json: AsJson = False) -> int:
    """Show the character model by which readings are judged, or build one from the project's own released articles.

    The built one lies in the project's models/ and stands in place of the shipped one; remove the file to go back.

    Parameters
    ----------
    action
        show, or build.
    """
    from pathlib import Path

    from flows.location import find_home, find_project
    from flows.project_model import LEAST, build_own
    from flows.terminal.printing import print_rows, say, tell
    from kouan.gathering import read_model

    project = find_project() or Path.cwd()
    if action == "build":
        built = build_own(project, find_home())
        if built.path is None:
            tell(
                f"kouan: {built.characters:,} characters are released here, a model of its own needs {LEAST:,}; "
                "the one in use stays"
            )
            return 1
        if as_json:
            print_rows([built.row()], json=True)
        else:
            say(f"{built.path}: counted from {built.characters:,} characters of released text")
            say(
                f"on articles it did not count it takes {built.bits_after:.2f} bits a character; "
                f"the one in use took {built.bits_before:.2f}"
            )
        return 0
    held = read_model(project / "models")
    row = {"model": held.name, "bytes": len(held.content), "digest": held.digest}
    if as_json:
        print_rows([row], json=True)
    else:
        say(f"{held.name}: {len(held.content):,} bytes, digest {held.digest}")
    return 0
