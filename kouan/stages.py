"""The road in a few lines: a batch and what we know in, clean text, articles, entities and figures out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kouan.cleaning.pipeline import clean_batch
from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather
from kouan.model.article import Article
from kouan.model.batch import Batch
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned, Processed, ProcessedDocument, Story
from kouan.reading.decoding import decode
from kouan.reading.forms import Given, decode_batch, given
from kouan.segmentation.articles import segment
from kouan.segmentation.repairs import repairs_of

#: How sure a date is that stands in a field of its own.
GIVEN: Final = 0.95

__all__ = ["gather", "process"]


def process(batch: Batch, knowledge: Knowledge) -> Processed:
    """Take a batch down the whole road; a document that cannot be an article carries its refusal."""
    sites = [source.site for source in batch.sources]
    cleaned = clean_batch(decode_batch(batch, knowledge), knowledge, sites)
    return Processed(
        batch,
        tuple(
            ProcessedDocument(
                batch.sources[number],
                batch.document_id(number),
                batch.raw(number),
                document,
                _stories(document, given_of(batch, number, document), knowledge),
                repairs_of(document),
            )
            for number, document in enumerate(cleaned)
        ),
    )


def given_of(batch: Batch, number: int, document: Cleaned) -> Given | None:
    """What the form of a document says of it beside its text; None for a text as it stands."""
    form = batch.sources[number].read_as
    return given(batch.raw(number), form, document.decoding) if form else None


def _stories(document: Cleaned, told: Given | None, knowledge: Knowledge) -> tuple[Story, ...]:
    if document.refusal:
        return ()
    stories = []
    for article in segment(document, knowledge):
        if told is not None:
            article = with_given(article, told, knowledge)  # noqa: PLW2901 - the same story
        entities = find_entities(article, document, knowledge)
        metrics = find_metrics(article, entities, document, knowledge)
        stories.append(Story(article, entities, metrics))
    return tuple(stories)


def with_given(article: Article, told: Given, knowledge: Knowledge) -> Article:
    """An article with what its feed or export says of it: the date before what the text says, the rest where it is silent."""
    title, publisher, *authors = _plain((told.title, told.publisher, *told.authors), knowledge)
    return replace(
        article,
        title=article.title or title,
        published_at=told.published_at or article.published_at,
        published_evidence=(
            told.published_text if told.published_at else article.published_evidence
        ),
        published_confidence=GIVEN if told.published_at else article.published_confidence,
        source=article.source or publisher,
        source_evidence=article.source_evidence or (told.publisher if publisher else None),
        authors=article.authors or tuple(name for name in authors if name),
    )


def _plain(said: Sequence[str | None], knowledge: Knowledge) -> list[str | None]:
    """Words from a field, cleaned as text is: in Simplified characters, without references and glosses."""
    known = [one for one in said if one]
    cleaned = clean_batch([decode(one.encode("utf-8", "replace")) for one in known], knowledge)
    texts = iter(" ".join(one.clean.split()) or None for one in cleaned)
    return [next(texts) if one else None for one in said]
