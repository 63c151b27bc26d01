"""What cleaning took out of a page in, what the page says of itself out: date, publisher, authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kouan.model.article import Removal, RemovedKind
from kouan.model.knowledge import Knowledge
from kouan.segmentation.bylines import byline_names
from kouan.segmentation.credited import credited
from kouan.segmentation.datelines import date_of
from kouan.segmentation.statements import AUTHORS, DATES

#: A line that states date or source is short; the rest of a longer one is not looked at.
LONGEST: Final = 300
LONGEST_NAME: Final = 40

#: The only removals that speak for the article: a related link has a date too, but another story's.
SPEAKING: Final = (RemovedKind.DATELINE, RemovedKind.SOURCE_LINE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Date and publisher with the words that state them, and the names credited beside them."""

    published_at: str | None = None
    published_evidence: str | None = None
    source: str | None = None
    source_evidence: str | None = None
    authors: tuple[str, ...] = ()


def metadata_of(
    removals: Iterable[Removal], knowledge: Knowledge, statements: Mapping[str, str] | None = None
) -> Metadata:
    """Read date, publisher and authors from the removed date and source lines; None is "not stated".

    What the page shows counts first; what its head states (`statements`, name and content of meta tags) where it shows nothing.
    """
    statements = statements or {}
    said = [one.text.strip()[:LONGEST] for one in removals if one.kind in SPEAKING]
    published_at, published_evidence = next(
        ((at, text) for text in said if (at := date_of(text))), (None, None)
    )
    if published_at is None:
        published_at, published_evidence = _stated_date(statements)
    source, source_evidence = next(
        ((name, text) for text in said if (name := publisher_of(text, knowledge))), (None, None)
    )
    authors = tuple(
        dict.fromkeys(name for text in said for name in _credited_authors(text, knowledge))
    )
    if not authors:
        authors = _stated_authors(statements, knowledge)
    return Metadata(published_at, published_evidence, source, source_evidence, authors)


@dataclass(frozen=True)
class Credits:
    """The words of `credit.csv` as patterns."""

    publisher: re.Pattern[str]
    stop: re.Pattern[str]
    nobody: frozenset[str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Credits:
        """Build the patterns once for this knowledge."""
        words: dict[str, list[str]] = {}
        for row in knowledge.rows("credit"):
            words.setdefault(row["use"], []).append(row["surface"])
        cues, fields = (
            "|".join(re.escape(word) for word in sorted(words[use], key=len, reverse=True))
            for use in ("publisher", "field")
        )
        return cls(
            re.compile(rf"(?:{cues})\s{{0,2}}(?:[:：|｜]\s{{0,4}}|(?=《)|\s)"),
            re.compile(
                rf"\s(?:{fields}|{cues})|(?:{fields})[:：]|[\n\t|｜)）\]】]|\s{{2}}|\s?\d{{4}}[-/.年]\d|$"
            ),
            frozenset(words["nobody"]),
        )


def publisher_of(text: str, knowledge: Knowledge) -> str | None:
    """The publisher that a source line credits; None for the site's own name, and for "the internet".

    >>> from kouan.stages import gather
    >>> publisher_of("（来源：法制日报——法制网）", gather())
    '法制日报——法制网'
    """
    words = knowledge.made(Credits.of)
    for cue in words.publisher.finditer(text):
        stop = words.stop.search(text, cue.end())
        name = text[cue.end() : stop.start() if stop else len(text)].strip(
            " \u3000。，,；;、:：《》“”\"'"
        )
        if 2 <= len(name) <= LONGEST_NAME and name not in words.nobody:
            return name
    return None


#: A field of a source line that credits a person.
_AUTHOR: Final = re.compile(
    r"(?:^|[\s|｜(（【\[])((?:作者|记者|通讯员|撰稿|撰文)[:：][^\n:：|｜()（）]{2,40})"
)


def _stated_date(statements: Mapping[str, str]) -> tuple[str | None, str | None]:
    for name in DATES:
        content = statements.get(name)
        if content and (at := date_of(content)):
            return at, f"{name}: {content}"
    return None, None


def _stated_authors(statements: Mapping[str, str], knowledge: Knowledge) -> tuple[str, ...]:
    """Names in a meta tag that read as names of persons do: sites name themselves there too."""
    for name in AUTHORS:
        content = statements.get(name, "")
        if content and (found := byline_names(f"记者 {content}", knowledge)):
            return found
    return ()


def _credited_authors(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    lines = [line.strip() for line in text.split("\n")]
    for line in lines:
        if said := credited(line):
            return said
    if told := [name for line in lines for name in byline_names(line, knowledge) or ()]:
        return tuple(dict.fromkeys(told))
    found = _AUTHOR.search(text)
    if not found:
        return ()
    words = found[1].split()
    for stop in range(len(words), 0, -1):  # "作者：张三 责任编辑" reads up to the next field
        if names := byline_names(" ".join(words[:stop]), knowledge):
            return names
    return ()
