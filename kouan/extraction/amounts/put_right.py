"""A figure in a quotation in, whether the text says behind it that it was wrong out: “产值36.30亿元”应为“产值3.63亿元”."""

from __future__ import annotations

from typing import Final

from kouan.model.expression import Expression

_PUT_RIGHT: Final = Expression(
    "[”」](?:一[句语处词文]|的?(?:表述|说法|字样|内容))?，?(?:应[为是作]|应改[为作]|应该[为是]|有误(?![导会区判差读解])|为误(?![导会判])|系(?:笔误|误[植写排刊]|[“「][^”」\n]{1,40}[”」]之误))"
)
#: A quotation that is put right is no longer before and behind its figure.
_REACH: Final = 40


def is_put_right(text: str, start: int, end: int) -> bool:
    """True in a quotation that a correction calls wrong: what is put right was never so.

    >>> text = "“全镇产值36.30亿元”应为“全镇产值3.63亿元”"
    >>> is_put_right(text, 5, 12), is_put_right(text, 21, 27)
    (True, False)
    """
    closed = min(
        (at for mark in "”」" if (at := text.find(mark, end, end + _REACH)) >= 0), default=-1
    )
    if closed < 0 or text[closed - 1] in "。！？" or not _PUT_RIGHT.match(text, closed):
        return False
    opened = max(text.rfind(mark, max(0, start - _REACH), start) for mark in "“「")
    return opened >= 0 and not any(mark in text[opened:closed] for mark in "”」\n")
