"""The road in a few lines: a batch and what we know in, clean text, articles, entities and figures out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from kouan.cleaning.mending import corrections_of
from kouan.cleaning.pipeline import clean_batch
from kouan.extraction.entities import entities_of
from kouan.extraction.figures.canonical import named_by
from kouan.extraction.metrics import metrics_of
from kouan.extraction.positions import find_positions
from kouan.gathering import gather
from kouan.model.article import Article
from kouan.model.batch import Batch
from kouan.model.correction import Judged, correction_ids
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned, Processed, ProcessedDocument, Story
from kouan.reading.forms import Given, decode_batch, given
from kouan.segmentation.articles import segment
from kouan.telling import in_clean_words, with_given

__all__ = ["gather", "process"]

#: So many articles are read side by side: from some thirty on more gain nothing, and need memory.
AT_ONCE: Final = 64


def process(batch: Batch, knowledge: Knowledge) -> Processed:
    """Take a batch down the whole road; a document that cannot be an article carries its refusal."""
    sites = [source.site for source in batch.sources]
    # a view of a document is made each time it is asked for
    corrections = corrections_of(batch.digests, knowledge)
    cleaned = tuple(clean_batch(decode_batch(batch, knowledge), knowledge, sites, corrections))
    told = in_clean_words(
        [given_of(batch, number, document, knowledge) for number, document in enumerate(cleaned)],
        knowledge,
    )
    stories = _stories(cleaned, told, knowledge)
    return Processed(
        batch,
        tuple(
            _processed(batch, number, document, stories[number], knowledge)
            for number, document in enumerate(cleaned)
        ),
    )


def _processed(
    batch: Batch,
    number: int,
    document: Cleaned,
    stories: tuple[Story, ...],
    knowledge: Knowledge,
) -> ProcessedDocument:
    """One document with its stories, as rules and then people read them."""
    document_id = batch.document_id(number)
    ids = correction_ids(document_id, knowledge)
    judged: tuple[Judged, ...] = document.corrections
    if ids:
        from kouan.corrections.applying import corrected

        stories, of_rows = corrected(document_id, document, stories, knowledge)
        judged += of_rows
    return ProcessedDocument(
        batch.sources[number], document_id, batch.raw(number), document, stories, ids, judged
    )


def given_of(batch: Batch, number: int, document: Cleaned, knowledge: Knowledge) -> Given | None:
    """What the form of a document says of it beside its text; None for a text as it stands, or for none."""
    form = batch.sources[number].read_as
    if not form or document.decoding.refusal:
        return None
    return given(batch.raw(number), form, knowledge)


def _stories(
    cleaned: Sequence[Cleaned], told: Sequence[Given | None], knowledge: Knowledge
) -> list[tuple[Story, ...]]:
    """The stories of each document."""
    articles = [
        _articles(document, given, knowledge) for document, given in zip(cleaned, told, strict=True)
    ]
    pages = [
        (article, document)
        for document, found in zip(cleaned, articles, strict=True)
        for article in found
    ]
    stories = (
        story
        for first in range(0, len(pages), AT_ONCE)
        for story in _read(pages[first : first + AT_ONCE], knowledge)
    )
    return [tuple(islice(stories, len(found))) for found in articles]


def _read(pages: Sequence[tuple[Article, Cleaned]], knowledge: Knowledge) -> Iterator[Story]:
    """Articles with their facts, read step by step: the names of all, finder by finder, then the figures of all.

    A step that goes through many articles in a row keeps its patterns, words and code in the processor's cache; with
    each article taken through all steps in turn, the same work takes a third to a half more time.
    """
    named = entities_of(pages, knowledge)
    stated = metrics_of(pages, named, knowledge)
    held = [
        find_positions(article, entities, document, knowledge)
        for (article, document), entities in zip(pages, named, strict=True)
    ]
    for (article, _), entities, metrics, positions in zip(pages, named, stated, held, strict=True):
        yield Story(article, entities, metrics, positions, named_by(metrics, knowledge))


def _articles(document: Cleaned, told: Given | None, knowledge: Knowledge) -> Sequence[Article]:
    if document.refusal:
        return ()
    articles = segment(document, knowledge)
    return articles if told is None else with_given(articles, told)
