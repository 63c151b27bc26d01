"""`kouan annotate`: files in, one JSON file per document out, in the format of the labelled documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def annotate(
    *file: str,
    out: Annotated[Path, Parameter(help="The folder to write to.")],
    names_from: Annotated[
        Path | None,
        Parameter(
            help="A folder of labelled documents: name each file as the label of the same doc."
        ),
    ] = None,
    text_field: Annotated[
        str | None,
        Parameter(
            help="The field of JSON Lines, or column of a table, that holds the text; text, content, ... unless set."
        ),
    ] = None,
) -> int:
    """Write what kouan reads in each file as JSON. Exit code 1: a file could not be read or holds no text.

    Parameters
    ----------
    file
        Files, folders and globs.
    """
    from flows.ingestion.contents import opening_of
    from flows.scoring import annotated
    from flows.settings import load_settings
    from flows.steps import Options, patterns_of
    from flows.summary import counted
    from flows.terminal.printing import say, shown, tell
    from kouan.evaluation.annotation import as_text
    from kouan.evaluation.scoring import names_from as label_names
    from kouan.reading.sources import list_inputs

    settings = load_settings(text_field=text_field)
    patterns = patterns_of(settings, Options(tuple(file)))
    inputs, failures = list_inputs(patterns, settings.project, opening_of(settings))
    if names_from is not None and not names_from.is_dir():
        tell(f"kouan: {names_from}: there is no such folder")
        return 2
    names = label_names(names_from) if names_from else {}
    out.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    for found in annotated(inputs, settings, failures):
        doc = found["doc"]
        name = names.get(doc, Path(doc).stem + ".json")
        if name in written:
            tell(
                f"kouan: {doc}: its annotation would be named {name} as that of {written[name]}; annotate them apart"
            )
            return 2
        written[name] = doc
        (out / name).write_text(as_text(found), "utf-8")
    for failure in failures:
        detail = failure.detail.removeprefix(f"{failure.location}: ")
        tell(f"kouan: {shown(failure.location)}: {failure.reason}: {shown(detail)}")
    say(f"{counted(len(written), 'annotation')} in {out}")
    return 1 if failures else 0
