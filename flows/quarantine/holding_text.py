"""A row of the quarantine in; what would mend it, and the text it is about, line by line, out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

#: Lines and characters of a document that are shown.
LINES: Final = 8
WIDE: Final = 160
#: Bytes shown of a document that is no text.
BYTES: Final = 48


def remedy_of(row: Mapping[str, Any]) -> str:
    """What would be right to do about a reason, in a sentence."""
    from flows.reporting.wording import labels

    remedies = labels()["remedy"]
    return remedies.get(row["reason"], remedies["other"])[0]


def context_of(home: Path, row: Mapping[str, Any]) -> list[str]:
    """The beginning of a held document; empty for what is less than one, whose evidence is the text around it.

    Empty too where nothing is kept of the document.
    """
    if row["level"] != "document":
        return []
    from warehouse.connection import WarehouseError
    from warehouse.packs import read_pack
    from warehouse.quarantine.held_rows import part_of

    part = part_of(home, row["document_id"])
    if part is None:
        return []
    try:
        raw, ledger, clean = read_pack(home, part, row["document_id"])
    except WarehouseError as error:
        return [str(error)]
    decoded = ledger.decoded(clean)
    lines = [line.strip()[:WIDE] for line in decoded.splitlines() if line.strip()][:LINES]
    if row["reason"] in ("undecodable", "unsupported_encoding", "empty") or not lines:
        lines = [f"first bytes: {raw[:BYTES].hex(' ')}" if raw else "the file is empty", *lines]
    return lines
