"""A project's corrections in; which concern which document, and whether the warehouse was told of them as they are today, out."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from flows.ingestion.replacing import replacing
from flows.ingestion.state import signed
from kouan.corrections import read_corrections
from kouan.model.correction import Correction
from kouan.model.knowledge import digest_of

FOLDER: Final = "corrections"
#: Digest of the corrections as the last publication was told them.
TOLD: Final = "corrections.told"

#: Of each document that is corrected, the ids of its corrections in their order.
Own = Mapping[str, tuple[str, ...]]


def listing(project: Path) -> tuple[Correction, ...]:
    """All that the project's files say, read once and again when one of them has changed.

    Raises:
        CorrectionError: a file cannot be used.
    """
    folder = project / FOLDER
    return _read(folder, signed([os.fspath(folder)])[0])


@lru_cache(maxsize=2)
def _read(folder: Path, signature: str) -> tuple[Correction, ...]:
    del signature
    return read_corrections(folder)


def own_corrections(project: Path) -> Own:
    """What each document is read with besides the knowledge for all.

    Raises:
        CorrectionError: a file cannot be used.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for one in listing(project):
        if one.is_of_document:
            found[one.document_id or ""].append(one.correction_id)
    return {document: tuple(sorted(ids)) for document, ids in sorted(found.items())}


def are_news(project: Path, home: Path) -> bool:
    """Whether the corrections are not those that the last publication was told of, whichever documents they concern."""
    now = _digest(listing(project))
    try:
        return (home / TOLD).read_text("ascii").strip() != now
    except OSError:
        return now != _digest(())


def keep_told(home: Path, corrections: Iterable[Correction]) -> None:
    """Remember the corrections that a publication was told of."""
    with replacing(home / TOLD) as file:
        file.write(f"{_digest(corrections)}\n".encode("ascii"))


def _digest(corrections: Iterable[Correction]) -> str:
    return digest_of(*map(repr, corrections))
