"""The mentions of a passage in, the same out, what an article names without its place elsewhere apart from it: 礼县 + 东城小学."""

from __future__ import annotations

from kouan.extraction.names.listed import NameHit
from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.facts import EntityType

#: What a place in front of a body is, that may be told apart from it, and how long a body's name then is.
LEVELS = ("country", "province", "prefecture", "county")
SHORTEST_PARTED = 4
FIRMS = ("集团", "公司")


def parted(passage: Passage, resolved: list[Candidate]) -> list[Candidate]:
    """礼县 + 东城小学: what the article names without its place elsewhere is named apart from it."""
    bodies = {
        passage.text[one.start : one.end]
        for one in resolved
        if one.type is EntityType.ORGANIZATION and one.name is None
    }
    parted = []
    for one in resolved:
        place = passage.hit_at(one.start) if one.type is EntityType.ORGANIZATION else None
        if (
            place is not None
            and one.name is None
            and place.name.level in LEVELS
            and not place.name.weak
            and one.end - place.end >= SHORTEST_PARTED
            and (passage.text[place.end : one.end] in bodies or _is_foreign(passage, place, one))
        ):
            parted.append(Candidate(place.start, place.end, EntityType.PLACE, 0.9))
            parted.append(one._replace(start=place.end))
        else:
            parted.append(one)
    return parted


def _is_foreign(passage: Passage, country: NameHit, firm: Candidate) -> bool:
    """德国 + 凯傲集团: a firm that has a proper name is named apart from its country."""
    if country.name.level != "country" or country.surface == "中国":
        return False
    listed = passage.hit_at(country.end)
    if listed is not None and listed.end == firm.end:
        return listed.name.type is EntityType.ORGANIZATION and not listed.surface.isascii()
    if not passage.text.endswith(FIRMS, country.end, firm.end):
        return False
    if listed is not None:
        return listed.name.type is EntityType.ORGANIZATION
    number = passage.words.starting.get(country.end)
    return number is not None and passage.words.tags[number].startswith(("nr", "nz", "nt"))
