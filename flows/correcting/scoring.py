"""A project's corrections and the documents they are about in; how many of them the rules get right by themselves now, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kouan.corrections.applying import corrected
from kouan.model.batch import Batch, Source
from kouan.model.correction import Corrected, Correction, CorrectionState, Judged
from kouan.model.knowledge import Knowledge
from kouan.stages import process

if TYPE_CHECKING:
    from flows.settings import Settings

#: A document that the warehouse does not have, or no more.
UNREAD: Final = "unread"
TEXTS: Final = (Corrected.TEXT, Corrected.REMOVED)


@dataclass(frozen=True, slots=True)
class Share:
    """Corrections of one column, taken as labels: how many the rules say by themselves now."""

    table: str
    column: str
    corrections: int
    right: int
    #: The rules say a third thing.
    stale: int
    #: Their documents cannot be read.
    unread: int

    @property
    def share(self) -> float | None:
        """Right among those that could be looked at; None where there is none."""
        looked_at = self.corrections - self.unread
        return self.right / looked_at if looked_at else None


def learnt(settings: Settings) -> list[Share]:
    """What the rules have learnt of what people corrected, by table and column; entities are no matter of the rules.

    Raises:
        CorrectionError: a file of corrections cannot be used.
    """
    from flows.ingestion.state import knowledge_of

    knowledge = knowledge_of(settings.project)
    states = {one.correction_id: str(state) for one, state in judged(settings.home, knowledge)}
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in knowledge.corrections:
        if one.is_of_document:
            column = one.column or _of_whole_rows(one)
            counted[one.table.value, column][states.get(one.correction_id, UNREAD)] += 1
    return [
        Share(
            table,
            column,
            found.total(),
            found[CorrectionState.REDUNDANT],
            found[CorrectionState.STALE],
            found[UNREAD],
        )
        for (table, column), found in sorted(counted.items())
    ]


def _of_whole_rows(one: Correction) -> str:
    """What a correction without a column asks for."""
    if one.table is not Corrected.METRIC:
        return "the row" if one.table not in TEXTS else "-"
    return "missing" if one.is_addition else "no figure"


def judged(home: Path, knowledge: Knowledge) -> Iterator[Judged]:
    """Each correction that can be held against its document, judged by what the rules say there without any."""
    rules = knowledge.uncorrected()
    documents = dict.fromkeys(
        one.document_id for one in knowledge.corrections if one.is_of_document and one.document_id
    )
    for document_id in documents:
        batch = _document(home, document_id)
        if batch is None:
            continue
        (read,) = process(batch, rules).documents
        _, rows = corrected(document_id, read.cleaned, read.stories, knowledge)
        yield from rows
        if _are_of_text(knowledge.corrections_of(document_id)):
            yield from process(batch, knowledge).documents[0].cleaned.corrections


def _are_of_text(corrections: Iterable[Correction]) -> bool:
    return any(one.table in TEXTS for one in corrections)


def _document(home: Path, document_id: str) -> Batch | None:
    """A document as it was read, from the part that keeps its bytes; None without."""
    from warehouse.connection import WarehouseError
    from warehouse.packs import read_pack
    from warehouse.provenance.correctable import document_named
    from warehouse.quarantine.held_rows import told_of

    try:
        told = told_of(home, document_id)
        if told is None:
            return None
        raw = read_pack(home, told.part, document_id).raw
        _, place = document_named(home, document_id)
    except WarehouseError:
        return None
    source = Source(place, told.url, told.crawled_at, told.source, told.read_as, told.found_in)
    return Batch.of([(source, raw)])
