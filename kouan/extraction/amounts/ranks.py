"""A place in an order in, a quantity out: 首位, 第二名, 前6位, 位居全国第一."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kouan.extraction.amounts.units import UnitTable
from kouan.language.numerals import reading
from kouan.model.expression import Expression
from kouan.model.facts import Bound, Quantity

#: What stands behind the number of 前6位, 前1%.
RANKS: Final = ("名", "位", "强", "%", "‰")
_CUE: Final = Expression(
    r"(?:居|列|排|占|跃|升|获|夺|得|摘|拔得|荣膺|蝉联|名次|跻身|进入|处于|高踞|雄踞|保持|稳坐|仅次)[^，。；！？：]{0,14}$"
)
_FIGURATIVE: Final = Expression(r"(?:放|摆|作为|视为|看作|当作|把)[^，。；！？]{0,6}$")
_TAIL: Final = Expression("[，。；、！？：）)”’的和及与并且后之]|$")
_NOT_RANK_BEFORE: Final = "目此提之以年天月日周时战疫"


def is_ranked(plain: str, start: int) -> bool:
    """True behind 第, and behind 前 where that is no end of 目前, 此前, 日前, 提前."""
    before = plain[start - 1 : start]
    return before == "第" or (
        before == "前" and plain[start - 2 : start - 1] not in tuple(_NOT_RANK_BEFORE)
    )


def rank_at(plain: str, found: re.Match[str], table: UnitTable) -> Quantity | None:
    """The rank whose numeral (or 首位, 榜首) was found here, or None where 第 only counts (第一批)."""
    start, end = found.span()
    if found[0] in ("首位", "榜首"):
        if not _TAIL.match(plain, end) or not _is_place(plain, start):
            return None
        return Quantity(start, end, plain[start:end], Decimal(1), None, "位", Bound.EXACT)
    read = reading(found[0])
    if read is None or read.bound is not Bound.EXACT:
        return None
    unit = plain[end : end + 1]
    if plain[start - 1] == "前":
        return _leading(plain, start, end, read.value, table)
    if unit in ("名", "位") and table.unit_at(plain, end) is not None:
        if _TAIL.match(plain, end + 1) and not _FIGURATIVE.search(
            plain, max(0, start - 10), start - 1
        ):
            return Quantity(
                start - 1, end + 1, plain[start - 1 : end + 1], read.value, None, unit, Bound.EXACT
            )
        return None
    if _TAIL.match(plain, end) and not plain.startswith("、", end) and _is_place(plain, start - 1):
        return Quantity(start - 1, end, plain[start - 1 : end], read.value, None, "位", Bound.EXACT)
    return None


def _leading(plain: str, start: int, end: int, value: Decimal, table: UnitTable) -> Quantity | None:
    is_unit = plain[end : end + 1] in RANKS and (
        plain[end] not in table.units or table.unit_at(plain, end) is not None
    )
    if is_unit:
        end += 1
    elif not (_TAIL.match(plain, end) and _is_place(plain, start - 1)):
        return None
    unit = plain[end - 1] if plain[end - 1] in RANKS else "位"
    return Quantity(start - 1, end, plain[start - 1 : end], value, None, unit, Bound.AT_MOST)


def _is_place(plain: str, start: int) -> bool:
    first = max(0, start - 18)
    return bool(_CUE.search(plain, first, start)) and not _FIGURATIVE.search(plain, first, start)
