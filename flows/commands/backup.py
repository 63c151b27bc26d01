"""`kouan backup`: the warehouse at work in, a copy that can be restored out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsObject


def backup(
    target: Path | None = None,
    /,
    *,
    keep: Annotated[
        int | None,
        Parameter(help="Keep so many backups in the folder, the newest; all unless given."),
    ] = None,
    as_json: AsObject = False,
) -> int:
    """Write a backup of warehouse, parts and the project's own files, and read it again; runs go on meanwhile.

    Into a folder it writes only what is not there yet. A name that ends in .tar or .tar.gz makes one archive.

    Parameters
    ----------
    target
        A folder that keeps many backups, or a new archive; `backups` of the settings unless named.
    """
    from flows.location import SettingsError
    from flows.settings import load_settings
    from flows.summary import counted
    from flows.terminal.printing import print_json, say, tell
    from flows.terminal.progress import shown_progress
    from flows.upkeep.belongings import belongings
    from warehouse.upkeep.backup import back_up

    if keep is not None and keep < 1:
        raise SettingsError(f"--keep {keep}: at least 1 backup is kept")
    settings = load_settings()
    place = (target or settings.backups or settings.home / "backups").expanduser().resolve()
    with shown_progress("bytes") as progress:
        made = back_up(settings.home, place, belongings(settings), keep=keep, progress=progress)
    if as_json:
        print_json(
            {
                "backup": str(made.place),
                "run": made.manifest.run,
                "files": len(made.manifest.files),
                "bytes": made.manifest.size,
                "written_files": made.written_files,
                "written_bytes": made.written_bytes,
                "removed": made.removed,
                "missing_parts": made.manifest.missing_parts,
            }
        )
    else:
        say(
            f"{made.place}: {counted(len(made.manifest.files), 'file')}, {made.manifest.size / (1 << 20):.1f} MB,"
            f" state of run {made.manifest.run}; {made.written_bytes / (1 << 20):.1f} MB were new and are verified"
        )
        if made.removed:
            say(f"removed {counted(len(made.removed), 'older backup')}")
        if place.is_relative_to(settings.home):
            tell(
                "it lies beside what it protects; set backups in the settings, or name a folder on another disk"
            )
    if made.manifest.missing_parts:
        missing = made.manifest.missing_parts
        tell(
            f"kouan: {counted(len(missing), 'part')} that rows name are not there ({missing[0]}, ...) and so not in the backup;"
            " `kouan doctor --deep` says which documents, `kouan run --full` writes them anew"
        )
        return 1
    return 0
