"""A cleaned page in, what its head states out (meta tags, linked data, marked elements): day, authors, publisher, site."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

import numpy as np

from kouan.model.characters import text_of
from kouan.model.expression import Expression
from kouan.model.ledger import Pass
from kouan.model.processed import Cleaned

#: The kinds under which the markup pass took tags out: those that state facts, and all others.
STATEMENT: Final = "page_statement"
MARKUP: Final = "markup"
#: The rule that converts the script, a character for a character.
SCRIPT: Final = "script"
ATTRIBUTE: Final = Expression(
    r"\b(name|property|itemprop|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))",
    re.IGNORECASE,
)
#: By how surely each says when the article went out; the day a file was made or changed is another.
DATES: Final = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "publishtime",
    "pubdate",
    "publicationdate",
    "weibo:article:create_at",
    "og:release_date",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "prism.publicationdate",
    "citation_date",
    "citation_publication_date",
    "citation_online_date",
    "dc.date",
    "time",
)
AUTHORS: Final = (
    "article:author",
    "author",
    "og:article:author",
    "citation_authors",
    "citation_author",
    "dc.creator",
    "byl",
    "rel:author",
)
#: Whom the page credits, and who shows it.
PUBLISHERS: Final = ("contentsource", "article:source", "source", "citation_journal_title")
SITES: Final = ("og:site_name", "application-name", "apple-mobile-web-app-title", "sitename")
LONGEST: Final = 200

#: What opens and never closes ends where the next tag opens, so the time grows with the length alone.
LINKED: Final = Expression(r"<script\b[^<>]*>", re.IGNORECASE)
CLOSED: Final = Expression(r"</script", re.IGNORECASE)
#: A larger record describes a shop or a map, not an article.
LONGEST_RECORD: Final = 100_000
MOST_RECORDS: Final = 20
ARTICLE: Final = Expression(r"(?:Article|Posting|Report|Review)$")
#: <time datetime="…" pubdate>, <time itemprop="datePublished" …>
TIME: Final = Expression(r"<time\b[^<>]*>", re.IGNORECASE)
PUBLISHED: Final = Expression(r"\bpubdate\b|datePublished|\bpublish|entry-date", re.IGNORECASE)
DATETIME: Final = Expression(r"\bdatetime\s*=\s*[\"']?([^\"'>]{8,40})", re.IGNORECASE)
#: An element whose text is the author's name.
NAMED: Final = Expression(r"\b(?:rel|itemprop)\s{0,4}=\s{0,4}[\"']?author\b", re.IGNORECASE)
LONGEST_TAG, LONGEST_NAME = 600, 30


def statements_of(document: Cleaned) -> dict[str, str]:
    """Name and content of each statement; of two with one name the first.

    Linked data goes under the names of the meta tags that say the same. All is in the script of the page's
    own clean text, as far as its characters stand there.
    """
    said: dict[str, str] = {}
    for number, done in enumerate(document.passes):
        if STATEMENT in done.edits.kinds or MARKUP in done.edits.kinds:
            for name, content in _stated(number, done, document):
                if content := " ".join(html.unescape(content).split())[:LONGEST]:
                    said.setdefault(name, content)
    if said and (table := _converted(document)):
        said = {name: content.translate(table) for name, content in said.items()}
    return said


def _stated(number: int, done: Pass, document: Cleaned) -> Iterator[tuple[str, str]]:
    yield from _meta(done)
    tags = text_of(done.before)
    if "ld+json" in tags:
        for record in islice(_records(tags), MOST_RECORDS):
            yield from _linked(record)
    if "datetime" in tags:
        for tag in TIME.finditer(tags):
            if PUBLISHED.search(tag[0]) and (at := DATETIME.search(tag[0])):
                yield "time", at[1]
    for found in NAMED.finditer(tags):
        start = tags.rfind("<", max(0, found.start() - LONGEST_TAG), found.start())
        end = tags.find(">", found.end(), found.end() + LONGEST_TAG) + 1
        is_tag = start >= 0 and end and "<" not in tags[start + 1 : end]
        if is_tag and (name := _text_behind(number, end, document)):
            yield "rel:author", name
            return


def _meta(done: Pass) -> Iterator[tuple[str, str]]:
    if STATEMENT not in done.edits.kinds:
        return
    number = done.edits.kinds.index(STATEMENT)
    for edit in (done.edits.kind == number).nonzero()[0].tolist():
        tag = text_of(done.before[done.before_at[edit] : done.before_at[edit + 1]])
        found = {key.lower(): "".join(values) for key, *values in ATTRIBUTE.findall(tag)}
        name = found.get("name") or found.get("property") or found.get("itemprop")
        if name and found.get("content", "").strip():
            yield name.lower(), found["content"]


def _records(tags: str) -> Iterator[str]:
    """The records of linked data, each the content of a script; one without an end is none, and none stands behind it."""
    at = 0
    while opened := LINKED.search(tags, at):
        at = opened.end()
        if "ld+json" in opened[0]:
            closed = CLOSED.search(tags, at)
            if closed is None:
                return
            yield tags[at : closed.start()]
            at = closed.end()


def _linked(record: str) -> Iterator[tuple[str, str]]:
    """What a record of linked data says of an article; one that is broken or deep says nothing."""
    if len(record) > LONGEST_RECORD:
        return
    try:
        told = json.loads(record, strict=False)
    except (ValueError, RecursionError):
        return
    for one in _objects(told):
        kinds = one.get("@type")
        if any(
            ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            if isinstance(at := one.get("datePublished"), str):
                yield "datepublished", at
            if names := list(_names(one.get("author"))):
                yield "author", "、".join(names)
            if site := next(_names(one.get("publisher"), anybody=True), None):
                yield "og:site_name", site


def _objects(told: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a record: itself, those of a list, those of a graph."""
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            yield from (
                (part for part in graph if isinstance(part, dict))
                if isinstance(graph, list)
                else ()
            )


def _names(told: Any, *, anybody: bool = False) -> Iterator[str]:
    """Names in a field of linked data: of persons, or of `anybody`."""
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict) and isinstance(name := one.get("name"), str):
            is_person = "Organization" not in str(one.get("@type"))
            yield from (name,) if anybody or is_person else ()


def _text_behind(number: int, at: int, document: Cleaned) -> str:
    """The text behind a tag; `at` is where the tag ends in all that the pass of this number took out."""
    done = document.passes[number]
    edit = int(np.searchsorted(done.before_at, at, "left")) - 1
    if edit + 1 >= len(done.edits):
        return ""
    start, stop = done.edits.end[edit : edit + 1], done.edits.start[edit + 1 : edit + 2]
    for earlier in reversed(document.passes[:number]):
        start, stop = earlier.back(start, stop)
    text = document.decoding.text[int(start[0]) : int(stop[0])].strip()
    return text if len(text) <= LONGEST_NAME else ""


def _converted(document: Cleaned) -> dict[int, str]:
    """What the script passes of this document made of each character they met."""
    table: dict[int, str] = {}
    for done in document.passes:
        if SCRIPT in done.rules and done.is_one_to_one:
            mine = np.array([rule == SCRIPT for rule in done.rules])[done.edits.kind]
            after = text_of(done.edits.after[mine])
            table |= dict(zip(done.before[mine].tolist(), after, strict=True))
    return table
