"""`kouan restore`: a backup in, the warehouse it holds out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from flows.commands.options import AsObject

if TYPE_CHECKING:
    from warehouse.transfer.manifest import Manifest


def restore(
    source: Path | None = None,
    /,
    *,
    name: Annotated[
        str | None, Parameter(help="Which backup of the folder; the newest unless given.")
    ] = None,
    home: Annotated[
        Path | None,
        Parameter(
            help="Restore the working data into this folder, and leave the project's files alone."
        ),
    ] = None,
    force: Annotated[
        bool,
        Parameter(
            help="Move what stands there aside, into before-restore-... of the working data."
        ),
    ] = False,
    check: Annotated[
        bool, Parameter(help="Read the backup through and compare every file; write nothing.")
    ] = False,
    as_json: AsObject = False,
) -> int:
    """Put the warehouse of a backup in place, whole or not at all, with the project's files that are missing.

    Exit code 1: there is a warehouse already, or the backup is damaged.

    Parameters
    ----------
    source
        The folder that `kouan backup` was given, or an archive; `backups` of the settings unless named.
    """
    from flows.location import find_home, find_project
    from flows.lock import AnotherRunError, one_run
    from flows.settings import load_settings
    from flows.terminal.printing import print_json, say, shown, tell
    from flows.terminal.progress import shown_progress
    from flows.upkeep.restoring import home_of, source_of
    from warehouse.transfer.manifest import ManifestError, NewerSchemaError
    from warehouse.upkeep.restoring import chosen, manifest_of, verify
    from warehouse.upkeep.restoring import restore as put_back
    from warehouse.upkeep.switching import NotEmptyError, give_readers

    try:
        place = chosen(source_of(source), name)
        with shown_progress("bytes") as progress:
            if check:
                manifest = verify(place, progress)
                print_json(_told(place, manifest)) if as_json else say(
                    f"{place}: whole, {len(manifest.files)} files, state of run {manifest.run}"
                )
                return 0
            project = None if home else find_project() or Path.cwd()
            into = home.expanduser().resolve() if home else home_of(manifest_of(place), find_home())
            with one_run(into, wait=False):
                done = put_back(place, into, project=project, force=force, progress=progress)
                give_readers(into, load_settings().snapshot)
    except (ManifestError, NewerSchemaError, NotEmptyError, AnotherRunError) as error:
        tell(f"kouan: {error}")
        return 1
    if as_json:
        print_json(
            {
                **_told(place, done.manifest),
                "home": str(done.home),
                "aside": str(done.aside) if done.aside else None,
                "project_written": done.written,
                "project_kept": done.kept,
            }
        )
        return 0
    rows = sum(table.rows for table in done.manifest.tables.values())
    say(
        f"{done.home}: restored from {place.stem}, {rows} rows, state of run {shown(done.manifest.run)}"
    )
    if done.aside:
        say(
            f"what stood there is in {done.aside} and works there; remove it when you need it no more"
        )
    for file in done.kept:
        say(f"kept       {shown(file)}: differs from the backup's (--force takes the backup's)")
    if done.manifest.missing_parts:
        say(
            f"missing    {len(done.manifest.missing_parts)} parts were not in the backup: `kouan why` cannot show their bytes"
        )
    if home is None and find_home() != into:
        tell(f"the settings name {find_home()} as home; change that key, or set KOUAN_HOME={into}")
    return 0


def _told(place: Path, manifest: Manifest) -> dict[str, object]:
    return {
        "backup": str(place),
        "created_at": manifest.created_at,
        "run": manifest.run,
        "files": len(manifest.files),
        "bytes": manifest.size,
        "rows": {name: table.rows for name, table in manifest.tables.items()},
    }
