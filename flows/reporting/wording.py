"""A language in, the words of the pages out: labels, plurals, numbers, times."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final, Literal, NamedTuple

Language = Literal["en", "zh"]

LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")


@cache
def labels() -> dict[str, dict[str, list[str]]]:
    """All labels by group and key: (English, Chinese), or (one, many, Chinese)."""
    text = (resources.files(__package__) / "labels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _sentences() -> dict[str, str]:
    text = (resources.files(__package__) / "sentences.zh.toml").read_text(encoding="utf-8")
    return {english: str(chinese) for english, chinese in tomllib.loads(text).items()}


class Pattern(NamedTuple):
    """A sentence with places in braces, as it is met behind the name of an input, and as it is said instead."""

    met: re.Pattern[str]
    said: str


@cache
def _findings() -> tuple[Pattern, ...]:
    """What is said of inputs; the sentence with the longest words of its own first, since one may end as another does."""
    text = (resources.files(__package__) / "findings.zh.toml").read_text(encoding="utf-8")
    found = []
    for english, chinese in sorted(tomllib.loads(text).items(), key=lambda one: -_own(one[0])):
        parts = _PLACE.split(english)  # words and names of places in turn
        said = (
            f"(?P<{one}>{_NUMBER if one in _NUMBERS else '.+?'})" if n % 2 else re.escape(one)
            for n, one in enumerate(parts)
        )
        # the name of an input may hold what parts it from the sentence
        met = re.compile(f"(?:(?P<input>.+): )?{''.join(said)}", re.DOTALL)
        found.append(Pattern(met, chinese))
    return tuple(found)


def _own(sentence: str) -> int:
    return len(_PLACE.sub("", sentence))


#: Places that hold a number.
_NUMBERS: Final = ("depth", "limit", "number", "size")
_NUMBER: Final = r"[\d,]+"
_PLACE: Final = re.compile(r"\{([a-z]+)\}")


class Wording:
    """The words of one language, as templates ask for them."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: Any) -> str:
        """The label `group.key`, with its braces filled in.

        Raises:
            KeyError: there is no such label (a bug of a template).
        """
        group, name = key.split(".")
        forms = labels()[group][name]
        if self.language == "zh":
            label = forms[-1]
        else:
            label = forms[0] if len(forms) == 2 or values.get("n") == 1 else forms[1]
        if not values:
            return label
        return label.format(**{name: self.show(value) for name, value in values.items()})

    def name(self, group: str, value: str | None) -> str:
        """The name of a value of a vocabulary; a value that a user's project brought stands for itself."""
        if value is None:
            return self("page.none")
        return self(f"{group}.{value}") if value in labels()[group] else value

    def sentence(self, text: str) -> str:
        """A sentence that the warehouse holds in English, in this language where it is known.

        >>> Wording("zh").sentence("The article has a title. Found: 无题.")
        '文章应有标题。实际为：无题。'
        >>> Wording("zh").sentence("in/a.txt: more than 9 bytes; split it, or raise --max-size")
        'in/a.txt：超过 9 字节；请拆分，或调高 --max-size。'
        """
        if self.language != "zh":
            return text
        note, found, observed = text.partition(" Found: ")
        if note not in _sentences():
            return _of_input(text)
        return _sentences()[note] + (f"实际为：{observed.removesuffix('.')}。" if found else "")

    def show(self, value: Any) -> str:
        """A value as a reader expects it.

        >>> Wording("en").show(Decimal("250000.0000000000")), Wording("en").show(1234)
        ('250,000', '1,234')
        """
        if isinstance(value, bool) or value is None:
            return "" if value is None else str(value).lower()
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%d %H:%M}"
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal):
            text = f"{value:,f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        if isinstance(value, int):
            return f"{value:,}"
        if isinstance(value, float):
            return f"{value:,.0f}" if value.is_integer() and abs(value) >= 10 else f"{value:.4g}"
        if isinstance(value, list | tuple):
            return ("、" if self.language == "zh" else ", ").join(self.show(part) for part in value)
        return str(value)

    def share(self, part: float | None, whole: float = 1) -> str:
        """A share in per cent; a small one is never shown as none.

        >>> Wording("en").share(1, 5000), Wording("en").share(1, 3), Wording("en").share(0, 3)
        ('<0.1%', '33.3%', '0%')
        """
        if not part or not whole:
            return "0%"
        percent = 100 * part / whole
        if percent < 0.1:
            return "<0.1%"
        if percent > 99.9 and part < whole:
            return ">99.9%"
        return f"{percent:.1f}".removesuffix(".0") + "%"

    def list(self, parts: list[str]) -> str:
        """Parts of a sentence, joined."""
        return ("，" if self.language == "zh" else ", ").join(parts)


def _of_input(text: str) -> str:
    """What is said of an input, in Chinese where it is known."""
    for pattern in _findings():
        if found := pattern.met.fullmatch(text):
            told = found.groupdict()
            place = told.pop("input")
            said = pattern.said.format(**told)
            return f"{place}：{said}" if place else said
    return text
