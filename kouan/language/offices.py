"""A line in; whether it names nothing but the offices that signed a page, side by side, out."""

from __future__ import annotations

from typing import Final

from kouan.model.expression import Expression

_OFFICE: Final = r"[\u3400-\u9fff]{2,16}(?:局|厅|委|院|队|部|署|会|办公室|银行|政府)"
_SIGNED: Final = Expression(rf"(?:{_OFFICE}[\s、]+)+{_OFFICE}")


def are_offices(line: str) -> bool:
    """Whether a line is a row of two offices or more.

    >>> are_offices("边城市统计局　国家统计局边城调查队"), are_offices("边城市统计局")
    (True, False)
    """
    return _SIGNED.fullmatch(line) is not None
