"""`kouan codebook`: series in; a sheet of definitions, sources, gaps, flags and citations out, ready for an appendix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter


def codebook(
    *series: str,
    out: Annotated[
        Path | None,
        Parameter(help="Write to this file: .md or .html; without it Markdown goes to stdout."),
    ] = None,
    release: Annotated[
        str | None,
        Parameter(help="Tell what this release froze; without series all that it holds."),
    ] = None,
    language: Annotated[
        Literal["en", "zh"], Parameter(help="English, or Chinese with references after GB/T 7714.")
    ] = "en",
) -> int:
    """Write what a reader has to know of chosen series, ready for an appendix.

    Of each: definition, unit, coverage, sources with their terms, gaps, revisions, what speaks against it, how far
    persons judged it right; every observation with numbered citations; how the figures were read.

    Parameters
    ----------
    series
        SUBJECT/INDICATOR (中国/freight_throughput, 中国/, /freight_throughput) or a series_id, of which 8 digits are enough.
    """
    from flows.codebook.writing import write_codebook

    return write_codebook(series, out, release, language)
