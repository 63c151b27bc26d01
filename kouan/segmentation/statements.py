"""A cleaned page in, what the meta tags of its head state out: when it went out and who wrote it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from kouan.model.characters import text_of
from kouan.model.processed import Cleaned

#: The kind under which the markup pass took a meta tag out.
STATEMENT: Final = "page_statement"
ATTRIBUTE: Final = re.compile(
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
    "pubdate",
    "publicationdate",
    "weibo:article:create_at",
    "og:release_date",
    "dc.date.issued",
)
AUTHORS: Final = ("article:author", "author", "og:article:author", "dc.creator")
LONGEST: Final = 200


def statements_of(document: Cleaned) -> dict[str, str]:
    """Name and content of each meta tag that says something; of two with one name the first."""
    said: dict[str, str] = {}
    for tag in _tags(document):
        found = {key.lower(): "".join(values) for key, *values in ATTRIBUTE.findall(tag)}
        name = found.get("name") or found.get("property") or found.get("itemprop")
        content = html.unescape(found.get("content", "")).strip()
        if name and content:
            said.setdefault(name.lower(), content[:LONGEST])
    return said


def _tags(document: Cleaned) -> Iterator[str]:
    for done in document.passes:
        if STATEMENT in done.edits.kinds:
            number = done.edits.kinds.index(STATEMENT)
            for edit in (done.edits.kind == number).nonzero()[0].tolist():
                yield text_of(done.before[done.before_at[edit] : done.before_at[edit + 1]])
