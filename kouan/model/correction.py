"""What a person says of a row or a stretch of text: what the rules saw there, what is right, why, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kouan.model.identity import said
from kouan.model.knowledge import Knowledge, digest_of


class Corrected(StrEnum):
    """What is corrected: a row of a table, or the text itself."""

    METRIC = "metric"
    MENTION = "mention"
    POSITION = "position"
    ENTITY = "entity"
    #: A stretch that was taken for page and is text.
    REMOVED = "removed"
    TEXT = "text"


class CorrectionState(StrEnum):
    """What a correction does to what the rules say now."""

    #: It changes the row.
    ACTIVE = "active"
    #: The rules say the same.
    REDUNDANT = "redundant"
    #: The rules say a third thing: it is not applied, and listed.
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of `corrections/*.csv`.

    The place is a document with the `fact_key` of a figure or a span of raw bytes; an entity is named by `seen` alone. `column` is
    None where the whole row is meant: without `new` it is dropped, without `seen` it is added. With a column, None in
    `seen` or `new` means "not stated". The texts of numbers and periods are those that their column would print.
    """

    table: Corrected
    column: str | None
    seen: str | None
    new: str | None
    reason: str
    author: str
    made_on: date
    fact_key: str | None = None
    document_id: str | None = None
    raw_start: int | None = None
    raw_end: int | None = None
    evidence: str | None = None
    #: Below `corrections/`.
    file: str = ""
    #: The first of its row, from 1.
    line: int = 0

    @property
    def correction_id(self) -> str:
        """Digest of what is corrected and how; reason, author and place in the files do not count."""
        return digest_of(*self.target, said(self.new))

    @property
    def target(self) -> tuple[str, ...]:
        """What is corrected: two corrections with one target and different `new` contradict each other."""
        return (*self.row, said(self.column), said(self.seen))

    @property
    def row(self) -> tuple[str, ...]:
        """The table and the place in it; a fact is its key, however the place was given."""
        if self.fact_key is not None:
            return self.table.value, self.fact_key
        span = (None if self.raw is None else str(edge) for edge in self.raw or (0, 0))
        return self.table.value, said(self.document_id), *map(said, span)

    @property
    def raw(self) -> tuple[int, int] | None:
        """The span of raw bytes; None where a key or a name says the place."""
        if self.raw_start is None or self.raw_end is None:
            return None
        return self.raw_start, self.raw_end

    @property
    def is_drop(self) -> bool:
        """True when the row should not be there."""
        return self.column is None and self.new is None

    @property
    def is_addition(self) -> bool:
        """True when the row is missing."""
        return self.column is None and self.seen is None and self.new is not None

    @property
    def is_of_document(self) -> bool:
        """True when the road applies it while it reads its document; entities are put right where all of them are known."""
        return self.document_id is not None and self.table is not Corrected.ENTITY

    @property
    def where(self) -> str:
        """File and line, as messages name them."""
        return f"{self.file}:{self.line}"


class Judged(NamedTuple):
    """A correction with what it does to the rows of its document."""

    correction: Correction
    state: CorrectionState


def correction_ids(document_id: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The ids of what is said of one document, in their order: what it was read with besides the knowledge for all."""
    mine = knowledge.corrections_of(document_id)
    return tuple(sorted(one.correction_id for one in mine if one.is_of_document))
