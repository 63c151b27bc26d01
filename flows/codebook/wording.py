"""A language in; the words, numbers and periods of a codebook out."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from flows.citing.words import Language
from flows.series.amounts import interval_of, scale_of
from flows.series.periods import period_of
from warehouse.releases.sheet import Point


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

    def amount(self, point: Point, unit: str | None) -> str:
        """The value of an observation as the press writes it, with the bound the text gives it; … for a gap."""
        if point.value is None:
            return "…"
        scale = scale_of(point.value, unit, point.resolution, self.language)
        if point.bound == "range" and point.value_high is not None:
            return interval_of(point.value, point.value_high, scale)
        bound = self(f"bound.{point.bound or 'exact'}")
        return f"{bound}{scale.number(point.value)}{scale.words}"

    def interval(self, point: Point, unit: str | None) -> str:
        """What an observation can mean, in the scale of its value; empty where that is one number."""
        low, high = point.value_low, point.value_high
        if point.value is None or low is None or high is None or low == high:
            return ""
        return interval_of(low, high, scale_of(point.value, unit, point.resolution, self.language))


def day(when: datetime | date | None) -> str:
    """A day in ISO 8601; nothing where none is stated."""
    return f"{when:%Y-%m-%d}" if when else ""
