"""The text of a cell in, the number that it states out: its sign, its unit, and the mark of a note behind it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from kouan.model.expression import Expression

#: What parts thousands besides a comma: a blank, no-break or thin; a plain one where no two numbers can be meant (100 200).
_THIN: Final = "\u00a0\u2009\u202f"
#: 650,123.5*, 1,234①, 123 (p), 4.1r, 2.3（修订）: what stands behind a number and is no unit.
_NOTE: Final = (
    r"(?:[*＊†‡§^]{1,3}|[①-⑳¹²³⁴⁵⁶⁷⁸⁹]{1,2}|注\d{0,2}|[prPR]|"
    r"[（(\[【](?:[a-zA-Z]|注?\d|[①-⑳]|[*＊#]|初步(?:数|核算)?|快报(?:数)?|修[订正](?:数|后)?)[）)\]】])"
)
#: A number as a cell states it, with its sign and perhaps its unit: -3.2, 1,234.5, 12万吨, 120m², 3.5%, 12.3%↑.
NUMBER: Final = Expression(
    r"(?P<sign>[-+−－＋±▲▼↑↓]?)\s?"
    rf"(?P<number>\d{{1,3}}(?:[,，]\d{{3}})++(?:[.．]\d+)?|\d{{1,3}}[{_THIN}]\d{{3}}(?:[ {_THIN}]\d{{3}})*+(?:[.．]\d+)?|[1-9]\d{{0,2}}(?:(?: \d{{3}}){{2,}}+(?:[.．]\d+)?| \d{{3}}[.．]\d+)|\d+(?:[.．]\d+)?|\.\d+)"
    r"\s?(?P<unit>(?![年月日号时点分届期版页楼层周秒星班季岁级]|[prPR注](?:\d|$))[^\s\d,，。、;；:：()（）\[\]【】~～—–\-*＊†‡§#＃^①-⑳¹²³⁴⁵⁶⁷⁸⁹▲▼↑↓]{0,8}(?:(?<=[mM])[²³])?|)"
    rf"(?P<behind>[▲▼↑↓]?)(?:\s?(?P<note>{_NOTE}))?"
)
#: (1,234): below nothing where money is accounted for; (1), (12) and (2024) are notes, columns and years.
_BRACKETED: Final = Expression(
    r"[（(](?!(?:19|20)\d\d[）)])(?P<number>\d{1,3}(?:[,，]\d{3})++(?:[.．]\d+)?|\d{3,}(?:[.．]\d+)?|\d{1,2}[.．]\d+)[）)]"
)
#: A decline is written with one of these; ▲ is a decline for some and growth for others.
_MINUS: Final = ("-", "−", "－", "▼", "↓")
_UNSURE: Final = "▲"
_PRELIMINARY: Final = ("p", "P", "初步", "快报")
_PLAIN: Final = str.maketrans({",": "", "，": "", "．": ".", **dict.fromkeys(f" {_THIN}", "")})


class CellNumber(NamedTuple):
    """A number without its sign; `is_bracketed` where the bracket round it may be the sign.

    `length` is that of the number with its sign and unit: a note behind it is no part of it.
    """

    plain: Decimal
    length: int
    unit: str = ""
    is_negative: bool = False
    is_preliminary: bool = False
    is_bracketed: bool = False


def is_number(text: str) -> bool:
    """Whether a cell states a number, perhaps with its unit."""
    return (NUMBER.fullmatch(text) or _BRACKETED.fullmatch(text)) is not None


def number_in(text: str) -> CellNumber | None:
    """The number of a cell; None where it states none, or nobody knows whether it grew.

    >>> number_in("1 234.5①").plain, number_in("3.1%↓").is_negative, number_in("▲3.1")
    (Decimal('1234.5'), True, None)
    """
    if bracketed := _BRACKETED.fullmatch(text):
        plain = _plain(bracketed["number"])
        return CellNumber(plain, len(text), is_negative=True, is_bracketed=True)
    found = NUMBER.fullmatch(text)
    if found is None:
        return None
    sign = found["sign"] or found["behind"]
    if sign == _UNSURE or (found["sign"] and found["behind"]):
        return None
    note = (found["note"] or "").strip("（()）[]【】")
    return CellNumber(
        _plain(found["number"]),
        len(text[: found.end("behind")].rstrip()),
        found["unit"],
        sign in _MINUS,
        note.startswith(_PRELIMINARY),
    )


def _plain(digits: str) -> Decimal:
    return Decimal(digits.translate(_PLAIN))
