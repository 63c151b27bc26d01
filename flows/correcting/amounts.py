"""A number as a person types it and the figure it is for in, the number in plain digits out; one of another size is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kouan.api import numerals, quantities
from kouan.corrections import CorrectionError
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.tabulation.identity import number

_PLAIN: Final = Expression(r"-?[0-9]{1,28}(?:\.[0-9]{1,10})?")
_WRITTEN: Final = Expression(
    r"(?P<digits>[0-9]+(?:\.[0-9]+)?)(?P<scale>[十百千万亿]*)(?P<unit>[^0-9]*)"
)
#: 三亿元: without a digit the scale alone says what 3 would be.
_IN_WORDS: Final = (
    Expression(r"(?P<scale>[万亿]+)(?P<unit>[^0-9]*)"),
    Expression(r"(?P<scale>[百千])(?P<unit>[^0-9]*)"),
)
_COMMA: Final = Expression(r"(?<=[0-9])[,，](?=[0-9]{3})")
#: What stands around the unit and is none: 3亿至5亿元, 3亿余元.
_BEHIND_UNIT: Final = Expression(r"至|到|[—–~～-]|左右|以上|以下|上下")
#: What is put right is seldom ten times as large as what was seen.
FAR: Final = 10


def amount(typed: str, surface: str, seen: Decimal | None, unit: str, knowledge: Knowledge) -> str:
    """The number in plain digits: 1060.55亿元 and 106055000000 of a figure in 元 are one.

    Plain digits that fit only in the scale of the text (1060.55 for 1060.53亿元) are refused: they would be 1060.55元.

    Raises:
        CorrectionError: they are, or the unit that is typed is not that of the figure.
    """
    said = typed.strip()
    if not _PLAIN.fullmatch(said):
        return _read(said, unit, knowledge)
    plain = _COMMA.sub("", surface)
    written = _WRITTEN.search(plain)
    if written:
        stated = Decimal(written["digits"])
        scale = abs(seen) / stated if seen and stated else None
    else:
        written = next((found for one in _IN_WORDS if (found := one.search(plain))), None)
        scale = numerals(f"一{written['scale']}")[0].value if written else None
    if written is None or not seen or not scale:
        return said
    new = abs(Decimal(said))
    if not _is_near(new, seen) and _is_near(new * scale, seen):
        named = _BEHIND_UNIT.split(written["unit"].lstrip("余多来"), 1)[0]
        whole = f"{said}{written['scale']}{named or unit}"
        if not written["scale"]:  # a cell, whose unit stands in its head
            whole = number(Decimal(said) * scale) or said
        raise CorrectionError(
            f"{said} would be {said}{unit}, and the text says {surface}; write {whole}, or {said}{unit} if that is meant"
        )
    return said


def _is_near(one: Decimal, other: Decimal) -> bool:
    return abs(other) <= one * FAR and one <= abs(other) * FAR


def _read(said: str, unit: str, knowledge: Knowledge) -> str:
    """The number of an amount as texts write it; what is none stays, to be refused as such."""
    for found in quantities(said, knowledge):
        if (found.start, found.end) == (0, len(said)) and found.value_max is None:
            if found.unit != unit:
                raise CorrectionError(
                    f"{said} is in {found.unit}, and the figure in {unit}; say --unit {found.unit} too, and the number in it"
                )
            return number(found.value) or said
    for one in numerals(said):
        if (one.start, one.end) == (0, len(said)) and one.value_max is None:
            return number(one.value) or said
    return said
