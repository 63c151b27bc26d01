"""One clean document in, its articles out: title, roles of the blocks, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kouan.model.article import Article, Block, Role
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.segmentation.bylines import (
    byline_names,
    closing_names,
    names_alone,
    opening_names,
)
from kouan.segmentation.credited import credited
from kouan.segmentation.headline import headline_of
from kouan.segmentation.lines import SHORT, Line, lines_of
from kouan.segmentation.metadata import Metadata, metadata_of
from kouan.segmentation.roles import roles_of
from kouan.segmentation.statements import statements_of

#: A line among so many at either end of an article may say who wrote it.
RIM: Final = 5
#: A name stands alone among the first so many.
HEAD: Final = 3


def segment(document: Cleaned, knowledge: Knowledge) -> tuple[Article, ...]:
    """The stories of a document, in reading order; none where the clean text is blank.

    The blocks, title and subtitle together hold every line that says something exactly once.
    """
    lines = lines_of(document.clean, [removal.at for removal in document.removals])
    metadata = metadata_of(document.removals, knowledge, statements_of(document))
    return tuple(
        _article(key, story, metadata, document, knowledge) for key, story in _stories(lines)
    )


def _stories(lines: Sequence[Line]) -> Iterator[tuple[str, Sequence[Line]]]:
    """The stories with their item keys; a file is read as one story, whose key is empty."""
    if lines:
        yield "", lines


def _article(
    item_key: str,
    lines: Sequence[Line],
    metadata: Metadata,
    document: Cleaned,
    knowledge: Knowledge,
) -> Article:
    title, subtitle = headline_of(lines)
    if title is not None and byline_names(lines[title].text, knowledge) is not None:
        title = subtitle = None
    told = [line for number, line in enumerate(lines) if number not in (title, subtitle)]
    blocks = tuple(
        Block(role, line.start, line.end, line.text)
        for line, role in zip(told, roles_of(told, knowledge), strict=True)
    )
    headline = None if title is None else lines[title]
    return Article(
        item_key,
        headline.text if headline else None,
        headline.start if headline else 0,
        headline.end if headline else 0,
        None if subtitle is None else lines[subtitle].text,
        metadata.published_at,
        metadata.published_evidence,
        metadata.source,
        metadata.source_evidence,
        _authors(blocks, metadata, knowledge),
        document.script,
        blocks,
    )


def _authors(blocks: Sequence[Block], metadata: Metadata, knowledge: Knowledge) -> tuple[str, ...]:
    """Names from bylines, from the brackets that open and close the story, and from the removed credit lines."""
    names = [
        name
        for block in blocks
        if block.role is Role.BYLINE
        for name in byline_names(block.text, knowledge) or ()
    ]
    rim = [*blocks[:RIM], *blocks[RIM:][-RIM:]]
    for block in rim:
        if len(block.text) <= SHORT:
            names += credited(block.text) or byline_names(block.text, knowledge) or ()
    if not names and not metadata.authors and blocks:
        told = (names_alone(block.text, knowledge) for block in blocks[:HEAD])
        names += next((found for found in told if found), ())
    body = [block for block in blocks if block.role is Role.BODY]
    if body:
        names += opening_names(body[0].text, knowledge)
        names += closing_names(body[-1].text, knowledge)
    return tuple(dict.fromkeys((*names, *metadata.authors)))
