"""A profile in; which tables and columns a copy of the warehouse holds by it out.

facts: no text but sentences and titles. text: blocks, what was removed, and search too. full: the ledger
too, as the table `edit_pass` and the view `edit`. Tables left out stand there empty, so that every question
can be asked of every copy.
"""

from __future__ import annotations

from typing import Final, Literal

Profile = Literal["facts", "text", "full"]

#: What facts leave out: tables whole, or single columns, which then stand empty.
WITHOUT_TEXT: Final[dict[str, tuple[str, ...]]] = {
    "block": (),
    "contextual_edit": (),
    "duplicate": ("difference",),
    "quarantine": ("evidence",),
    "removed": ("text",),
    "suspicion": (),
    "bigram": (),
    "bigram_segment": (),
    "indexed_article": (),
    "text_signature": (),
}


def selection(table: str, profile: Profile) -> str | None:
    """The list of columns to select of a table for a profile; None where the table is left out.

    >>> selection("metric", "facts"), selection("removed", "facts"), selection("block", "facts")
    ('*', "* REPLACE ('' AS text)", None)
    """
    if table == "profile":
        return None
    if profile != "facts" or table not in WITHOUT_TEXT:
        return "*"
    emptied = WITHOUT_TEXT[table]
    if not emptied:
        return None
    columns = ", ".join(f"'' AS {column}" for column in emptied)
    return f"* REPLACE ({columns})"
