"""A batch after the road: clean text, passes, articles and facts, each document reachable as a view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from kouan.model.article import Article, Damage, Removal, Script
from kouan.model.batch import Batch, Source
from kouan.model.correction import Judged
from kouan.model.decoding import Decoding
from kouan.model.edits import Edit, Suspicion
from kouan.model.facts import Entity, Indicator, Metric, Position
from kouan.model.knowledge import Template
from kouan.model.ledger import Ledger, Pass

#: So many characters of a document are shown where it is printed for a programmer.
SHOWN: Final = 40


@dataclass(frozen=True, repr=False, eq=False)
class Cleaned:
    """One document after cleaning; `str(document)` is its clean text.

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
    #: The approved lines of its source's pages; those that it had are among its removals.
    templates: tuple[Template, ...] = ()
    #: What people say of its text, and what became of it.
    corrections: tuple[Judged, ...] = ()

    @cached_property
    def ledger(self) -> Ledger:
        """The way from the clean text back to the raw bytes."""
        return Ledger(self.decoding.segments, self.passes, len(self.decoding.text)).bound(
            self.decoding.text
        )

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Every change in reading order, each placed in the text that was given (code points).

        `before` is what the rule saw, so it may show the work of rules before it. What stands inside
        a longer replacement is placed at the whole of it.
        """
        found: list[Edit] = []
        for number, done in enumerate(self.passes):
            start, end = done.edits.start, done.edits.end
            for earlier in reversed(self.passes[:number]):
                start, end = earlier.back(start, end)
            found += (
                edit._replace(start=first, end=last)
                for edit, first, last in zip(done, start.tolist(), end.tolist(), strict=True)
            )
        return tuple(sorted(found, key=lambda edit: (edit.start, edit.end)))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of raw bytes that [start, end) of the clean text came from.

        Raises:
            IndexError: the clean text has no such span.
        """
        self._must_hold(start, end)
        return self.ledger.origin(start, end)

    def decoded_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that was given (code points) that [start, end) of the clean text came from.

        Raises:
            IndexError: the clean text has no such span.
        """
        self._must_hold(start, end)
        first, last = self.ledger.decoded_spans(np.array([start]), np.array([end]))
        return int(first[0]), int(last[0])

    def _must_hold(self, start: int, end: int) -> None:
        if not 0 <= start <= end <= len(self.clean):
            raise IndexError(
                f"[{start}, {end}) is no span of a text of {len(self.clean)} characters"
            )

    def __eq__(self, other: object) -> bool:
        """Whether the same text was made of the same document by the same edits; passes are columns, and compare so."""
        return isinstance(other, Cleaned) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.decoding.text, self.clean))

    def _told(self) -> tuple[object, ...]:
        return (
            self.decoding,
            self.clean,
            self.edits,
            self.removals,
            self.suspicions,
            self.damages,
            self.templates,
            self.corrections,
        )

    def __str__(self) -> str:
        return self.clean

    def __repr__(self) -> str:
        text = self.clean if len(self.clean) <= SHOWN else self.clean[: SHOWN - 1] + "…"
        edits = sum(len(done.edits) for done in self.passes)
        refusal = f", refusal={self.refusal!r}" if self.refusal else ""
        return f"Cleaned({text!r}, edits={edits}, suspicions={len(self.suspicions)}{refusal})"


@dataclass(frozen=True)
class Story:
    """One article of a document with its facts."""

    article: Article
    entities: tuple[Entity, ...]
    metrics: tuple[Metric, ...]
    positions: tuple[Position, ...] = ()
    #: Those that the figures name.
    indicators: tuple[Indicator, ...] = ()


@dataclass(frozen=True)
class ProcessedDocument:
    """One document at the end of the road."""

    source: Source
    document_id: str
    raw: bytes
    cleaned: Cleaned
    stories: tuple[Story, ...]
    #: Ids of all corrections that concern it, in their order.
    corrections: tuple[str, ...] = ()
    #: Those of its rows, with what they do; `cleaned` has those of its text.
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True)
class Processed:
    """A batch at the end of the road."""

    batch: Batch
    documents: tuple[ProcessedDocument, ...]
