"""The cells of a correction in, the values they stand for in their column out; what a column cannot hold is refused with what it can.

Each column has one spelling for one value: two corrections that say the same are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Final, get_args

from kouan.extraction.time.spans import Span
from kouan.model.article import RemovedKind
from kouan.model.correction import Corrected
from kouan.model.expression import Expression
from kouan.model.facts import (
    Bound,
    ChangeBase,
    ChangeForm,
    EntityType,
    Measure,
    MetricKind,
    Modality,
    PriceBasis,
)
from kouan.tabulation.identity import number
from kouan.tabulation.values import days_of, fitted

#: A cell as it is written in, the value as its column spells it out.
Reader = Callable[[str], str]

_NUMBER: Final = Expression(r"-?[0-9]{1,28}(?:\.[0-9]{1,10})?")
#: Other ways to write a number: 1,234  5万  5.2e6  ５
_NEARLY: Final = Expression(r"[-+]?[0-9０-９][0-9０-９.,，eE+万亿百千 ]*")
_DIMENSION: Final = Expression("[a-z_]+=[a-z_]+")
_KEY: Final = Expression("[0-9a-f]{32}")
_CONTROL: Final = Expression("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def decimal(cell: str) -> str:
    """A number in plain digits.

    >>> decimal("5860000.50")
    '5860000.5'
    """
    if not _NUMBER.fullmatch(cell):
        hint = (
            ", without separators, 万 or exponent: 5860000" if _NEARLY.fullmatch(cell) else ": 5.7"
        )
        raise ValueError(f"should be a number in plain digits{hint}")
    value = Decimal(cell)
    if fitted(value)[0] is None:
        raise ValueError("should have at most 28 digits before the point")
    return number(value) or "0"


def period(cell: str) -> str:
    """A date, month or year, or two of them joined by a slash."""
    if days_of(cell) == (None, None):
        raise ValueError(
            "should be a period: 2023, 2023-05, 2023-05-31, or two joined by a slash (2023-01/2023-05)"
        )
    return cell


def text(cell: str) -> str:
    """Words on one line."""
    if _CONTROL.search(cell):
        raise ValueError(
            "should be words on one line; it holds a line break or a control character"
        )
    return cell


def name(cell: str) -> str:
    """The name of an entity, with its type before it where no entity of the article has that name: port:湛江港."""
    kind, mark, rest = cell.partition(":")
    if mark and not rest:
        raise ValueError("should be a name, or type:name (port:湛江港)")
    if mark:
        _one_of(EntityType, kind)
    return text(cell)


def typed_name(cell: str) -> str:
    """An entity by type and name: port:湛江港."""
    if ":" not in cell:
        raise ValueError("should be type:name (port:湛江港)")
    return name(cell)


def typed_alias(cell: str) -> str:
    """An entity by type and name, and behind a stroke one of the names it is met under: organization:海关总署|海关.

    The entity that this name means stands without it.
    """
    whole, mark, alias = cell.partition("|")
    if mark and not alias.strip():
        raise ValueError("should be type:name|alias (organization:海关总署|海关)")
    return "|".join((typed_name(whole.strip()), text(alias.strip()))) if mark else typed_name(cell)


def dimensions(cell: str) -> str:
    """Parts that are counted, as name=value in the order of the names."""
    parts = cell.split()
    wrong = [part for part in parts if not _DIMENSION.fullmatch(part)]
    if wrong:
        raise ValueError(
            f"should be name=value with blanks between them (direction=export mode=rail), not {wrong[0]!r}"
        )
    return " ".join(sorted(set(parts)))


def key(cell: str) -> str:
    """The fact_key of a figure."""
    if not _KEY.fullmatch(cell):
        raise ValueError("should be the fact_key of a figure: 32 digits of 0-9 and a-f")
    return cell


def amount(cell: str) -> str:
    """Number and unit of a figure, with a blank between them; 1 for a bare ratio.

    >>> amount("5860000.0 人次")
    '5860000 人次'
    """
    value, mark, unit = cell.partition(" ")
    if not mark or not unit.strip():
        raise ValueError("should be a number, a blank and its unit (5860000 人次)")
    return f"{decimal(value)} {text(unit.strip())}"


def held_post(cell: str) -> str:
    """Person, post and organization, with strokes between them; the last may be empty."""
    parts = [part.strip() for part in cell.split("|")]
    if len(parts) != 3 or not parts[0] or not parts[1]:
        raise ValueError("should be person|post|organization (王刚|局长|湛江海关)")
    return text("|".join(parts))


def anything(cell: str) -> str:
    """A stretch of text, line breaks included."""
    return cell


def _one_of(words: type[StrEnum] | tuple[str, ...], cell: str) -> str:
    known = [str(word) for word in words]
    if cell not in known:
        raise ValueError(f"should be one of {', '.join(known)}")
    return cell


#: Columns that can be corrected, and what reads their cells.
COLUMNS: Final[Mapping[Corrected, Mapping[str, Reader]]] = {
    Corrected.METRIC: {
        "value": decimal,
        "value_max": decimal,
        "unit": text,
        "bound": partial(_one_of, Bound),
        "kind": partial(_one_of, MetricKind),
        "indicator_raw": text,
        "indicator_id": text,
        "subject": name,
        "place": name,
        "partner": name,
        "reported_by": name,
        "period": period,
        "span": partial(_one_of, get_args(Span)),
        "resolution": decimal,
        "per_unit": text,
        "measure": partial(_one_of, Measure),
        "modality": partial(_one_of, Modality),
        "dimensions": dimensions,
        "form": partial(_one_of, ChangeForm),
        "base": partial(_one_of, ChangeBase),
        "base_period": period,
        "price_basis": partial(_one_of, PriceBasis),
        "of_metric": key,
        "whole": text,
    },
    Corrected.MENTION: {"name": text, "type": partial(_one_of, EntityType)},
    Corrected.POSITION: {"person": text, "post": text, "organization": text},
    Corrected.ENTITY: {"alias": typed_alias},
    Corrected.REMOVED: {},
    Corrected.TEXT: {},
}
#: Columns that always say something: their right value cannot be "not stated".
STATED: Final = frozenset(
    {"value", "unit", "bound", "kind", "modality", "name", "type", "person", "post"}
)
#: How a whole row, or a stretch of text, is written in `seen` and `new`.
WHOLE: Final[Mapping[Corrected, Reader]] = {
    Corrected.METRIC: amount,
    Corrected.MENTION: typed_name,
    Corrected.POSITION: held_post,
    Corrected.ENTITY: typed_name,
    Corrected.REMOVED: partial(_one_of, RemovedKind),
    Corrected.TEXT: anything,
}
