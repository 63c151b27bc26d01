"""A subject and an indicator as somebody types them in; what they mean in the warehouse, or what comes near, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flows.terminal.finding import simplified
from warehouse.series.naming import entities_bearing, indicators_named, subjects

if TYPE_CHECKING:
    from warehouse.pages import Connection

#: Names that are offered where nothing bears the one that was typed.
OFFERED: Final = 5
#: How alike, out of 100, a name has to be to be offered.
_ALIKE: Final = 50


@dataclass(frozen=True, slots=True)
class Meant:
    """The entities and names that a typed name stands for, or the names that come near it."""

    typed: str
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def subject_meant(db: Connection, typed: str) -> Meant:
    """Everything that bears the name and has a series; else the names that come near."""
    name = simplified(typed.strip())
    ids, names = entities_bearing(db, name)
    known = subjects(db)
    if set(names) & set(known) or ids:
        return Meant(name, ids, names)
    return Meant(name, near=nearest(name, known))


def names_meant(db: Connection, typed: Iterable[str]) -> tuple[str, ...]:
    """All names of what bears one of these, that one included."""
    named = (entities_bearing(db, simplified(one.strip()))[1] for one in typed)
    return tuple(dict.fromkeys(name for names in named for name in names))


def indicators_meant(db: Connection, typed: str) -> Meant:
    """The indicators with this id or name; else the names that come near."""
    asked = simplified(typed.strip()).casefold()
    named = indicators_named(db)
    ids = tuple(
        id_ for id_, names in named.items() if asked in (id_, *(name.casefold() for name in names))
    )
    if ids:
        return Meant(asked, ids, tuple(named[id_][0] for id_ in ids))
    every = [name for id_, names in named.items() for name in (id_, *names)]
    return Meant(asked, near=nearest(asked, every))


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names most like one, best first; of equally good ones the first."""
    from rapidfuzz import fuzz, process

    choices: Sequence[str] = tuple(dict.fromkeys(known))
    found = process.extract(name, choices, scorer=fuzz.WRatio, limit=OFFERED, score_cutoff=_ALIKE)
    return tuple(choice for choice, _, _ in found)
