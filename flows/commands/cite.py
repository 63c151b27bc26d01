"""`kouan cite`: ids in; citations with quote, digests and release out, in words, BibTeX or GB/T 7714."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.options import AsJson


def cite(
    *row: str,
    style: Annotated[
        Literal["plain", "bibtex", "gbt7714"],
        Parameter(
            help="plain: in words; bibtex: entries for a .bib file; gbt7714: GB/T 7714—2015."
        ),
    ] = "plain",
    release: Annotated[str | None, Parameter(help="Cite it as this release froze it.")] = None,
    language: Annotated[
        Literal["en", "zh"] | None,
        Parameter(help="Words of the citation; Chinese for gbt7714 unless given, else English."),
    ] = None,
    bare: Annotated[
        bool, Parameter(help="The reference alone, without quote, times and digests.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Print a citation of a figure, a post, an observation or an article.

    It names who published it, where and when, quotes the sentence, and gives the digests by which both can be
    found again: sha256 of the raw document, and the fact_key, which is the same over all rules and versions. What
    its page no longer says is cited from the newest release that holds it.

    Parameters
    ----------
    row
        fact_key, metric_id, observation_id, position_id, article_id or article_key (its first 8 digits are enough), or
        the location of a document; several at once.
    """
    from flows.citing.asking import print_citations

    return print_citations(row, style, release, language, bare=bare, as_json=as_json)
