"""The bytes of a document and the form they are in; its text, and what the form says of it besides, out.

A form is named by `Source.read_as`: empty for a text as it stands, else a word and what it needs, so that
the same bytes are read alike whenever they are read again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from kouan.model.batch import Batch
from kouan.model.decoding import Decoding, Segment
from kouan.model.expression import Expression
from kouan.model.knowledge import Knowledge
from kouan.reading import feed
from kouan.reading.decoding import decode
from kouan.reading.fields import Value
from kouan.reading.instants import published
from kouan.reading.json_line import NoObjectError, read_line, values
from kouan.reading.rendering import MARKUP, rendered, titled
from kouan.reading.structure import decode_structure
from kouan.reading.table_row import of_columns, read_row
from kouan.reading.tags import pieces
from kouan.reading.word_document import read_document


class Given(NamedTuple):
    """What the form of a document says of it beside its text; None and () where it says nothing."""

    title: str | None = None
    published_at: str | None = None
    #: The words that say so.
    published_text: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None


NOTHING: Final = Given()
TAGS: Final = Expression(r"<[^<>]*>")


def decode_batch(batch: Batch, knowledge: Knowledge | None = None) -> list[Decoding]:
    """The text of each document of a batch, read in the form that its source names."""
    return [
        decode(raw, knowledge) if not source.read_as else read(raw, source.read_as, knowledge)
        for raw, source in zip(batch.raws(), batch.sources, strict=True)
    ]


def read(raw: bytes, read_as: str, knowledge: Knowledge | None = None) -> Decoding:
    """The text of a document in some form.

    Raises:
        ValueError: there is no such form.
    """
    form, _, rest = read_as.partition(" ")
    base = _base(raw, form, rest, knowledge)
    if base.refusal:
        return base
    if form == "json":
        return read_line(raw, base, json.loads(rest))
    if form == "csv":
        return read_row(raw, base, json.loads(rest))
    if form == "entry":
        return read_entry(raw, base)
    if form == "docx":
        return read_document(raw, base)
    raise ValueError(f"{read_as!r} is no form that a document is read in")


def _base(raw: bytes, form: str, rest: str, knowledge: Knowledge | None = None) -> Decoding:
    """The text of the structure; an entry is in the encoding of its feed, which declares it, a row in that of its table."""
    encoding = rest if form == "entry" else json.loads(rest)["encoding"] if form == "csv" else ""
    if encoding not in ("", "utf-8"):
        try:
            text = raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            return decode_structure(raw, knowledge)
        if text.encode(encoding) == raw and "\x1e" not in text:
            whole = Segment(0, len(text), 0, len(raw), encoding)
            return Decoding(text, encoding, 0.0, None, (whole,), None)
    return decode_structure(raw, knowledge)


def read_entry(raw: bytes, base: Decoding) -> Decoding:
    """The title and the text of an entry of a feed; without a text the title is one."""
    text = base.text
    found = feed.elements(text)
    title = feed.first_of(found, feed.TITLE)
    content = feed.first_of(found, feed.TEXT) or title
    if content is None:
        return base
    if title is not None and title.start >= content.start:
        title = None
    is_page = bool(MARKUP.search(feed.said(text, content)))
    span = None if title is None else (title.start, title.end)
    stretch = (content.start, content.end)
    return rendered(raw, base, titled(text, span, stretch, partial(pieces, text), is_page))


def _of_entry(text: str) -> Given:
    found = feed.elements(text)
    when = feed.said(text, feed.first_of(found, feed.PUBLISHED)).strip()
    author = feed.first_of(found, feed.AUTHOR)
    names = TAGS.sub("、", feed.said(text, author)) if author else ""
    return Given(
        TAGS.sub("", feed.said(text, feed.first_of(found, feed.TITLE))).strip() or None,
        published(when),
        when or None,
        names_in(names),
        feed.said(text, feed.first_of(found, feed.PUBLISHER)).strip() or None,
    )


def given(raw: bytes, read_as: str, knowledge: Knowledge | None = None) -> Given:
    """What the form of a document says of it, decoded as its text is with this knowledge."""
    form, _, rest = read_as.partition(" ")
    if form == "json":
        return _of_line(_base(raw, form, rest, knowledge).text, json.loads(rest))
    if form == "csv":
        return _of_row(_base(raw, form, rest, knowledge).text, json.loads(rest))
    if form == "entry":
        return _of_entry(_base(raw, form, rest, knowledge).text)
    return NOTHING


def _of_line(text: str, chosen: dict[str, str]) -> Given:
    try:
        line = values(text)
    except NoObjectError:
        return NOTHING
    return _of_fields({kind: line[name] for kind, name in chosen.items() if name in line})


def _of_row(text: str, told: dict[str, Any]) -> Given:
    return _of_fields(of_columns(text, told))


def _of_fields(found: Mapping[str, Value]) -> Given:
    """What the fields of an export say, by what they hold."""
    said = {kind: value.said.strip() for kind, value in found.items()}
    when = said.get("published", "")
    return Given(
        said.get("title") or None,
        published(when),
        when or None,
        names_in(said.get("author", "")),
        said.get("source") or None,
    )


def names_in(said: str) -> tuple[str, ...]:
    """Names in a field, parted as people part them.

    >>> names_in("张三、李四 / John Smith")
    ('张三', '李四', 'John Smith')
    """
    for sign in "，,;；/|\n":
        said = said.replace(sign, "、")
    return tuple(dict.fromkeys(name for part in said.split("、") if (name := part.strip())))
