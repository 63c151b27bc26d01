"""A project's `templates/` in, what persons decided about lines of page frames out: approved ones clean, rejected ones are remembered."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from kouan.model.article import RemovedKind
from kouan.model.knowledge import Template
from kouan.model.template import DecidedTemplate, Evidence

#: Key, the type it must have, and whether it may be missing.
KEYS: Final[dict[str, tuple[type | tuple[type, ...], bool]]] = {
    "name": (str, False),
    "decision": (str, False),
    "source": (str, False),
    "line": (str, False),
    "figures": (str, True),
    "kind": (str, False),
    "confidence": ((float, int), True),
    "reason": (str, True),
    "place": (str, True),
    "documents": (int, True),
    "stories": (int, True),
    "share": ((float, int), True),
    "first_seen": (date, True),
    "last_seen": (date, True),
    "examples": (list, True),
    "document_id": (str, True),
    "decided_by": (str, False),
    "decided_at": (datetime, False),
}
CLOSED: Final = {
    "decision": ("approved", "rejected"),
    "figures": ("same", "any"),
    "place": ("head", "foot"),
    "kind": tuple(RemovedKind),
}


class TemplateError(ValueError):
    """A template that cannot be used; the message names the file, the template and the remedy."""


def read_templates(folder: Path | None) -> tuple[DecidedTemplate, ...]:
    """All decisions in the folder's TOML files, in the order of their names; of two about one line the later one counts.

    Raises:
        TemplateError: a file is no TOML, a key is missing, unknown or of the wrong type, or two templates have one name.
    """
    if folder is None or not folder.is_dir():
        return ()
    found: dict[str, DecidedTemplate] = {}
    names: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")):
        for where, one in templates_in(file):
            name = one.template.name
            if names.setdefault(name, one.template_id) != one.template_id:
                raise TemplateError(f"{where}: another template has this name; choose a new one")
            found.pop(one.template_id, None)
            found[one.template_id] = one
    return tuple(found.values())


def approved(decided: Iterable[DecidedTemplate]) -> tuple[Template, ...]:
    """The templates among them that take lines out."""
    return tuple(one.template for one in decided if one.decision == "approved")


def templates_in(file: Path) -> Iterator[tuple[str, DecidedTemplate]]:
    """The decisions of one file, each with the words that name it in messages.

    Raises:
        TemplateError: it cannot be used.
    """
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(f"{file}: not TOML: {error}; mend it, or remove the file") from None
    if unknown := sorted(set(data) - {"template"}):
        raise TemplateError(
            f"{file}: unknown table {unknown[0]!r}; templates stand in [[template]]"
        )
    rows = data.get("template", [])
    if not isinstance(rows, list):
        raise TemplateError(f"{file}: templates stand in [[template]], in two brackets")
    for number, row in enumerate(rows, 1):
        where = f"{file}: template {number} ({row.get('name', 'without name')})"
        yield where, _template(where, row)


def _template(where: str, row: dict[str, Any]) -> DecidedTemplate:
    _check(where, row)
    template = Template(
        row["name"],
        row["source"],
        row["line"],
        row["kind"],
        row.get("figures", "same"),
        float(row.get("confidence", Template.__dataclass_fields__["confidence"].default)),
        row.get("reason", ""),
    )
    evidence = Evidence(
        row.get("place", "foot"),
        row.get("documents", 0),
        row.get("stories", 0),
        float(row.get("share", 0.0)),
        row.get("first_seen"),
        row.get("last_seen"),
        tuple(map(str, row.get("examples", ()))),
        row.get("document_id", ""),
    )
    return DecidedTemplate(
        template, evidence, row["decision"], row["decided_by"], row["decided_at"]
    )


def _check(where: str, row: dict[str, Any]) -> None:
    if unknown := sorted(set(row) - set(KEYS)):
        raise TemplateError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(KEYS)}")
    for key, (type_, is_optional) in KEYS.items():
        if key not in row:
            if not is_optional:
                raise TemplateError(f"{where}: {key} is missing; write it")
        elif not isinstance(row[key], type_) or isinstance(row[key], bool):
            raise TemplateError(f"{where}: {key} {row[key]!r} is of the wrong type")
        elif key in CLOSED and row[key] not in CLOSED[key]:
            raise TemplateError(
                f"{where}: {key} {row[key]!r} should be one of {', '.join(CLOSED[key])}"
            )
    for key in ("name", "source", "line"):
        if not row[key].strip() or "\n" in row[key]:
            raise TemplateError(f"{where}: {key} is blank, or more than one line; write one")
    if not 0 <= row.get("confidence", 1) <= 1:
        raise TemplateError(f"{where}: confidence {row['confidence']} is no share of 1")
