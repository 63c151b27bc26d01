"""`kouan export`: the warehouse in, a folder of files that any tool reads out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsObject


def export(
    folder: Path,
    /,
    *,
    form: Annotated[
        Literal["parquet", "csv", "jsonl"],
        Parameter(name="--format", help="parquet, csv (guarded for spreadsheets) or jsonl."),
    ] = "parquet",
    tables: Annotated[
        str | None, Parameter(help="Only these tables, by name with commas between them.")
    ] = None,
    profile: Annotated[
        Literal["facts", "text", "full"],
        Parameter(
            help="facts: no running text; text: all tables; full: raw bytes and ledger too, so that `kouan why` works after an import."
        ),
    ] = "text",
    since: Annotated[
        str | None, Parameter(help="Only what came after this run (`kouan query runs`).")
    ] = None,
    as_json: AsObject = False,
) -> int:
    """Write all tables to a new folder, with a manifest: columns, types, comments, rows, digests.

    Parameters
    ----------
    folder
        A new or empty folder. It has its name only when the export is whole.
    """
    import kouan
    from flows.location import find_home
    from flows.summary import counted
    from flows.terminal.printing import print_json, say
    from flows.terminal.progress import shown_progress
    from warehouse.transfer.exporting import Choice
    from warehouse.transfer.exporting import export as write_export

    names = tuple(name.strip() for name in (tables or "").split(",") if name.strip())
    place = folder.expanduser().resolve()
    with shown_progress("steps") as progress:
        manifest = write_export(
            find_home(), place, Choice(form, profile, names, since), kouan.__version__, progress
        )
    if as_json:
        print_json(
            {
                "folder": str(place),
                "run": manifest.run,
                "format": form,
                "profile": profile,
                "since": since,
                "bytes": manifest.size,
                "rows": {name: table.rows for name, table in manifest.tables.items()},
                "missing_parts": manifest.missing_parts,
            }
        )
        return 0
    rows = sum(table.rows for table in manifest.tables.values())
    say(
        f"{place}: {counted(len(manifest.tables), 'table')}, {counted(rows, 'row')}, {manifest.size / (1 << 20):.1f} MB,"
        f" state of run {manifest.run}"
    )
    if manifest.missing_parts:
        say(
            f"missing    {counted(len(manifest.missing_parts), 'part')} that rows name: `kouan doctor --deep` says more"
        )
    return 0
