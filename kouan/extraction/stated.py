"""Articles with their entities in, their sentences that state figures out, with what these figures are read with.

Each step goes through all articles before the next begins (kouan.stages says why).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kouan.extraction.amounts.money import HOME, home_currency
from kouan.extraction.amounts.quantities import quantities
from kouan.extraction.figures.spans import Spans
from kouan.extraction.parties.actors import places_of
from kouan.extraction.parties.discourse import Discourse
from kouan.extraction.parties.roles import Cast
from kouan.extraction.parties.subjects import Subjects
from kouan.extraction.time.calendars import calendar_of
from kouan.extraction.time.timeline import Timeline
from kouan.model.article import Article, Block, Role, Script
from kouan.model.facts import Entity, EntityType, Quantity
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned

#: Where a figure is part of a name: 814号界碑. Persons have no numbers in their names.
_NAMED: Final = frozenset(EntityType) - {EntityType.PERSON}


class Page(NamedTuple):
    """What the figures of one article are read with."""

    blocks: Sequence[Block]
    #: the figures of each block
    figures: Sequence[Sequence[Quantity]]
    damages: Spans
    timeline: Timeline
    subjects: Subjects
    cast: Cast


class Sentence(NamedTuple):
    """The figures of one sentence [first, last) of a block; `readable` is the block with its damage made unreadable."""

    page: Page
    block: Block
    #: the numbers of the block and of the sentence in it
    place: tuple[int, int]
    span: tuple[int, int]
    readable: str
    figures: Sequence[Quantity]


def told_blocks(article: Article) -> list[Block]:
    """The blocks of an article that may state figures."""
    return [block for block in article.blocks if block.role is not Role.BYLINE]


def read_pages(
    pages: Sequence[tuple[Article, Cleaned]],
    entities: Sequence[tuple[Entity, ...]],
    tables: Sequence[Spans],
    knowledge: Knowledge,
) -> list[Page | None]:
    """What the figures of each article are read with; None where it has none.

    What stands in `tables` is no sentence: neither figures nor names of it are shown to those who read sentences.
    """
    blocks = [
        [block for block in told_blocks(article) if not spans.hold(block.start, block.end)]
        for (article, _), spans in zip(pages, tables, strict=True)
    ]
    damages = [
        Spans((damage.start, damage.end) for damage in document.damages) for _, document in pages
    ]
    figures = [
        _figures(*page, knowledge)
        for page in zip(blocks, entities, damages, [document for _, document in pages], strict=True)
    ]
    # of those that state something, by their numbers
    told = [number for number, found in enumerate(figures) if any(found)]
    calendars = {
        number: calendar_of(
            "\n".join([pages[number][0].title or "", *(block.text for block in blocks[number])]),
            pages[number][0].published_at,
        )
        for number in told
    }
    timelines = {
        number: Timeline(
            [damages[number].blanked(block.text, block.start) for block in blocks[number]],
            calendars[number],
            knowledge,
            [[(quantity.start, quantity.end) for quantity in found] for found in figures[number]],
            pages[number][0].title or "",
        )
        for number in told
    }
    places = {
        number: [
            place
            for place in places_of(entities[number])
            if not tables[number].hold(place.start, place.end)
        ]
        for number in told
    }
    subjects = {
        number: Subjects(
            Discourse(
                pages[number][1].clean,
                places[number],
                _headline(pages[number][0]),
                (blocks[number][0].start, blocks[number][-1].start + len(blocks[number][-1].text)),
                knowledge,
                pages[number][0].source or "",
            )
        )
        for number in told
    }
    read: list[Page | None] = [None] * len(pages)
    for number in told:
        read[number] = Page(
            blocks[number],
            figures[number],
            damages[number],
            timelines[number],
            subjects[number],
            Cast(pages[number][1].clean, places[number]),
        )
    return read


def home_of(document: Cleaned, knowledge: Knowledge) -> str:
    """The currency that a bare 元 means in a document."""
    if document.script in (Script.HANT, Script.MIXED):
        return home_currency(document.clean, knowledge)
    return HOME


def _headline(article: Article) -> str:
    """The title of an article with its subtitle, which may name whom the title does not."""
    return " ".join(one for one in (article.title, article.subtitle) if one)


def _figures(
    blocks: Sequence[Block],
    entities: Sequence[Entity],
    damages: Spans,
    document: Cleaned,
    knowledge: Knowledge,
) -> list[tuple[Quantity, ...]]:
    """The figures of each block outside damaged spans and names."""
    names = Spans(
        (mention.start, mention.end)
        for entity in entities
        if entity.type in _NAMED
        for mention in entity.mentions
    )
    home = home_of(document, knowledge)
    return [
        tuple(
            quantity
            for quantity in quantities(block.text, knowledge, home)
            if not damages.touch(block.start + quantity.start, block.start + quantity.end)
            and not names.hold(block.start + quantity.start, block.start + quantity.end)
        )
        for block in blocks
    ]


def sentences_of(page: Page) -> Iterator[Sentence]:
    """The sentences of an article that state figures."""
    for number, (block, figures) in enumerate(zip(page.blocks, page.figures, strict=True)):
        if not figures:
            continue
        readable = page.damages.blanked(block.text, block.start)
        at = 0
        for sentence, (first, last) in enumerate(page.timeline.sentences(number)):
            begin = at
            while at < len(figures) and figures[at].start < last:
                at += 1
            if begin < at:
                yield Sentence(
                    page, block, (number, sentence), (first, last), readable, figures[begin:at]
                )
