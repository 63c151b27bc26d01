"""Rows of the quarantine and what is asked of them in; those that fit, groups with examples, samples out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, Final

from flows.location import SettingsError
from flows.sources import source_of
from warehouse.records import SourceRecord

Row = dict[str, Any]

#: What rows can be chosen and grouped by.
FIELDS: Final = ("level", "reason", "source", "location", "status")
#: States of rows, those that a person still has to look at first.
STATUSES: Final = ("held", "failed", "flagged", "waived", "discarded", "released", "replaced")
#: Examples under each group.
EXAMPLES: Final = 3
#: How a source is called that no row of sources.csv names.
NO_SOURCE: Final = "(none)"


def parsed(where: Sequence[str]) -> dict[str, str]:
    """Conditions as field and pattern, from `reason=budget,location=inbox/a/*`.

    Raises:
        SettingsError: one has no equals sign, or there is no such field.
    """
    found: dict[str, str] = {}
    for part in (part for one in where for part in one.split(",")):
        name, equals, pattern = part.strip().partition("=")
        if not equals or not pattern.strip() or name.strip() not in FIELDS:
            raise SettingsError(
                f"--where {part}: write {', '.join(f'{field}=…' for field in FIELDS)}; * and ? stand for anything"
            )
        found[name.strip()] = pattern.strip()
    if "status" in found and not any(fnmatchcase(one, found["status"]) for one in STATUSES):
        raise SettingsError(
            f"--where status={found['status']}: there is no such status; choose of {', '.join(STATUSES)}"
        )
    return found


def fields_of(by: str) -> tuple[str, ...]:
    """Fields to group by, from `source,reason`.

    Raises:
        SettingsError: there is no such field.
    """
    fields = tuple(part.strip() for part in by.split(",") if part.strip())
    for field in fields:
        if field not in FIELDS:
            raise SettingsError(f"--by {field}: choose of {', '.join(FIELDS)}")
    return fields


def with_sources(rows: Iterable[Row], sources: Sequence[SourceRecord]) -> list[Row]:
    """Rows with their source named, also where the warehouse does not know it."""
    return [
        {**row, "source": row["source"] or source_of(row["location"], sources) or NO_SOURCE}
        for row in rows
    ]


def chosen(rows: Iterable[Row], where: Mapping[str, str]) -> list[Row]:
    """The rows that fit every condition."""
    return [
        row
        for row in rows
        if all(fnmatchcase(str(row[field]), pattern) for field, pattern in where.items())
    ]


def sampled(rows: Sequence[Row], number: int, seed: int) -> list[Row]:
    """So many rows drawn by chance, the same for the same seed, whatever else waits beside them."""

    def drawn(row: Row) -> bytes:
        return hashlib.blake2b(f"{seed} {row['quarantine_id']}".encode(), digest_size=8).digest()

    picked = {row["quarantine_id"] for row in sorted(rows, key=drawn)[:number]}
    return [row for row in rows if row["quarantine_id"] in picked]


def grouped(rows: Sequence[Row], fields: Sequence[str]) -> list[Row]:
    """Groups by these fields, the largest first, each with its number and its first examples."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(str(row[field]) for field in fields), []).append(row)
    made = [
        {
            **dict(zip(fields, key, strict=True)),
            "number": len(some),
            "documents": len({row["document_id"] or row["location"] for row in some}),
            "examples": some[:EXAMPLES],
        }
        for key, some in groups.items()
    ]
    return sorted(made, key=lambda group: (-group["number"], *(group[field] for field in fields)))


def next_step(row: Row, attempts: int) -> str:
    """What happens to a row without anybody doing anything."""
    if row["status"] == "flagged":
        return "published with its damage; the facts of the damaged stretch are withheld"
    if row["status"] not in ("held", "failed"):
        return ""
    if row["vanished_at"]:
        return f"not found any more since {row['vanished_at']:%Y-%m-%d %H:%M} UTC: a replay reads the bytes that are kept"
    if row["level"] == "input":
        return "looked at again by every run"
    if row["reason"] == "budget":
        return "comes back when its source is within its budget again"
    if row["level"] == "document" and row["attempts_in_state"] >= attempts:
        return f"not tried again by itself: {row['attempts_in_state']} attempts in the same state ended the same way"
    return "tried again when words, rules or the version change"
