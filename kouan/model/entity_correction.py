"""Corrections in; those that put one entity for another out, each with the ids of both and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Self

from kouan.model.correction import Corrected, Correction
from kouan.model.identity import entity_id

#: Between type and name of an entity, and before one of the names it is met under.
TYPED: Final = ":"
ALIASED: Final = "|"


@dataclass(frozen=True, slots=True)
class Named:
    """An entity by its type and canonical name."""

    type: str
    name: str

    @classmethod
    def of(cls, cell: str) -> Self:
        """An entity as a correction writes it.

        >>> Named.of("port:湛江港")
        Named(type='port', name='湛江港')
        """
        type_, _, name = cell.partition(TYPED)
        return cls(type_, name)

    @property
    def entity_id(self) -> str:
        """Its key in table entity."""
        return entity_id(self.type, self.name)

    def __str__(self) -> str:
        return f"{self.type}{TYPED}{self.name}"


@dataclass(frozen=True, slots=True)
class EntityCorrection:
    """Puts `new` for `seen`: everywhere, under one name, in a document, or at a span of its bytes.

    Where several meet at one mention, the one that says most of the place counts.
    """

    correction: Correction
    seen: Named
    new: Named
    alias: str | None = None

    @classmethod
    def of(cls, one: Correction) -> Self:
        """What a correction of an entity says."""
        entity, _, alias = (one.seen or "").partition(ALIASED)
        return cls(one, Named.of(entity), Named.of(one.new or ""), alias or None)

    @property
    def is_merge(self) -> bool:
        """True when it concerns all that the rules name so."""
        return self.alias is None and self.correction.document_id is None


def entity_corrections(corrections: Iterable[Correction]) -> Iterator[EntityCorrection]:
    """Those of the corrections that concern entities."""
    return (EntityCorrection.of(one) for one in corrections if one.table is Corrected.ENTITY)
