"""Corrections of texts and of entities in; those that cannot hold together are refused, with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kouan.corrections.cells import CorrectionError
from kouan.model.correction import Corrected, Correction
from kouan.model.entity_correction import ALIASED, entity_corrections

_OF_TEXT = (Corrected.TEXT, Corrected.REMOVED)


def refuse_overlaps(corrections: Iterable[Correction]) -> None:
    """Let no two texts, and no two stretches of page, of one document overlap; a text may stand in such a stretch.

    Raises:
        CorrectionError: two do; the message names both lines.
    """
    spans = sorted(
        (
            (one, (one.table.value, one.document_id or "", *one.raw))
            for one in corrections
            if one.table in _OF_TEXT and one.raw is not None
        ),
        key=lambda pair: pair[1],
    )
    for (before, (*home, _, end)), (one, (*same, start, _)) in pairwise(spans):
        if home == same and start < end:
            raise CorrectionError(
                f"{_where(one)}: bytes {start}-{one.raw_end} overlap those of {_where(before)}"
                f" ({before.raw_start}-{before.raw_end}); write one correction for both"
            )


def refuse_tangled_entities(corrections: Iterable[Correction]) -> None:
    """Let every entity be put for another in one step, whatever the order of the lines.

    Raises:
        CorrectionError: one is put for itself, or for one that is merged into a third; or an alias is none.
    """
    mine = list(entity_corrections(corrections))
    merged = {one.seen: one for one in mine if one.is_merge}
    for one in mine:
        where, column = _where(one.correction), one.correction.column
        said = one.seen.name and one.new.name
        if not said or (column is None) != (one.alias is None) or ALIASED in one.new.name:
            raise CorrectionError(
                f"{where}: with column alias, seen is type:name|alias and new type:name;"
                " without it, both are type:name"
            )
        if one.seen == one.new:
            raise CorrectionError(f"{where}: {one.new} is put for itself; write another into new")
        if (other := merged.get(one.new)) is not None:
            remedy = (
                "they are merged into each other; remove one of the lines"
                if other.new == one.seen
                else f"write '{other.new}' into new, which it is merged into"
            )
            raise CorrectionError(
                f"{where}: '{one.new}' is merged at {_where(other.correction)}; {remedy}"
            )


def _where(one: Correction) -> str:
    return one.where if one.file else "the new correction"
