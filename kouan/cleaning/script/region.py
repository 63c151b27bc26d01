"""A document in Traditional script in, the region whose standard it follows out."""

from __future__ import annotations

from collections.abc import Mapping

from kouan.cleaning.script.tables import Region, base, regional
from kouan.model.knowledge import Knowledge
from kouan.model.view import BatchView


def region_of(view: BatchView, document: int) -> Region:
    """Taiwan or Hong Kong by characters that only their standards have, else by their words; the mainland where neither leads.

    Asked only where a document holds a character that the profiles convert differently, so words are looked
    for one by one.
    """
    text = view.document_text(document)
    for signs in view.knowledge.made(_signs):
        votes = {region: sum(text.count(sign) for sign in own) for region, own in signs.items()}
        first, second = sorted(Region, key=lambda region: -votes[region])[:2]
        if votes[first] > votes[second]:
            return first
    return Region.MAINLAND


def _signs(knowledge: Knowledge) -> tuple[Mapping[Region, tuple[str, ...]], ...]:
    """Characters of each region, then words."""
    special = regional()
    standard = base()[1]
    # what t2s converts too (顎) is common to all regions
    own = {
        region: tuple(chr(code) for code in special[region] if not standard[code])
        for region in Region
    }
    rows = knowledge.rows("script_region")
    words = {
        region: tuple(row["surface"] for row in rows if row["region"] == region.name.lower())
        for region in Region
    }
    return own, words
