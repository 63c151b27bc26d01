"""Knowledge in, a file by the state it makes out, and back: what documents were read with, to compare with today's."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from flows.ingestion.state import versions
from kouan.model.knowledge import Knowledge, Phrase, Template

FOLDER: Final = "knowledge"
#: So many states are kept; a document of an older one is read again.
KEPT: Final = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """Knowledge as rows that can be compared, with the digests of what cannot."""

    versions: Mapping[str, str]
    model: str
    rules: Mapping[str, str]
    phrases: tuple[Phrase, ...]
    lexicons: Mapping[str, tuple[Mapping[str, str], ...]]
    templates: tuple[Template, ...] = ()


def kept_of(knowledge: Knowledge, project: Path) -> Kept:
    """What is kept of a project's knowledge."""
    rules = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((project / "rules").glob("*.py"))
    }
    return Kept(
        versions(),
        knowledge.model.digest,
        rules,
        knowledge.phrases,
        knowledge.lexicons,
        knowledge.templates,
    )


def is_kept(home: Path, state: str) -> bool:
    """Whether the knowledge of a state is kept."""
    return (home / FOLDER / f"{state}.json.gz").is_file()


def keep(home: Path, state: str, kept: Kept) -> None:
    """Write it down under its state; the oldest go."""
    folder = home / FOLDER
    place = folder / f"{state}.json.gz"
    folder.mkdir(parents=True, exist_ok=True)
    said = json.dumps(
        {
            "versions": dict(kept.versions),
            "model": kept.model,
            "rules": dict(kept.rules),
            "phrases": [asdict(phrase) for phrase in kept.phrases],
            "templates": [asdict(template) for template in kept.templates],
            "lexicons": {name: [dict(row) for row in rows] for name, rows in kept.lexicons.items()},
        },
        ensure_ascii=False,
    )
    draft = folder / f".{state}.{os.getpid()}"
    draft.write_bytes(gzip.compress(said.encode("utf-8", "surrogatepass"), 6, mtime=0))
    draft.replace(place)
    older = sorted(folder.glob("*.json.gz"), key=lambda path: path.stat().st_mtime_ns)
    for path in older[:-KEPT]:
        path.unlink(missing_ok=True)


def kept_in(home: Path, state: str) -> Kept | None:
    """The knowledge of a state; None where it was not kept, or cannot be read."""
    try:
        raw = gzip.decompress((home / FOLDER / f"{state}.json.gz").read_bytes())
        said: dict[str, Any] = json.loads(raw.decode("utf-8", "surrogatepass"))
        return Kept(
            said["versions"],
            said["model"],
            said["rules"],
            tuple(Phrase(**phrase) for phrase in said["phrases"]),
            {name: tuple(rows) for name, rows in said["lexicons"].items()},
            tuple(Template(**template) for template in said.get("templates", ())),
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError):
        return None
