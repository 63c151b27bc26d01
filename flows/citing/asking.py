"""Ids and a style in; their citations printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal

from flows.citing.bibtex import bibtex, key_of
from flows.citing.gbt7714 import gbt7714
from flows.citing.plain import plain
from flows.citing.words import Language
from flows.location import SettingsError, find_home
from flows.terminal.printing import print_json, say, tell
from warehouse.provenance.identification import MalformedIdError, UnknownIdError
from warehouse.releases.citation import cite
from warehouse.releases.cited import Cited

Style = Literal["plain", "bibtex", "gbt7714"]


def print_citations(
    rows: Sequence[str],
    style: Style,
    release: str | None,
    language: Language | None,
    *,
    bare: bool,
    as_json: bool,
) -> int:
    """Print what can be cited; exit code 1 when one of the ids is not there, 2 when one is none.

    Raises:
        SettingsError: no id is given. NoWarehouseError, UnknownReleaseError.
    """
    if not rows:
        raise SettingsError(
            "nothing is named; give a fact_key, metric_id, observation_id, position_id or article_id"
        )
    spoken: Language = language or ("zh" if style == "gbt7714" else "en")
    found: list[Cited] = []
    code = 0
    for row in rows:
        try:
            found.extend(cite(find_home(), row, release))
        except UnknownIdError as error:
            tell(f"kouan: {error}")
            code = max(code, 2 if isinstance(error, MalformedIdError) else 1)
    if as_json:
        print_json(
            [
                {**asdict(one), "key": key_of(one), "citation": cited_as(one, style, spoken, bare)}
                for one in found
            ]
        )
        return code
    if style == "bibtex":
        say(bibtex(found, spoken, bare=bare))
    else:
        for one in found:
            say(cited_as(one, style, spoken, bare))
    return code


def cited_as(one: Cited, style: Style, language: Language, bare: bool) -> str:
    """One citation in a style."""
    if style == "bibtex":
        return bibtex([one], language, bare=bare)
    return (gbt7714 if style == "gbt7714" else plain)(one, language, bare=bare)
