"""Corrections and what we know in; those that name a unit or an indicator that nobody knows are refused."""

from __future__ import annotations

from kouan.corrections.cells import CorrectionError
from kouan.extraction.amounts.units import UnitTable, base_named
from kouan.model.correction import Corrected, Correction
from kouan.model.knowledge import Knowledge


def refuse_unknown_words(knowledge: Knowledge) -> None:
    """Let every corrected unit be one that has a base, and every indicator one that is defined.

    Raises:
        CorrectionError: one is not; the message names file, line and where to add it.
    """
    for one in knowledge.corrections:
        if one.table is Corrected.METRIC and one.new is not None:
            _check(one, one.new, knowledge)


def _check(one: Correction, new: str, knowledge: Knowledge) -> None:
    unit = new.partition(" ")[2] if one.column is None else new
    if one.column in (None, "unit") and base_named(unit, knowledge.made(UnitTable)) is None:
        raise CorrectionError(
            f"{one.where}: new: no lexicon has the unit {unit!r}; "
            "write it as other figures do, or add it to lexicons/unit.csv or counter.csv"
        )
    if one.column == "indicator_id" and new not in knowledge.column("indicator", "indicator_id"):
        raise CorrectionError(
            f"{one.where}: new: no indicator has the id {new!r}; "
            "correct indicator_raw, or add it to lexicons/indicator.csv"
        )
