"""A language in; the words, numbers and periods of a codebook out."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final

from flows.citing.words import Language

#: How the bound of a figure is written before it; a range is written as one.
_BOUNDS: Final = {
    "about": "≈ ",
    "over": "> ",
    "under": "< ",
    "at_most": "≤ ",
    "at_least": "≥ ",
}


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    text = (resources.files(__package__) / "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class Wording:
    """The words of a codebook in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: Any) -> str:
        """The word `group.key` with its braces filled in.

        Raises:
            KeyError: there is no such word.
        """
        group, name = key.split(".", 1)
        said = _words()[group][name][self.language == "zh"]
        return said.format(**values) if values else said

    def name(self, group: str, value: str | None) -> str:
        """The word for a value of a vocabulary; one that is not known stands for itself."""
        if value is None:
            return self("page.none")
        return self(f"{group}.{value}") if value in _words()[group] else value

    def listed(self, parts: Any) -> str:
        """Parts of a sentence, joined."""
        return self("page.comma").join(parts)

    def period(self, start: date, end: date, grain: str, span: str) -> str:
        """A period as a reader of tables expects it.

        >>> Wording("en").period(date(2023, 4, 1), date(2023, 6, 30), "quarter", "single")
        '2023 Q2'
        >>> Wording("zh").period(date(2023, 1, 1), date(2023, 5, 31), "other", "ytd")
        '2023年1—5月'
        """
        is_chinese = self.language == "zh"
        if span == "instant":
            return end.isoformat()
        if span == "ytd":
            if is_chinese:
                months = "1月" if end.month == 1 else f"1—{end.month}月"
                return f"{end.year}年{months}"
            return f"{start:%Y-%m} to {end:%Y-%m}"
        if span == "single" and grain == "year":
            return f"{start.year}年" if is_chinese else str(start.year)
        if span == "single" and grain == "half":
            half = 1 + (start.month > 6)
            return (
                f"{start.year}年{'上下'[half - 1]}半年" if is_chinese else f"{start.year} H{half}"
            )
        if span == "single" and grain == "quarter":
            quarter = (start.month + 2) // 3
            return (
                f"{start.year}年{'一二三四'[quarter - 1]}季度"
                if is_chinese
                else f"{start.year} Q{quarter}"
            )
        if span == "single" and grain == "month":
            return f"{start.year}年{start.month}月" if is_chinese else f"{start:%Y-%m}"
        if start == end:
            return start.isoformat()
        return f"{start}至{end}" if is_chinese else f"{start} to {end}"


def number(value: Decimal | None) -> str:
    """All digits of a number, in groups of three.

    >>> number(Decimal("385421000.5000")), number(None)
    ('385,421,000.5', '')
    """
    if value is None:
        return ""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def bounded(value: Decimal | None, bound: str | None, high: Decimal | None) -> str:
    """A number with the bound the text gives it."""
    if bound == "range" and value is not None and high is not None:
        return f"{number(value)}–{number(high)}"
    return _BOUNDS.get(bound or "", "") + number(value) if value is not None else "…"


def day(when: datetime | date | None) -> str:
    """A day in ISO 8601; nothing where none is stated."""
    return f"{when:%Y-%m-%d}" if when else ""
