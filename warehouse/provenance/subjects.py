"""A row of table metric in, its subject with where the article says it out, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

#: The words for each `subject_basis`.
_WHERE: Final = {
    "clause": "said in its clause",
    "sentence": "said in its sentence",
    "paragraph": "said before it",
    "article": "whom the whole article is about",
}


def subject_of_figure(row: Mapping[str, Any]) -> str:
    """The subject and where it is said; empty where nothing says whom the figure is about.

    >>> subject_of_figure({"subject": "湛江", "subject_basis": "clause"}), subject_of_figure({"subject": None})
    ('湛江 (said in its clause)', '')
    """
    name, where = row["subject"] or "", _WHERE.get(row.get("subject_basis") or "", "")
    return f"{name} ({where})" if name and where else name
