"""A place as an article names it in, the one name that it has in all documents out: 江苏 and 江苏省 are one entity."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from kouan.lexicons.reader import read_lexicon
from kouan.model.facts import Entity, EntityType

_COUNTRY: Final = "country"


def one_name(entity: Entity) -> str:
    """The full name of a division that is known by a part of it alone (江苏 → 江苏省), the short one of a country.

    A name that is short for several (朝阳) stays as it is, since the gazetteers then know it for none; so do names
    that only mean the same (羊城). 中国 is what texts call the country that they hardly ever name in full, and what 我国 is read as.

    >>> from kouan.model.facts import Known
    >>> one_name(Entity("江苏", EntityType.PLACE, (), Known("江苏省")))
    '江苏省'
    >>> one_name(Entity("中华人民共和国", EntityType.PLACE, (), Known("中华人民共和国")))
    '中国'
    """
    known = entity.known
    if entity.type is not EntityType.PLACE or known is None:
        return entity.name
    short = _countries().get(known.name)
    if short is not None:
        return short if entity.name in (short, known.name) else entity.name
    return known.name if known.name.startswith(entity.name) else entity.name


@cache
def _countries() -> dict[str, str]:
    """The short name of each country by its full one."""
    rows = read_lexicon(files("kouan.lexicons").joinpath(f"{_COUNTRY}.csv"))
    return {
        row["surface"]: row["short"]
        for row in rows
        if row["level"] == _COUNTRY and row["surface"] != row["short"]
    }
