"""A figure and what is right in its columns in; the figure that follows, consistent in its other columns, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from kouan.extraction.amounts.units import UnitTable, base_named
from kouan.extraction.figures.canonical import canonical_of, indicator_of_id
from kouan.extraction.time.spans import span_of
from kouan.language.cardinals import DIVISION, EXACT
from kouan.language.dates import Day
from kouan.language.resolution import resolution
from kouan.model.facts import (
    Bound,
    ChangeBase,
    ChangeForm,
    Measure,
    Metric,
    MetricKind,
    Modality,
    PriceBasis,
    Quantity,
)
from kouan.model.knowledge import Knowledge
from kouan.tabulation.identity import number
from kouan.tabulation.values import fitted

#: Columns by the field of the figure that holds them, where the two differ.
_FIELDS: Final = {"indicator_raw": "indicator"}
_NUMBERS: Final = frozenset({"value", "value_max", "resolution"})
_WORDS: Final[Mapping[str, type]] = {
    "bound": Bound,
    "kind": MetricKind,
    "measure": Measure,
    "modality": Modality,
    "form": ChangeForm,
    "base": ChangeBase,
    "price_basis": PriceBasis,
}
#: Columns that name an entity.
ROLES: Final = ("subject", "place", "partner", "reported_by")
_ONE: Final = Decimal(1)
#: Of these kinds nothing is counted, so that no measure says how.
_UNCOUNTED: Final = (MetricKind.RANK, MetricKind.DURATION)


def said(metric: Metric, column: str, keys: Mapping[tuple[int, int], str]) -> str | None:
    """What a column of a figure says, as corrections spell it; `keys` are fact_keys by span."""
    if column == "of_metric":
        return keys.get(metric.of_figure) if metric.of_figure else None
    value = getattr(metric, _FIELDS.get(column, column))
    if column == "dimensions":
        return " ".join(sorted(value)) or None
    if column in _NUMBERS:
        return number(fitted(value)[0])
    return None if value is None else str(value)


def amount_of(metric: Metric) -> str:
    """Number and unit, as a correction of a whole row spells them."""
    return f"{said(metric, 'value', {})} {metric.unit}"


def with_columns(metric: Metric, new: Mapping[str, Any], knowledge: Knowledge) -> Metric:
    """The figure with other values in these columns, and in those that follow from them."""
    if not new:
        return metric
    made = replace(
        metric, **{_FIELDS.get(name, name): _typed(name, value) for name, value in new.items()}
    )
    if new.keys() & {"value_max", "bound"}:
        made = _bounded(made, is_said="bound" in new)
    if new.keys() & {"value", "value_max", "unit", "kind"}:
        made = _in_base(made, metric, knowledge)
    if new.keys() & {"value", "value_max"} and "resolution" not in new:
        made = replace(made, resolution=_step(made, metric))
    if "kind" in new:
        made = _of_its_kind(made, new)
    if new.keys() & {"indicator_raw", "unit", "kind"} and "indicator_id" not in new:
        made = replace(made, indicator_id=_indicator_of(made, knowledge))
    if new.keys() & {"indicator_raw", "indicator_id"} and made.measure is None:
        made = replace(made, measure=_measure_of(made, knowledge))
    if new.keys() & {"period", "measure"} and "span" not in new:
        made = replace(made, span=_span_of(made))
    if "period" in new:
        made = replace(made, period_basis="stated" if made.period else None)
    if "subject" in new:  # a person said so, not the article
        made = replace(made, subject_basis=None)
    return made


def _typed(name: str, value: Any) -> Any:
    """A cell as its field holds it."""
    if name == "dimensions":
        return tuple((value or "").split())
    if value is None or name == "of_metric":
        return value
    if name in _NUMBERS:
        return Decimal(value)
    if name in ROLES:
        return value.rpartition(":")[2]
    return _WORDS.get(name, str)(value)


def _bounded(made: Metric, *, is_said: bool) -> Metric:
    """A range has two ends, and nothing else has."""
    if made.value_max is not None and is_said and made.bound is not Bound.RANGE:
        return replace(made, value_max=None)
    if made.value_max is not None:
        return replace(made, bound=Bound.RANGE)
    return replace(made, bound=Bound.EXACT) if made.bound is Bound.RANGE else made


def _in_base(made: Metric, before: Metric, knowledge: Knowledge) -> Metric:
    """The figure in the unit that comparable ones share."""
    is_place = made.kind is MetricKind.RANK
    known = None if is_place else base_named(made.unit, knowledge.made(UnitTable))
    if known is None:
        return replace(made, unit_base=None, value_base=None, value_max_base=None, currency=None)
    base, currency = known
    if made.unit == before.unit and before.currency is not None:
        # 元 is money of the page's own country
        base, currency = base._replace(name=before.unit_base or base.name), before.currency
    return replace(
        made,
        unit_base=base.name,
        value_base=base.of(made.value),
        value_max_base=None if made.value_max is None else base.of(made.value_max),
        currency=currency,
    )


def _step(made: Metric, before: Metric) -> Decimal | None:
    """What one step of the last stated digit is worth.

    That of the numeral as written where only its size was misread (25 for 25万), else what it was where the value is
    so exact, else the last digit of the value that is not 0.
    """
    if made.value_max is not None:
        return None
    if not made.value:
        return before.resolution
    if not before.value or _is_power_of_ten(DIVISION.divide(made.value, before.value)):
        return resolution(made.surface, made.value) or _last_digit(made.value)
    if before.resolution and EXACT.remainder(made.value, before.resolution) == 0:
        return before.resolution
    return _last_digit(made.value)


def _is_power_of_ten(value: Decimal) -> bool:
    return value.normalize().as_tuple().digits == (1,)


def _last_digit(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return _ONE.scaleb(int(exponent))


def _of_its_kind(made: Metric, new: Mapping[str, Any]) -> Metric:
    """Columns that only changes, shares and counted figures have; those that were corrected stay."""
    empty: dict[str, Any] = {}
    if made.kind is not MetricKind.CHANGE:
        empty |= {"form": None, "base": None, "base_period": None}
    if made.kind is not MetricKind.SHARE:
        empty |= {"whole": None}
    if made.kind not in (MetricKind.CHANGE, MetricKind.SHARE):
        empty |= {"of_figure": None}
    if made.kind in _UNCOUNTED:
        empty |= {"measure": None}
    return replace(made, **{name: value for name, value in empty.items() if name not in new})


def _indicator_of(made: Metric, knowledge: Knowledge) -> str | None:
    quantity = Quantity(
        made.start,
        made.end,
        made.surface,
        made.value,
        made.value_max,
        made.unit,
        made.bound,
        made.unit_base,
        made.value_base,
        made.value_max_base,
        made.currency,
    )
    found = canonical_of(made.indicator, quantity, made.kind, knowledge)
    return found.indicator_id if found else None


def _measure_of(made: Metric, knowledge: Knowledge) -> Measure | None:
    known = indicator_of_id(made.indicator_id, knowledge) if made.indicator_id else None
    return None if known is None or made.kind in _UNCOUNTED else known.measure


def _span_of(made: Metric) -> str | None:
    """How the figure fills its period; a state is one at its end."""
    if made.period is None:
        return None
    if made.measure is Measure.STOCK:
        return "instant"
    first, _, last = made.period.partition("/")
    return span_of(_day(first), _day(last) if last else None)


def _day(text: str) -> Day:
    return Day(*(int(part) for part in text.split("-")))
