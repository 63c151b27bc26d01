"""A correction of text and the bytes of its document in; what it makes of the clean text, line by line, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from flows.correcting.rows import Change
from flows.correcting.writing import refuse_second
from kouan.corrections import CorrectionError
from kouan.corrections.agreement import refuse_overlaps
from kouan.model.correction import Correction, CorrectionState
from kouan.model.knowledge import Knowledge


def tried(home: Path, one: Correction, knowledge: Knowledge) -> tuple[list[Change], str]:
    """Clean the document without the correction and with it; the lines that differ, and where the document lies.

    Raises:
        CorrectionError: it changes nothing, since the rules make something else of that place, or the same; or another
            correction says something of that place already.
    """
    refuse_second(one, knowledge.corrections)
    refuse_overlaps((*knowledge.corrections, one))
    from kouan.cleaning.mending import corrections_of
    from kouan.cleaning.pipeline import clean_batch
    from kouan.model.batch import Batch, Source
    from kouan.reading.forms import decode_batch
    from warehouse.packs import document_ledger
    from warehouse.provenance.entities import row_named

    document_id = one.document_id or ""
    row = row_named(home, f"document:{document_id}").row
    places = row["locations"] or [document_id]
    source = Source(
        places[0], row["url"], None, row["source"], row["read_as"] or "", row["found_in"] or ""
    )
    batch = Batch.of([(source, document_ledger(home, document_id).raw)])
    others = corrections_of([document_id], knowledge).get(0, ())
    before, after = (
        clean_batch(decode_batch(batch, knowledge), knowledge, [source.site], {0: some})[0]
        for some in (others, (*others, one))
    )
    (state,) = {state for met, state in after.corrections if met == one}
    if state is not CorrectionState.ACTIVE:
        said = (
            "the rules say so already"
            if state is CorrectionState.REDUNDANT
            else "the rules of today make something else of this place; run `kouan run` and look again"
        )
        raise CorrectionError(f"nothing would change: {said}")
    return list(_changed(before.clean.splitlines(), after.clean.splitlines())), places[0]


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """The lines that gave way, and what stands in their place."""
    for what, first, last, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if what != "equal":
            old, new = "\n".join(before[first:last]), "\n".join(after[start:end])
            yield Change("text", old.strip() or None, new.strip() or None)
