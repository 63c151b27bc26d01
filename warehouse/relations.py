"""The catalog in, which columns lead to which tables out.

The database declares no foreign keys: versions of articles are closed and documents rewritten row by row,
which DuckDB's foreign keys forbid. The checks find what leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from warehouse.catalog import tables

#: What a column of this name names: table and column. Where no run or document is meant, see `_LOOSE`.
_NAMES: Final = {
    **{
        f"{name}_id": (name, f"{name}_id")
        for name in ("document", "run", "entity", "indicator", "observation")
    },
    **dict.fromkeys(
        ("subject_id", "person_id", "organization_id", "place_id", "partner_id", "reported_by_id"),
        ("entity", "entity_id"),
    ),
    "article_id": ("article", "article_id"),
    "metric_id": ("metric", "metric_id"),
    "fact_key": ("metric", "fact_key"),
    "of_metric": ("metric", "fact_key"),
    "first_run_id": ("run", "run_id"),
    "example_document_id": ("document", "document_id"),
    "release_name": ("release", "release_name"),
    "source": ("source", "pattern"),
    "state_digest": ("state", "state_digest"),
}
#: Tables whose rows outlive what they name, or name it by several kinds of key.
_LOOSE: Final = {"quarantine", "quality_failure", "correction", "review"}


@dataclass(frozen=True, slots=True)
class Relation:
    """Columns of one table that name a row of another; a null names none."""

    table: str
    columns: tuple[str, ...]
    other: str
    other_columns: tuple[str, ...]


@cache
def relations() -> tuple[Relation, ...]:
    """Every relation between tables, in the order of the catalog."""
    return tuple(relation for name in tables() for relation in _of(name))


def _of(name: str) -> Iterator[Relation]:
    table = tables()[name]
    if table.is_view or name in _LOOSE:
        return
    names = {column.name for column in table.columns}
    if {"article_id", "valid_from"} <= names and name != "article":
        pair = ("article_id", "valid_from")
        yield Relation(name, pair, "article", pair)
    for column in table.columns:
        other, key = _NAMES.get(column.name, ("", ""))
        is_told = other == "article" and "valid_from" in names
        if other and other != name and not is_told:
            yield Relation(name, (column.name,), other, (key,))
