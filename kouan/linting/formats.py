"""Hits in, what a person, a program, a code scanner or a pull request reads out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from kouan.linting.catalogue import Entry
from kouan.linting.hits import Hit
from kouan.linting.sarif import as_sarif
from kouan.linting.wording import visible

#: A file's name and its hits.
Found = Sequence[tuple[str, Sequence[Hit]]]

_GITHUB: Final[Mapping[str, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(found: Found, failures: Sequence[str] = (), entries: Sequence[Entry] = ()) -> str:
    """`file:line:column rule message`, a line for each hit; failures are told apart from them."""
    del failures, entries
    return _lines(
        f"{visible(name)}:{hit.line}:{hit.column} {hit.rule} {visible(hit.message)}"
        for name, hits in found
        for hit in hits
    )


def as_json(found: Found, failures: Sequence[str] = (), entries: Sequence[Entry] = ()) -> str:
    """An array of objects, one a line: the fields of `Hit` with the file before them."""
    del failures, entries
    rows = ",\n".join(
        json.dumps({"file": name, **asdict(hit)}, ensure_ascii=False)
        for name, hits in found
        for hit in hits
    )
    return f"[\n{rows}\n]\n" if rows else "[]\n"


def as_github(found: Found, failures: Sequence[str] = (), entries: Sequence[Entry] = ()) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    del entries
    commands = [
        f"::{_GITHUB[hit.severity]} file={_property(name)},line={hit.line},endLine={hit.end_line}"
        f"{_columns(hit)},title={_property(hit.rule)}::{_data(hit.message)}"
        for name, hits in found
        for hit in hits
    ]
    return _lines([*commands, *(f"::error::{_data(failure)}" for failure in failures)])


def _columns(hit: Hit) -> str:
    """GitHub takes columns only within one line."""
    return f",col={hit.column},endColumn={hit.end_column}" if hit.line == hit.end_line else ""


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


FORMATS: Final[Mapping[str, Callable[[Found, Sequence[str], Sequence[Entry]], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}

#: Formats that say each document's hits at once; the others are one value, whole at the end.
STREAMED: Final = frozenset({"text", "github"})
