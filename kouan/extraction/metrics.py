"""An article with its entities in, the figures it states out: value, unit, kind, indicator, subject, period and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kouan.extraction.amounts.money import HOME, home_currency
from kouan.extraction.amounts.quantities import quantities
from kouan.extraction.figures.indicators import GROWTH, UNREADABLE, Counted, indicator_of
from kouan.extraction.figures.kinds import kind_of
from kouan.extraction.figures.lists import parts_of
from kouan.extraction.figures.parts import with_parts
from kouan.extraction.figures.readings import Reading, readings_of
from kouan.extraction.figures.relations import related, runs_of
from kouan.extraction.figures.spans import Spans
from kouan.extraction.figures.statement import Statement, statement
from kouan.extraction.parties.actors import places_of
from kouan.extraction.parties.roles import Cast
from kouan.extraction.parties.subjects import Subjects
from kouan.extraction.time.calendars import calendar_of
from kouan.extraction.time.dated import Dated
from kouan.extraction.time.timeline import Timeline
from kouan.language.resolution import resolution
from kouan.model.article import Article, Block, Role, Script
from kouan.model.facts import Entity, EntityType, Metric, MetricKind, Quantity
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned

#: Where a figure is part of a name: 814号界碑. Persons have no numbers in their names.
_NAMED: Final = frozenset(EntityType) - {EntityType.PERSON}

#: A subject that damage parts from the figure may not be the last that was named.
_ACROSS_DAMAGE: Final = 0.4


class _Article(NamedTuple):
    """What the figures of one article are read with."""

    timeline: Timeline
    subjects: Subjects
    cast: Cast
    knowledge: Knowledge


class _Found(NamedTuple):
    """A figure with its subject and period, before the columns that follow from its sentence are read."""

    stated: Statement
    subject: str | None
    dated: Dated
    confidence: float
    #: Where several are listed, each with a figure of its own.
    partner: str | None = None


def find_metrics(
    article: Article, entities: tuple[Entity, ...], document: Cleaned, knowledge: Knowledge
) -> tuple[Metric, ...]:
    """Every figure of the article outside damaged spans and names, in reading order."""
    blocks = [block for block in article.blocks if block.role is not Role.BYLINE]
    damages = Spans((damage.start, damage.end) for damage in document.damages)
    names = Spans(
        (mention.start, mention.end)
        for entity in entities
        if entity.type in _NAMED
        for mention in entity.mentions
    )
    home = HOME
    if document.script in (Script.HANT, Script.MIXED):
        home = home_currency(document.clean, knowledge)
    figures = [
        tuple(
            quantity
            for quantity in quantities(block.text, knowledge, home)
            if not damages.touch(block.start + quantity.start, block.start + quantity.end)
            and not names.hold(block.start + quantity.start, block.start + quantity.end)
        )
        for block in blocks
    ]
    if not any(figures):
        return ()
    text = "\n".join([article.title or "", *(block.text for block in blocks)])
    places = places_of(entities)
    reading = _Article(
        Timeline(
            [block.text for block in blocks],
            calendar_of(text, article.published_at),
            knowledge,
            [[(quantity.start, quantity.end) for quantity in found] for found in figures],
            article.title or "",
        ),
        Subjects(
            document.clean,
            places,
            article.title or "",
            (blocks[0].start, blocks[-1].start + len(blocks[-1].text)),
            knowledge,
        ),
        Cast(document.clean, places),
        knowledge,
    )
    stated = (
        metric
        for number, (block, found) in enumerate(zip(blocks, figures, strict=True))
        if found
        for metric in _metrics(
            block, damages.blanked(block.text, block.start), number, found, reading
        )
    )
    return tuple(with_parts(tuple(stated), knowledge))


def _metrics(
    block: Block, readable: str, number: int, figures: Sequence[Quantity], article: _Article
) -> Iterator[Metric]:
    """The figures of one block, sentence by sentence."""
    at = 0
    for sentence, (first, last) in enumerate(article.timeline.sentences(number)):
        begin = at
        while at < len(figures) and figures[at].start < last:
            at += 1
        if begin == at:
            continue
        found = _found(
            block, readable, (number, sentence), (first, last), figures[begin:at], article
        )
        stated = [one.stated for one in found]
        read = readings_of(
            stated,
            [article.timeline.is_ahead(one.dated.value) for one in found],
            article.knowledge,
        )
        text = block.text[first : max(last, figures[at - 1].end)]
        for one, more in zip(found, read, strict=True):
            yield _metric(block, number, text, one, more, stated, article)


def _found(
    block: Block,
    readable: str,
    place: tuple[int, int],
    sentence: tuple[int, int],
    figures: Sequence[Quantity],
    article: _Article,
) -> list[_Found]:
    """The figures of one sentence with kind, indicator, subject and period."""
    first, last = sentence
    found: list[_Found] = []
    before: tuple[Quantity, MetricKind] | None = None
    counted: Counted | None = None
    for quantity in figures:
        kind = kind_of(block.text, sentence, quantity, before, article.knowledge)
        dated = article.timeline.period_of(*place, quantity.start)
        subject, placed = article.subjects.subject_of(
            block.start,
            (block.start + first, block.start + last),
            block.start + quantity.start,
            block.start + quantity.end,
        )
        if UNREADABLE in readable[first : quantity.start] and UNREADABLE not in block.text:
            placed = min(placed, _ACROSS_DAMAGE)
        indicator = indicator_of(readable, sentence, quantity, counted, subject)
        found.append(
            _Found(
                statement(block.text, sentence, quantity, kind, indicator),
                subject,
                dated,
                round(min(dated.confidence, placed), 2),
            )
        )
        before, counted = (quantity, kind), Counted(indicator, quantity.unit, quantity.end)
    return _shared_out(block.start, found, article.subjects)


def _shared_out(start: int, found: list[_Found], subjects: Subjects) -> list[_Found]:
    """The figures that are stated 分别, each with the name that is its own."""
    stated = [one.stated for one in found]
    if len(found) < 2:
        return found
    runs = runs_of(stated)
    parts = parts_of(stated, runs)
    if not parts:
        return found
    named = {
        number: subjects.named_in(start + part.start, start + part.end)
        for number, part in parts.items()
    }
    for number, part in parts.items():
        indicator = part.phrase
        first, last = runs[number]
        subject, partner = found[number].subject, None
        actor, opening, closing = named[number], named[first], named[last - 1]
        if actor and opening and closing and all(named[other] for other in range(first, last)):
            tail = stated[number].text[closing.end - start : parts[last - 1].end]
            indicator = tail + part.how or indicator
            if subjects.is_aside(opening):  # 对越南、泰国进出口分别增长
                partner = actor.name
            else:
                subject = actor.name
        found[number] = found[number]._replace(
            stated=stated[number]._replace(indicator=indicator), subject=subject, partner=partner
        )
    for number, one in enumerate(found):
        about = related(stated, number, runs)
        if number in parts or about is None or one.stated.kind is not MetricKind.CHANGE:
            continue
        # 分别增长4%和6% counts what 3亿元和5亿元 count
        if about in parts and (phrase := found[about].stated.indicator):
            grown = GROWTH.search(one.stated.indicator or "")
            found[number] = one._replace(
                stated=one.stated._replace(indicator=phrase + (grown[0] if grown else "")),
                subject=found[about].subject,
            )
    return found


def _metric(
    block: Block,
    number: int,
    sentence: str,
    found: _Found,
    read: Reading,
    stated: Sequence[Statement],
    article: _Article,
) -> Metric:
    figure = found.stated
    quantity = figure.quantity
    roles = article.cast.roles_of(
        (block.start + figure.first, block.start + figure.last),
        block.start + figure.clause,
        block.start + figure.start,
        found.subject,
    )
    of = None if read.of is None else stated[read.of]
    base = read.base
    return Metric(
        start=block.start + quantity.start,
        end=block.start + quantity.end,
        surface=quantity.surface,
        sentence=sentence,
        sentence_start=block.start + figure.first,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit,
        bound=quantity.bound,
        kind=figure.kind,
        indicator=figure.indicator,
        subject=found.subject,
        period=found.dated.value,
        confidence=found.confidence,
        resolution=None
        if quantity.value_max is not None
        else resolution(quantity.surface, quantity.value),
        per_unit=read.per_unit,
        period_basis=found.dated.basis,
        span=found.dated.span,
        measure=read.measure,
        modality=read.modality,
        indicator_id=read.canonical.indicator_id if read.canonical else None,
        place=roles.place,
        partner=found.partner or roles.partner,
        reported_by=roles.reported_by,
        dimensions=read.dimensions,
        form=read.form,
        base=base.base if base else None,
        base_period=article.timeline.compared_with(number, base.start, base.end) if base else None,
        price_basis=read.price_basis,
        of_figure=None if of is None else (block.start + of.start, block.start + of.end),
        whole=read.whole,
        unit_base=quantity.unit_base,
        value_base=quantity.value_base,
        value_max_base=quantity.value_max_base,
        currency=quantity.currency,
    )
