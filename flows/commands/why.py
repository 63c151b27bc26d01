"""`kouan why`: a row's id in, the way back to its bytes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson

if TYPE_CHECKING:
    from warehouse.provenance.explanation import Provenance


def why(
    row: str,
    /,
    *,
    original: Annotated[
        str | None,
        Parameter(
            help="Write the bytes that the row's document was read from to this new file, of a Word document or PDF"
            " the file itself; - writes to stdout."
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Lead a row back to its sentence, its clean span, its raw bytes, the rules that touched it, and its run.

    Parameters
    ----------
    row
        The id of a row of any table (metric_id, fact_key, mention_id, entity_id, article_id, document_id, quarantine_id,
        duplicate_id, run_id, …; its first 8 digits are enough), a location, or a place: article:position for a block,
        removed:document:position, edit:…, suspicion:…, item:…, and pass:document:position for a pass of cleaning.
    """
    from dataclasses import asdict

    from flows.location import find_home
    from flows.terminal.printing import has_color, print_json, say
    from warehouse.provenance.explanation import MalformedIdError, UnknownIdError
    from warehouse.provenance.explanation import why as provenance_of
    from warehouse.provenance.rendering import render

    home = find_home()
    try:
        found = provenance_of(home, row)
        if original is not None:
            return _write_original(home, found, original)
    except UnknownIdError as error:
        from flows.terminal.printing import tell

        tell(f"kouan: {error}")
        return 2 if isinstance(error, MalformedIdError) else 1
    if as_json:
        print_json([asdict(found)])
    else:
        say(render(found, color=has_color()))
    return 0


def _write_original(home: Path, found: Provenance, path: str) -> int:
    """Write the file of a row's document.

    Raises:
        UnknownIdError: its bytes are not kept any more.
    """
    import sys

    from flows.terminal.printing import tell
    from warehouse.packs import file_of

    document = found.document
    if document is None:
        tell(f"kouan: {found.id}: a row of table {found.table} comes from no single document")
        return 1
    content = file_of(home, document["part"], document["document_id"])
    if path == "-":
        sys.stdout.buffer.write(content)
        return 0
    try:
        with Path(path).open("xb") as file:
            file.write(content)
    except OSError as error:
        said = (
            "there is such a file already; name another"
            if isinstance(error, FileExistsError)
            else error.strerror
        )
        tell(f"kouan: {path}: {said}")
        return 1
    return 0
