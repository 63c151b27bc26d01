"""A record in; a reference after GB/T 7714—2015 out, as a list numbered in order of citation has it.

An electronic resource is 主要责任者. 题名[EB/OL]. 出版者, 出版年(发布日期)[引用日期]. 获取和访问路径. and an article of a newspaper
主要责任者. 题名[N/OL]. 报纸名, 出版日期[引用日期]. 获取和访问路径. What is not known is left out, as the standard has it for
electronic resources (place and publisher) and for lists in order of citation (who is responsible). The day of
citation is the day on which the page was fetched: what was there that day is what is quoted.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Final

from flows.citing.evidence import address_of, day_of, evidence, publisher_of
from flows.citing.words import Language, one_line, words
from warehouse.releases.cited import Cited

#: More names than this are 等.
_NAMES: Final = 3


def gbt7714(cited: Cited, language: Language = "zh", *, bare: bool = False) -> str:
    """The reference, and on a line of its own, unless it is to be bare, the quote with its digests."""
    reference = _newspaper(cited) if is_newspaper(cited.publisher) else _electronic(cited)
    return reference if bare else f"{reference}\n{evidence(cited, language)}"


def is_newspaper(publisher: str | None) -> bool:
    """Whether a publisher is a newspaper, by its name.

    >>> is_newspaper("人民日报"), is_newspaper("中国海关总署"), is_newspaper("每周情报"), is_newspaper("南海港报社")
    (True, False, False, True)
    """
    name = (publisher or "").strip()
    told = _newspapers()
    return name in told["also"] or (
        name.endswith(tuple(told["ends"])) and not name.endswith(tuple(told["not"]))
    )


@cache
def _newspapers() -> dict[str, list[str]]:
    text = (resources.files(__package__) / "newspapers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _newspaper(cited: Cited) -> str:
    paper = one_line(cited.publisher or "").removesuffix("社")
    day = day_of(cited.published)
    issued = f"{paper}, {day}" if day else paper
    return _joined(
        _names(cited.authors),
        f"{_title(cited)}[N/{_carrier(cited)}]",
        f"{issued}{_cited_on(cited)}",
        _path(cited),
    )


def _electronic(cited: Cited) -> str:
    """A publisher without a named author is itself responsible."""
    publisher = one_line(publisher_of(cited) or "")
    day = day_of(cited.published)
    issue = ""
    if cited.authors and publisher:
        issue = f"{publisher}, {day[:4]}" if day else publisher
    return _joined(
        _names(cited.authors) or publisher,
        f"{_title(cited)}[EB/{_carrier(cited)}]",
        f"{issue}{f'({day})' if day else ''}{_cited_on(cited)}",
        _path(cited),
    )


def _joined(*parts: str) -> str:
    return ". ".join(part for part in parts if part) + "."


def _names(authors: tuple[str, ...]) -> str:
    named = ", ".join(one_line(name) for name in authors[:_NAMES])
    return f"{named}, 等" if len(authors) > _NAMES else named


def _title(cited: Cited) -> str:
    return one_line(cited.title) if cited.title else words("zh")["no_title"]


def _carrier(cited: Cited) -> str:
    """OL for a page of the net, DK for a file on a disk."""
    return "OL" if address_of(cited) else "DK"


def _cited_on(cited: Cited) -> str:
    when = cited.crawled_at or cited.read_at
    return f"[{when:%Y-%m-%d}]" if when else ""


def _path(cited: Cited) -> str:
    return address_of(cited) or one_line(cited.location)
