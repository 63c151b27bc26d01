"""`kouan clean`: files in, their clean text out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def clean(
    *file: str,
    out: Annotated[
        Path | None, Parameter(help="Write each clean text to this folder, under its own name.")
    ] = None,
    in_place: Annotated[
        bool,
        Parameter(
            help="Write the clean text back to the files, as UTF-8. A web page is left as it is, unless --strip-markup is given."
        ),
    ] = False,
    strip_markup: Annotated[
        bool,
        Parameter(
            help="With --in-place, write web pages too: the text of the article alone, without tags."
        ),
    ] = False,
    diff: Annotated[bool, Parameter(help="Print what would change, as a unified diff.")] = False,
    max_size: Annotated[
        str | None, Parameter(help="Refuse larger files; 32 MB unless set.")
    ] = None,
    text_field: Annotated[
        str | None,
        Parameter(
            help="The field of JSON Lines, or column of a table, that holds the text; text, content, ... unless set."
        ),
    ] = None,
) -> int:
    """Write the clean text of files to stdout. Exit code 1: a file holds no text; 2: one could not be read.

    Parameters
    ----------
    file
        Files, folders and globs; - reads stdin.
    """
    from flows.reading import cleaned_files, cleaned_stdin, size_limit, write_whole
    from flows.terminal.printing import is_terminal, tell
    from kouan.linting.checking import clean as cleaned_text
    from kouan.linting.checking import clean_files, has_markup
    from kouan.linting.wording import visible
    from kouan.reading.sources import Failure

    if sum((out is not None, in_place, diff)) > 1:
        tell("kouan: --out, --in-place and --diff exclude each other; choose one")
        return 2
    if strip_markup and not in_place:
        tell("kouan: --strip-markup goes with --in-place; what is written elsewhere is text anyway")
        return 2
    if not file:
        tell("kouan: name files, folders or globs; - reads stdin")
        return 2
    failures: list[Failure] = []
    code = 0
    if "-" in file:
        outcome = cleaned_text(
            [cleaned_stdin("-", sys.stdin.buffer.read())], (), diff=diff, escape=is_terminal()
        )
        code = _told(outcome.output, outcome.errors, outcome.exit_code)
    for entry, document in cleaned_files(
        [one for one in file if one != "-"],
        failures,
        size_limit(max_size),
        text_field=text_field,
    ):
        if out is None and not in_place:
            outcome = cleaned_text([document], (), diff=diff, escape=is_terminal())
            code = max(code, _told(outcome.output, outcome.errors, outcome.exit_code))
            continue
        if in_place and not entry.is_own_file:
            tell(
                f"kouan: {visible(entry.location)}: stands inside another file, or elsewhere, where nothing is written;"
                " write a clean copy with --out DIR"
            )
            code = 2
            continue
        if in_place and not strip_markup and has_markup(document[1]):
            tell(
                f"kouan: {visible(entry.location)}: is a web page, whose markup would be gone; write its text with --out DIR,"
                " or in its place with --strip-markup"
            )
            code = 2
            continue
        written, refused = clean_files([document])
        for one in written:
            path = entry.path if out is None else out / _below(one.location)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                if out is not None or one.is_changed:
                    write_whole(path, one.content)
            except OSError as error:
                said = error.strerror or type(error).__name__
                tell(f"kouan: {visible(str(path))}: cannot be written ({said}); the others are")
                code = 2
        code = max(code, _told("", tuple(refused), int(bool(refused))))
    outcome = cleaned_text([], failures)
    return max(code, _told("", outcome.errors, outcome.exit_code))


def _told(output: str, errors: tuple[str, ...], code: int) -> int:
    sys.stdout.write(output)
    for error in errors:
        sys.stderr.write(f"kouan: {error}\n")
    return code


def _below(location: str) -> Path:
    """A location as a path that cannot leave the folder it is put into."""
    return Path(*(part for part in Path(location).parts if part not in ("..", "/", ".")))
