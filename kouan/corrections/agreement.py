"""Corrections of texts and of entities in; those that cannot hold together are refused, with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from kouan.corrections.cells import CorrectionError
from kouan.model.correction import Corrected, Correction

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
                f"{one.where}: bytes {start}-{one.raw_end} overlap those of {before.where}"
                f" ({before.raw_start}-{before.raw_end}); write one correction for both"
            )


def refuse_tangled_entities(corrections: Iterable[Correction]) -> None:
    """Let every entity be put for another in one step, whatever the order of the lines.

    Raises:
        CorrectionError: one is put for itself, or for one that is merged into a third; or an alias is none.
    """
    mine = [one for one in corrections if one.table is Corrected.ENTITY]
    merged = {one.seen: one for one in mine if is_merge(one)}
    for one in mine:
        seen, alias, new = *parts_of(one.seen), one.new
        if (one.column is not None) != bool(alias) or "|" in (new or ""):
            raise CorrectionError(
                f"{one.where}: with column alias, seen is type:name|alias and new type:name;"
                " without it, both are type:name"
            )
        if seen == new:
            raise CorrectionError(
                f"{one.where}: {new} is put for itself; name another entity in new"
            )
        if (other := merged.get(new)) is not None:
            remedy = (
                "they are merged into each other; remove one of the lines"
                if other.new == seen
                else f"write {other.new!r} into new, which it is merged into"
            )
            raise CorrectionError(f"{one.where}: {new!r} is merged at {other.where}; {remedy}")


def is_merge(one: Correction) -> bool:
    """Whether a correction of an entity concerns all its mentions."""
    return one.column is None and one.document_id is None


def parts_of(seen: str | None) -> tuple[str, str]:
    """Type and name of an entity, and the alias behind a stroke or nothing."""
    entity, _, alias = (seen or "").partition("|")
    return entity, alias
