"""A batch after the road: clean text, passes, articles and facts, each document reachable as a view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kouan.model.article import Article, Damage, Removal, Repair, Script
from kouan.model.batch import Batch, Source
from kouan.model.decoding import Decoding
from kouan.model.edits import Suspicion
from kouan.model.facts import Entity, Metric
from kouan.model.ledger import Ledger, Pass


@dataclass(frozen=True)
class Cleaned:
    """One document after cleaning.

    `suspicions` and `damages` are placed in the clean text. `refusal` says why the document cannot be
    an article ("undecodable", "empty", "unsupported_encoding", "nothing_but_page"), else None.
    """

    decoding: Decoding
    clean: str
    passes: tuple[Pass, ...]
    script: Script
    removals: tuple[Removal, ...]
    suspicions: tuple[Suspicion, ...]
    damages: tuple[Damage, ...]
    residual_edits: int = 0
    #: Traditional characters that still stand in the clean text.
    residual_traditional: int = 0
    refusal: str | None = None

    @cached_property
    def ledger(self) -> Ledger:
        """The way from the clean text back to the raw bytes."""
        return Ledger(self.decoding.segments, self.passes, len(self.decoding.text)).bound(
            self.decoding.text
        )


@dataclass(frozen=True)
class Story:
    """One article of a document with its facts."""

    article: Article
    entities: tuple[Entity, ...]
    metrics: tuple[Metric, ...]


@dataclass(frozen=True)
class ProcessedDocument:
    """One document at the end of the road."""

    source: Source
    document_id: str
    raw: bytes
    cleaned: Cleaned
    stories: tuple[Story, ...]
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True)
class Processed:
    """A batch at the end of the road."""

    batch: Batch
    documents: tuple[ProcessedDocument, ...]
