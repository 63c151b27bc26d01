"""Decisions about lines of page frames in, a project's `templates/` with them out: one TOML file a source, to be read by people."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from kouan.cleaning.templates.reader import read_templates, templates_in
from kouan.model.template import DecidedTemplate

HEAD: Final = """\
# Lines that frame the pages of a source, as somebody decided about them: approved ones are taken out of its documents,
# rejected ones are not proposed again. Of two decisions about one line the later one counts.
"""
SLUG: Final = re.compile(r"[^\w.-]+")


def write_decided(folder: Path, decided: Iterable[DecidedTemplate]) -> list[Path]:
    """Add decisions behind what the files say; the files that were written. A kill leaves an old file or a new one.

    Raises:
        TemplateError: what lies there already cannot be used.
    """
    places = _places(folder)
    added: dict[Path, list[DecidedTemplate]] = {}
    for one in decided:
        default = folder / f"{slug_of(one.template.source)}.toml"
        added.setdefault(places.get(one.template_id, default), []).append(one)
    folder.mkdir(parents=True, exist_ok=True)
    for path, some in added.items():
        before = path.read_text("utf-8") if path.is_file() else HEAD
        blocks = "".join(f"\n{as_toml(one)}" for one in some)
        draft = path.with_name(f".{path.name}.{os.getpid()}.new")
        draft.write_text(f"{before.rstrip()}\n{blocks}", "utf-8")
        draft.replace(path)
    return sorted(added)


def _places(folder: Path) -> dict[str, Path]:
    """Where each line is decided about now: a person may have moved it to another file."""
    read_templates(folder)
    return {
        one.template_id: file
        for file in sorted(folder.glob("*.toml"))
        for _, one in templates_in(file)
    }


def slug_of(site: str) -> str:
    """The name of the file that holds a source's decisions.

    >>> slug_of("www.a.cn"), slug_of("inbox/海关/*"), slug_of(".")
    ('www.a.cn', 'inbox-海关', 'project')
    """
    return SLUG.sub("-", site).strip("-.") or "project"


def as_toml(one: DecidedTemplate) -> str:
    """A decision as a block of TOML, what decides first, its evidence behind it.

    Examples stand there only where they differ from the line.
    """
    template, evidence = one.template, one.evidence
    examples = [line for line in evidence.examples if line != template.line]
    said: dict[str, Any] = {
        "name": template.name,
        "decision": one.decision,
        "source": template.source,
        "line": template.line,
        "figures": template.figures,
        "kind": str(template.kind),
        "confidence": template.confidence,
        "reason": template.reason or None,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "place": evidence.place,
        "documents": evidence.documents,
        "stories": evidence.stories,
        "share": evidence.share,
        "first_seen": evidence.first_seen,
        "last_seen": evidence.last_seen,
        "examples": examples or None,
        "document_id": evidence.document_id or None,
    }
    lines = [f"{key} = {_value(value)}" for key, value in said.items() if value is not None]
    return "\n".join(["[[template]]", *lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    # what JSON escapes TOML escapes alike, but for one control character
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
