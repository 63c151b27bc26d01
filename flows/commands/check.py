"""`kouan check`: files in, the faults of their Chinese text out."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from flows.commands.options import AsJson


def check(
    *file: str,
    style: Annotated[str, Parameter(name="--format", help="text, json, sarif or github.")] = "text",
    fix: Annotated[bool, Parameter(help="Write the clean text back to the files.")] = False,
    max_size: Annotated[
        str | None, Parameter(help="Refuse larger files; 32 MB unless set.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Find faults in Chinese text, as file:line:column, rule and message; nothing is changed without --fix.

    Exit code 0: no hit; 1: hits (with --fix: files were changed); 2: a file could not be read.

    Parameters
    ----------
    file
        Files, folders and globs; - reads stdin.
    """
    from flows.printing import tell
    from flows.reading import cleaned_files, cleaned_stdin, size_limit, write_whole
    from kouan.linting.checking import Named, clean_files
    from kouan.linting.checking import check as find
    from kouan.linting.formats import FORMATS
    from kouan.reading.sources import Failure

    style = "json" if as_json else style
    if style not in FORMATS:
        tell(f"kouan: --format {style}: there is no such format; choose of {', '.join(FORMATS)}")
        return 2
    if not file:
        tell("kouan: name files, folders or globs; - reads stdin")
        return 2
    failures: list[Failure] = []
    documents: list[Named] = []
    if "-" in file:
        documents.append(cleaned_stdin("-", sys.stdin.buffer.read()))
    for entry, document in cleaned_files(
        [one for one in file if one != "-"], failures, size_limit(max_size)
    ):
        documents.append(document)
        if fix:
            for written in clean_files([document])[0]:
                if written.is_changed:
                    write_whole(entry.path, written.content)
    outcome = find(documents, failures, style)
    sys.stdout.write(outcome.output)
    for error in outcome.errors:
        tell(f"kouan: {error}")
    return outcome.exit_code
