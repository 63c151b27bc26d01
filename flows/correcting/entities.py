"""An entity or a mention and what a person says it is in; a correction that merges or splits entities out."""

from __future__ import annotations

import string
from pathlib import Path

from flows.correcting.rows import Reasons
from kouan.corrections import CorrectionError
from kouan.model.correction import Corrected, Correction
from kouan.model.entity_correction import ALIASED, TYPED, Named
from kouan.model.facts import EntityType


def merge(home: Path, typed: str, other: str, reasons: Reasons) -> Correction:
    """Let an entity be another one wherever it is named; each by its id, as type:name, or by a name that one has.

    Raises:
        UnknownIdError: there is no such row. CorrectionError: a name is that of none, or of several.
    """
    return _put(entity_named(home, typed), entity_named(home, other), reasons)


def split(
    home: Path,
    typed: str,
    other: str,
    reasons: Reasons,
    alias: str | None = None,
    document: str | None = None,
) -> Correction:
    """Let a mention, the mentions of an entity in a document, or those under one of its names be another entity, perhaps a new one.

    Raises:
        UnknownIdError: there is no such row. CorrectionError: it is not said which mentions, or a name is that of several.
    """
    from warehouse.provenance.entities import entity_of, is_called, row_named

    found = row_named(home, typed) if _is_id(typed) else None
    if found is not None and found.named.table == "mention":
        seen = entity_of(home, found.row["entity_id"])
        place = found.row["document_id"], found.row["raw_start"], found.row["raw_end"]
        return _put(seen, _other(home, other, seen), reasons, place=place)
    seen = entity_named(home, typed)
    new = _other(home, other, seen)
    if (alias is None) == (document is None):
        raise CorrectionError(
            f"{typed}: say which mentions are {str(new)!r}: those under a name with --alias, those in a document"
            " with --document, or a single one by its mention_id"
        )
    if document is not None:
        id_ = row_named(home, document).document_id
        if id_ is None:
            raise CorrectionError(
                f"{document}: is no document; --document takes a document_id or a location"
            )
        return _put(seen, new, reasons, place=(id_, None, None))
    if alias is not None and not is_called(home, seen, alias):
        raise CorrectionError(
            f"{typed}: no valid article calls it {alias!r}; `kouan query aliases --param name={seen.name}`"
            " lists its names"
        )
    return _put(seen, new, reasons, alias=alias)


def entity_named(home: Path, typed: str) -> Named:
    """The entity of an id, of type:name, or of a name that only one has.

    Raises:
        UnknownIdError: no row has the id. CorrectionError: no entity is called so, or several are.
    """
    from warehouse.provenance.entities import row_named

    found = _called(home, typed)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(map(str, found))
        raise CorrectionError(f"{typed!r}: several are called so: {names}; name one as type:name")
    if not _is_id(typed):
        raise CorrectionError(
            f"{typed!r}: nothing is called so; `kouan articles --entity {typed}` proposes names that are near"
        )
    named, row, _ = row_named(home, typed)
    if named.table != "entity":
        raise CorrectionError(
            f"{typed}: is the id of a {named.kind}, not of an entity; `kouan why {typed}` shows the entity's"
        )
    return Named(row["type"], row["name"])


def _is_id(typed: str) -> bool:
    return all(sign in string.hexdigits for sign in typed)


def _called(home: Path, typed: str) -> list[Named]:
    from warehouse.provenance.entities import entities_called

    type_, _, name = typed.partition(TYPED)
    if type_ in tuple(EntityType) and name:
        return entities_called(home, name, type_)
    return entities_called(home, typed)


def _other(home: Path, typed: str, seen: Named) -> Named:
    """The entity that mentions are split off to; a new name is one of the same type."""
    type_, _, name = typed.partition(TYPED)
    if type_ in tuple(EntityType) and name:
        return Named(type_, name)
    called = _called(home, typed)
    same = [one for one in called if one.type == seen.type]
    if not called and not _is_id(typed):
        return Named(seen.type, typed)
    return same[0] if same else entity_named(home, typed)


def _put(
    seen: Named,
    new: Named,
    reasons: Reasons,
    alias: str | None = None,
    place: tuple[str | None, int | None, int | None] = (None, None, None),
) -> Correction:
    if seen == new:
        raise CorrectionError(f"{seen}: is that entity already; name another one")
    return Correction(
        Corrected.ENTITY,
        None if alias is None else "alias",
        str(seen) if alias is None else f"{seen}{ALIASED}{alias}",
        str(new),
        reasons.reason,
        reasons.author,
        reasons.made_on,
        None,
        *place,
        reasons.evidence,
    )
