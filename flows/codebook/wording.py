"""A language in; the words, numbers and periods of a codebook out."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final

from flows.citing.words import Language
from flows.series.amounts import scale_of
from flows.series.periods import period_of

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

    def period(self, start: date, end: date, span: str) -> str:
        """A period as the press writes it out."""
        return period_of(start, end, span, self.language)

    def unit(self, unit: str | None) -> str:
        """A unit by its name; empty for a bare ratio.

        >>> Wording("zh").unit("t"), Wording("en").unit("人次/日"), Wording("zh").unit(None)
        ('吨', '人次/日', '')
        """
        return scale_of(Decimal(1), unit, None, self.language).words.strip()


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
