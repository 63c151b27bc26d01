"""Hits in, what a person, a program, a code scanner or a pull request reads out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final
from urllib.parse import quote

from kouan.linting.hits import Hit
from kouan.linting.wording import fault, visible

#: A file's name and its hits.
Found = Sequence[tuple[str, Sequence[Hit]]]

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_GITHUB: Final[Mapping[str, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def as_text(found: Found, failures: Sequence[str] = ()) -> str:
    """`file:line:column rule message`, a line for each hit; failures are told apart from them."""
    del failures
    return _lines(
        f"{visible(name)}:{hit.line}:{hit.column} {hit.rule} {visible(hit.message)}"
        for name, hits in found
        for hit in hits
    )


def as_json(found: Found, failures: Sequence[str] = ()) -> str:
    """An array of objects, the fields of `Hit` with the file before them."""
    del failures
    rows = [{"file": name, **asdict(hit)} for name, hits in found for hit in hits]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_github(found: Found, failures: Sequence[str] = ()) -> str:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    commands = [
        f"::{_GITHUB[hit.severity]} file={_property(name)},line={hit.line},endLine={hit.end_line}"
        f",col={hit.column},endColumn={hit.end_column},title={_property(hit.rule)}::{_data(hit.message)}"
        for name, hits in found
        for hit in hits
    ]
    return _lines([*commands, *(f"::error::{_data(failure)}" for failure in failures)])


def as_sarif(found: Found, failures: Sequence[str] = ()) -> str:
    """SARIF 2.1.0: one run with its rules, results and the inputs that could not be read."""
    rules = sorted({hit.rule for _, hits in found for hit in hits})
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "kouan",
                "version": _version(),
                "rules": [
                    {"id": rule, "shortDescription": {"text": fault(rule)}} for rule in rules
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not failures,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": failure}} for failure in failures
                ],
            }
        ],
        "results": [
            _result(name, hit, rules.index(hit.rule)) for name, hits in found for hit in hits
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(name: str, hit: Hit, rule_index: int) -> dict[str, Any]:
    region = {
        "startLine": hit.line,
        "startColumn": hit.column,
        "endLine": hit.end_line,
        "endColumn": hit.end_column,
        "charOffset": hit.start,
        "charLength": hit.end - hit.start,
    }
    place = {"artifactLocation": {"uri": quote(name)}, "region": region}
    return {
        "ruleId": hit.rule,
        "ruleIndex": rule_index,
        "level": hit.severity,
        "message": {"text": hit.message},
        "locations": [{"physicalLocation": place}],
    }


def _version() -> str:
    import kouan

    return kouan.__version__


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


FORMATS: Final[Mapping[str, Callable[[Found, Sequence[str]], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
