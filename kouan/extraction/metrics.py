"""An article with its entities in, the figures it states out: value, unit, kind, indicator, subject, period and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from kouan.extraction.figures.kinds import kind_of
from kouan.extraction.figures.parts import with_parts
from kouan.extraction.figures.per_units import kind_per
from kouan.extraction.figures.readings import Reading, readings_of
from kouan.extraction.figures.spans import Spans
from kouan.extraction.figures.statement import Statement
from kouan.extraction.found import Found, found_in, shared_out, subject_of
from kouan.extraction.parties.about import About
from kouan.extraction.parties.mainly import mainly_about
from kouan.extraction.set_apart import close_up, set_back
from kouan.extraction.stated import Page, Sentence, read_pages, sentences_of, told_blocks
from kouan.extraction.tables.grid import tables_of
from kouan.extraction.tables.reading import figures_in
from kouan.extraction.time.continued import Said, continued
from kouan.extraction.time.dated import Dated
from kouan.extraction.time.mainly import Told, ToldTogether, in_main_period
from kouan.language.resolution import resolution
from kouan.model.article import Article, Block
from kouan.model.facts import Entity, Metric, MetricKind, Quantity, SubjectBasis
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned


def find_metrics(
    article: Article, entities: tuple[Entity, ...], document: Cleaned, knowledge: Knowledge
) -> tuple[Metric, ...]:
    """Every figure of the article outside damaged spans and names, in reading order."""
    return metrics_of([(article, document)], [entities], knowledge)[0]


def metrics_of(
    pages: Sequence[tuple[Article, Cleaned]],
    entities: Sequence[tuple[Entity, ...]],
    knowledge: Knowledge,
) -> list[tuple[Metric, ...]]:
    """The figures of each article with its entities, as `find_metrics` reads them; each step goes through all articles."""
    apart = [close_up(*page, names) for page, names in zip(pages, entities, strict=True)]
    if not any(apart):
        return _metrics_of(pages, entities, knowledge)
    close = [one[:2] if one else page for one, page in zip(apart, pages, strict=True)]
    named = [one[2] if one else names for one, names in zip(apart, entities, strict=True)]
    return [
        tuple(set_back(metric, one[3], page[1].clean) for metric in metrics) if one else metrics
        for metrics, one, page in zip(
            _metrics_of(close, named, knowledge), apart, pages, strict=True
        )
    ]


def _metrics_of(
    pages: Sequence[tuple[Article, Cleaned]],
    entities: Sequence[tuple[Entity, ...]],
    knowledge: Knowledge,
) -> list[tuple[Metric, ...]]:
    """The figures of articles whose numbers stand close to their words."""
    tables = [tables_of(told_blocks(article), document.clean) for article, document in pages]
    spans = [Spans((one.first.start, one.last.end) for one in some) for some in tables]
    read = read_pages(pages, entities, spans, knowledge)
    sentences = [[] if page is None else list(sentences_of(page)) for page in read]
    stated = iter(_metrics([one for some in sentences for one in some], knowledge))
    metrics = [[one for found in islice(stated, len(some)) for one in found] for some in sentences]
    told = [with_parts(some, knowledge) for some in metrics]
    of_tables = (
        figures_in(some, article, names, document, knowledge) if some else ()
        for some, (article, document), names in zip(tables, pages, entities, strict=True)
    )
    return [
        (*some, *more) if not more else tuple(sorted((*some, *more), key=lambda one: one.start))
        for some, more in zip(told, of_tables, strict=True)
    ]


def _metrics(sentences: Sequence[Sentence], knowledge: Knowledge) -> Iterator[list[Metric]]:
    """The figures of each sentence, column by column."""
    kinds = [_kinds(one, knowledge) for one in sentences]
    periods = [
        [one.page.timeline.period_of(*one.place, quantity.start) for quantity in one.figures]
        for one in sentences
    ]
    periods = list(_continued(sentences, kinds, periods))
    subjects = _subjects(sentences)
    found = [found_in(*one) for one in zip(sentences, kinds, periods, subjects, strict=True)]
    found = [
        shared_out(one.block.start, some, one.page.subjects)
        for one, some in zip(sentences, found, strict=True)
    ]
    readings = [
        readings_of(
            [one.stated for one in some],
            [sentence.page.timeline.is_ahead(one.dated.value) for one in some],
            knowledge,
        )
        for sentence, some in zip(sentences, found, strict=True)
    ]
    found = list(_in_main(sentences, found, readings))
    for sentence, some, read in zip(sentences, found, readings, strict=True):
        first, last = sentence.span
        text = sentence.block.text[first : max(last, sentence.figures[-1].end)]
        stated = [one.stated for one in some]
        yield [
            _metric(sentence.block, sentence.place[0], text, one, more, stated, sentence.page)
            for one, more in zip(some, read, strict=True)
        ]


def _continued(
    sentences: Sequence[Sentence],
    kinds: Sequence[Sequence[MetricKind]],
    periods: Sequence[Sequence[Dated]],
) -> Iterator[list[Dated]]:
    """The periods of the figures of each sentence, with those that its article goes on in."""
    said = zip(sentences, kinds, periods, strict=True)
    for page, group in groupby(said, key=lambda one: one[0].page):
        timeline = page.timeline
        yield from continued(
            (
                Said(one.place[0], some, told, timeline.is_elsewhen(*one.place))
                for one, some, told in group
            ),
            timeline.is_of_late,
        )


def _in_main(
    sentences: Sequence[Sentence],
    found: Sequence[Sequence[Found]],
    readings: Sequence[Sequence[Reading]],
) -> Iterator[list[Found]]:
    """The figures of each sentence; those of no time of their own with the period that their article is mainly about."""
    rows = zip(sentences, found, readings, strict=True)
    for page, group in groupby(rows, key=lambda row: row[0].page):
        article = list(group)
        told = [
            ToldTogether(
                sentence.place,
                [
                    Told(
                        one.dated,
                        one.stated.kind,
                        one.stated.quantity.unit_base,
                        more.measure,
                        more.modality,
                    )
                    for one, more in zip(some, read, strict=True)
                ],
            )
            for sentence, some, read in article
        ]
        periods = in_main_period(told, page.timeline)
        for (_, some, _), dates in zip(article, periods, strict=True):
            yield [
                one._replace(dated=dated, confidence=min(one.confidence, dated.confidence))
                for one, dated in zip(some, dates, strict=True)
            ]


def _kinds(sentence: Sentence, knowledge: Knowledge) -> list[MetricKind]:
    """The kinds of the figures of one sentence: each may be that of the one before."""
    kinds: list[MetricKind] = []
    before: tuple[Quantity, MetricKind] | None = None
    for quantity in sentence.figures:
        kind = kind_of(sentence.block.text, sentence.span, quantity, before, knowledge)
        before = (quantity, kind)
        kinds.append(kind)
    return kinds


def _subjects(sentences: Sequence[Sentence]) -> Iterator[list[About]]:
    """Whom the figures of each sentence are about.

    A place, a port or a scheme that the sentence does not name was told of in passing: it gives way to whom the
    article is mainly about.
    """
    for page, group in groupby(sentences, key=lambda one: one.page):
        told = [(one, [subject_of(one, quantity) for quantity in one.figures]) for one in group]
        main = mainly_about(about.name for _, some in told for about in some)
        for one, some in told:
            first, last = (one.block.start + place for place in one.span)
            yield [
                about._replace(name=main, basis=SubjectBasis.ARTICLE)
                if main and page.subjects.is_passing(about.name, first, last)
                else about
                for about in some
            ]


def _metric(
    block: Block,
    number: int,
    sentence: str,
    found: Found,
    read: Reading,
    stated: Sequence[Statement],
    page: Page,
) -> Metric:
    figure = found.stated
    quantity = figure.quantity
    roles = page.cast.roles_of(
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
        kind=kind_per(figure.kind, read.per_unit),
        indicator=figure.indicator,
        subject=found.subject,
        subject_basis=found.subject_basis,
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
        base_period=page.timeline.compared_with(number, base.start, base.end, found.dated.value)
        if base
        else None,
        price_basis=read.price_basis,
        of_figure=None if of is None else (block.start + of.start, block.start + of.end),
        whole=read.whole,
        unit_base=quantity.unit_base,
        value_base=quantity.value_base,
        value_max_base=quantity.value_max_base,
        currency=quantity.currency,
    )
