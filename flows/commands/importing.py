"""`kouan import`: an export in, an empty warehouse with identical tables out."""

from __future__ import annotations

from pathlib import Path

from flows.commands.options import AsObject


def load(folder: Path, /, *, as_json: AsObject = False) -> int:
    """Load an export into a warehouse without rows; every table is compared with the manifest before it counts.

    Exit code 1: there are rows already, or the export is damaged.

    Parameters
    ----------
    folder
        What `kouan export` wrote, whole: all tables of its profile, in any of its formats.
    """
    from flows.location import find_home
    from flows.lock import AnotherRunError, one_run
    from flows.settings import load_settings
    from flows.summary import counted
    from flows.terminal.printing import print_json, say, shown, tell
    from flows.terminal.progress import shown_progress
    from warehouse.transfer.formats import FormatError
    from warehouse.transfer.importing import ImportFailedError, import_export
    from warehouse.transfer.json_lines import LineError
    from warehouse.transfer.manifest import ManifestError, NewerSchemaError
    from warehouse.upkeep.switching import NotEmptyError, give_readers

    home, source = find_home(), folder.expanduser().absolute()
    try:
        with shown_progress("steps") as progress, one_run(home, wait=False):
            manifest = import_export(source, home, progress=progress)
            give_readers(home, load_settings().snapshot)
    except (
        AnotherRunError,
        FormatError,
        ImportFailedError,
        LineError,
        ManifestError,
        NewerSchemaError,
        NotEmptyError,
    ) as error:
        tell(f"kouan: {shown(error)}")
        return 1
    rows = {name: table.rows for name, table in manifest.tables.items()}
    if as_json:
        print_json(
            {
                "home": str(home),
                "run": manifest.run,
                "profile": manifest.profile,
                "rows": rows,
                "missing_parts": manifest.missing_parts,
            }
        )
        return 0
    say(
        f"{home}: {counted(len(rows), 'table')}, {counted(sum(rows.values()), 'row')}, state of run {shown(manifest.run)}"
    )
    if manifest.profile == "facts":
        say("the export holds no running text: `kouan run --full` reads it anew from the inputs")
    elif manifest.profile == "text":
        say(
            "the export holds no raw bytes: `kouan why` works for what `kouan run --full` reads anew"
        )
    return 0
