"""Series, a release and a file in; the codebook written."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from flows.citing.words import Language
from flows.codebook.markdown import markdown
from flows.codebook.outline import outline
from flows.codebook.page import page
from flows.location import SettingsError, find_home
from flows.summary import counted
from flows.terminal.finding import simplified
from flows.terminal.printing import tell
from flows.terminal.progress import shown_progress
from warehouse.releases.series import UnknownSeriesError
from warehouse.releases.sheets import sheet_of

_FORMS: Final = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}


def write_codebook(
    series: Sequence[str], out: Path | None, release: str | None, language: Language
) -> int:
    """Write a codebook; exit code 1 where nothing is observed under a name.

    Raises:
        SettingsError: no series and no release is named, or the file's ending says no form.
    """
    if not series and release is None:
        raise SettingsError(
            "name series, as SUBJECT/INDICATOR or by series_id, or a --release; / means all there are"
        )
    form = _FORMS.get(out.suffix.lower()) if out else "markdown"
    if form is None:
        raise SettingsError(f"--out {out}: the ending says no form; name it .md or .html")
    try:
        with shown_progress("series") as progress:
            progress("gathering observations and what speaks against them", 0, 0)
            sheet = sheet_of(find_home(), [simplified(one) for one in series], release)
    except UnknownSeriesError as error:
        tell(f"kouan: {error}")
        return 1
    pieces = outline(sheet, language)
    text = markdown(pieces) if form == "markdown" else page(pieces, language)
    if out is None:
        sys.stdout.write(text)
    else:
        _write(out, text)
        points = sum(len(one.points) for one in sheet.series)
        tell(
            f"{len(sheet.series)} series, {counted(points, 'observation')}, {counted(len(sheet.cited), 'reference')} in {out}"
        )
    return 0


def _write(out: Path, text: str) -> None:
    """Put the file in its place in one step: whoever has it open never meets half of it."""
    fresh = out.with_name(f".{out.name}.{os.getpid()}.new")
    try:
        fresh.write_text(text, encoding="utf-8", errors="replace")
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)
