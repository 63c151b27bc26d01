"""Hits in, a SARIF 2.1.0 log out: what code scanners and their viewers read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from kouan.linting.catalogue import Entry
from kouan.linting.hits import Hit
from kouan.linting.wording import fault, severity_of, visible

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(
    found: Sequence[tuple[str, Sequence[Hit]]],
    failures: Sequence[str] = (),
    entries: Sequence[Entry] = (),
) -> str:
    """One run with its rules, its results, and the inputs that could not be read.

    Columns count code points, as `columnKind` says; the same in UTF-16 code units, which most editors
    count, are properties of each region.
    """
    descriptors = [_descriptor(entry) for entry in entries]
    known = {one["id"]: number for number, one in enumerate(descriptors)}
    for rule in sorted({hit.rule for _, hits in found for hit in hits} - known.keys()):
        known[rule] = len(descriptors)
        descriptors.append(_bare(rule))
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "kouan",
                "version": _version(),
                "semanticVersion": _version(),
                "rules": descriptors,
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
        "results": [],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    # a result a line, written as it is made: as objects, all of them together would take ten times the memory
    head, nothing, tail = json.dumps(log, ensure_ascii=False, indent=1).rpartition("[]")
    results = ",\n".join(
        json.dumps(_result(name, hit, known[hit.rule]), ensure_ascii=False)
        for name, hits in found
        for hit in hits
    )
    return f"{head}[\n{results}\n]{tail}\n" if results else f"{head}{nothing}{tail}\n"


def _descriptor(entry: Entry) -> dict[str, Any]:
    """What the catalogue says of a rule, as a scanner shows it beside a result."""
    examples = [f"{visible(before)} → {visible(after)}" for before, after in entry.examples.items()]
    stays = [visible(text) for text in entry.keeps]
    text = entry.remedy
    markdown = entry.remedy
    if examples:
        text += "\n\nExamples:\n" + "\n".join(examples)
        markdown += "\n\n" + "\n".join(f"- {_code(one)}" for one in examples)
    if stays:
        text += "\n\nStays as it is: " + " · ".join(stays)
        markdown += "\n\nStays as it is: " + " · ".join(map(_code, stays))
    return {
        "id": entry.name,
        "shortDescription": {"text": entry.summary},
        "fullDescription": {"text": entry.fault},
        "help": {"text": text or entry.summary, "markdown": markdown or entry.summary},
        "defaultConfiguration": {"level": entry.severity},
        "properties": {"tags": ["chinese", "text"]},
    }


def _bare(rule: str) -> dict[str, Any]:
    """A finding that is no rule of the catalogue: why a document was refused."""
    said = {"text": fault(rule)}
    return {
        "id": rule,
        "shortDescription": said,
        "fullDescription": said,
        "help": {**said, "markdown": said["text"]},
        "defaultConfiguration": {"level": severity_of(rule)},
    }


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}"


def _result(name: str, hit: Hit, rule_index: int) -> dict[str, Any]:
    region = {
        "startLine": hit.line,
        "startColumn": hit.column,
        "endLine": hit.end_line,
        "endColumn": hit.end_column,
        "charOffset": hit.start,
        "charLength": hit.end - hit.start,
        "properties": {
            "utf16StartColumn": hit.utf16_column,
            "utf16EndColumn": hit.utf16_end_column,
        },
    }
    place = {"artifactLocation": {"uri": quote(name)}, "region": region}
    return {
        "ruleId": hit.rule,
        "ruleIndex": rule_index,
        "level": hit.severity,
        "message": {"text": hit.message},
        "locations": [{"physicalLocation": place}],
        "properties": {"kind": hit.kind, "places": hit.places, "isFixable": hit.is_fixable},
    }


def _version() -> str:
    import kouan

    return kouan.__version__
