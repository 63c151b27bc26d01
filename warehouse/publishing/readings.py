"""The rows of one table of a part in; whether all of them are to be kept out, as is so wherever a document is read once."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

#: What tells rows apart that belong to no document, or are one.
_UNIQUE: Final = {
    "document": ("document_id",),
    "entity": ("entity_id",),
    "entity_alias": ("entity_id", "alias"),
    "indicator": ("indicator_id",),
}

#: Up to so many rows of a table of a single part are looked through here.
SEEN_THROUGH: Final = 1_000


def is_of_one_reading(name: str, incoming: pa.Table, ids: dict[str, set[str]]) -> bool:
    """Whether a few rows are all to be kept: none stands there twice, and what it belongs to is there.

    Notes in `ids` the documents and articles that are all kept; to ask the database takes longer than to load them.
    """
    if incoming.num_rows > SEEN_THROUGH:
        return False
    if (key := _UNIQUE.get(name)) is not None:
        rows = list(zip(*(incoming[column].to_pylist() for column in key), strict=True))
        is_kept = len(set(rows)) == len(rows)
    else:
        owner, column = (
            ("article", "article_id") if name == "block" else ("document", "document_id")
        )
        is_kept = set(incoming[column].to_pylist()) <= ids.get(owner, set())
    if is_kept and name in ("document", "article"):
        ids[name] = set(incoming[f"{name}_id"].to_pylist())
    return is_kept
