"""Knowledge in, unit and bound tables out: what may stand behind and before a number."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from kouan.language.cardinals import DIVISION, EXACT
from kouan.model.facts import Bound, MetricKind
from kouan.model.knowledge import Knowledge, Row

_LONGEST: Final = 8
_ONE: Final = Decimal(1)


class Base(NamedTuple):
    """What comparable figures share: one of a unit is `times` / `divided` of the unit `name`."""

    name: str
    times: Decimal = Decimal(1)
    divided: Decimal = Decimal(1)

    def of(self, value: Decimal) -> Decimal:
        """So many of the unit in the base unit; a quotient that does not end (亩 is 2000/3 m²) has 28 digits."""
        if self.times == self.divided == 1:
            return value
        product = EXACT.multiply(value, self.times)
        if self.divided == 1:
            return product
        quotient = DIVISION.divide(product, self.divided)
        return quotient if quotient != quotient.to_integral_value() else quotient.quantize(_ONE)


#: Ratios in words (三成, 四分之一) and per cent share a base.
PER_CENT: Final = Base("%")
RATIO: Final = Base("%", Decimal(100))
RATIOS: Final = {"1": RATIO, "%": PER_CENT}
#: The base of percentage points and of basis points.
POINTS: Final = "pp"


class Unit(NamedTuple):
    """A row of unit.csv or counter.csv; `is_counter` tells them apart (一 with a counter is an article)."""

    surface: str
    unit: str
    factor: Decimal
    kind: MetricKind
    is_counter: bool
    base: Base
    currency: str | None = None


class BoundWord(NamedTuple):
    """A row of bound.csv; `is_kept` when it belongs to the surface of the figure."""

    surface: str
    bound: Bound
    is_kept: bool


class UnitTable:
    """Units, words that only begin like a unit, and bound words, by their surface."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.units: dict[str, Unit | None] = dict.fromkeys(knowledge.column("unit_lookalike"))
        for lexicon, is_counter in (("unit", False), ("counter", True)):
            for row in knowledge.rows(lexicon):
                self.units[row["surface"]] = _unit(row, is_counter)
        #: Rows by what they are called in a figure: 万名 and 名 are 名.
        self.named = {unit.unit: unit for unit in self.units.values() if unit}
        self.kinds = {unit.unit: unit.kind for unit in self.units.values() if unit}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for surface in self.units:
            lengths = {*self._lengths.get(surface[0], ()), len(surface)}
            self._lengths[surface[0]] = tuple(sorted(lengths, reverse=True))
        self.before = self._bounds(knowledge, "before")
        self.after = self._bounds(knowledge, "after")
        self._before_last = frozenset(word[-1] for word in self.before)
        self._after_first = frozenset(word[0] for word in self.after)

    @staticmethod
    def _bounds(knowledge: Knowledge, position: str) -> dict[str, BoundWord]:
        return {
            row["surface"]: BoundWord(row["surface"], Bound(row["bound"]), row["kept"] == "yes")
            for row in knowledge.rows("bound")
            if row["position"] == position
        }

    def unit_at(self, plain: str, at: int) -> Unit | None:
        """The longest unit that begins at this place; None also where a longer word only looks like one."""
        for length in self._lengths.get(plain[at : at + 1], ()):
            surface = plain[at : at + length]
            if surface in self.units:
                if (
                    surface[-1].isascii()
                    and surface[-1].isalpha()
                    and _is_letter(plain, at + length)
                ):
                    continue
                return self.units[surface]
        return None

    def is_longer_unit(self, plain: str, at: int) -> bool:
        """True where a unit of two or more characters begins: 千瓦, 百帕."""
        unit = self.unit_at(plain, at)
        return unit is not None and len(unit.surface) > 1

    def bound_before(self, plain: str, at: int) -> BoundWord | None:
        """The longest bound word that ends at this place."""
        if plain[at - 1 : at] not in self._before_last:
            return None
        return next(
            (self.before[word] for word in _endings(plain, at) if word in self.before), None
        )

    def bound_after(self, plain: str, at: int) -> BoundWord | None:
        """The longest bound word that begins at this place."""
        if plain[at : at + 1] not in self._after_first:
            return None
        words = (plain[at : at + length] for length in range(_LONGEST, 0, -1))
        return next((self.after[word] for word in words if word in self.after), None)


def base_named(name: str, table: UnitTable) -> tuple[Base, str | None] | None:
    """The base of a unit by its name (人次, 元/公斤, 1 for a bare ratio), and its currency; None where no lexicon has it."""
    if name in RATIOS:
        return RATIOS[name], None
    above, mark, below = name.partition("/")
    units = table.named
    if (unit := units.get(name)) is not None:
        return unit.base, unit.currency
    if mark and above in units and below in units:
        return base_of(units[above], units[below]), units[above].currency
    return None


def base_of(unit: Unit, below: Unit | None = None) -> Base:
    """The base of a unit, or of a unit counted per another: 元/公斤 is 1000 CNY/t."""
    if below is None:
        return unit.base
    return Base(
        f"{unit.base.name}/{below.base.name}",
        EXACT.multiply(unit.base.times, below.base.divided),
        EXACT.multiply(unit.base.divided, below.base.times),
    )


def _unit(row: Row, is_counter: bool) -> Unit:
    times, _, divided = (row.get("base_factor") or "1").partition("/")
    return Unit(
        row["surface"],
        row["unit"],
        Decimal(row["factor"] or "1"),
        MetricKind(row["kind"] or "level"),
        is_counter,
        Base(row.get("unit_base") or row["unit"], Decimal(times), Decimal(divided or "1")),
        row.get("currency") or None,
    )


def _endings(plain: str, at: int) -> list[str]:
    return [plain[max(0, at - length) : at] for length in range(min(_LONGEST, at), 0, -1)]


def _is_letter(plain: str, at: int) -> bool:
    return plain[at : at + 1].isascii() and plain[at : at + 1].isalpha()
