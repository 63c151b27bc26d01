"""A corpus in, a seeded sample of the figures and mentions that kouan reads there out, each with the columns to be judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, Literal

from kouan.model.batch import Batch
from kouan.model.knowledge import Knowledge, digest_of
from kouan.model.processed import ProcessedDocument
from kouan.stages import process
from kouan.tabulation.facts import mention_rows, metric_rows

Kind = Literal["figure", "mention"]
#: Item, place, column and digest.
Key = tuple[str, int, int, str, str]

#: What is judged of each kind of fact: the column's name, and the fields of the row that it stands for.
COLUMNS: Final[Mapping[Kind, Mapping[str, tuple[str, ...]]]] = {
    "figure": {
        "value": ("value", "value_max"),
        "unit": ("unit", "per_unit"),
        "bound": ("bound",),
        "kind": ("kind",),
        "subject": ("subject",),
        "period": ("period",),
        "span": ("span",),
        "measure": ("measure",),
        "modality": ("modality",),
    },
    "mention": {"mention": ("surface", "type"), "name": ("name",)},
}
#: Fields shown beside them, to judge by.
SHOWN: Final[Mapping[Kind, tuple[str, ...]]] = {
    "figure": (
        "indicator_raw",
        "grain",
        "period_basis",
        "subject_basis",
        "form",
        "base",
        "place",
        "whole",
    ),
    "mention": (),
}
_FIELDS: Final = (*chain.from_iterable(COLUMNS["figure"].values()), *SHOWN["figure"])
#: Characters shown before the sentence of a figure, where its subject and period may stand, and around a mention.
BEFORE: Final = 80
AROUND: Final = 40
BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or a mention at [start, end) of the clean text of an item, as it is read today."""

    kind: Kind
    id: str
    start: int
    end: int
    surface: str
    fields: Mapping[str, Any]
    #: The text around it, itself in brackets, and what is known of its article.
    context: str
    article: str

    def value(self, column: str) -> tuple[Any, ...]:
        """What is read in a column."""
        return tuple(self.fields.get(name) for name in COLUMNS[self.kind][column])

    def digest(self, column: str) -> str:
        """16 hexadecimal digits over place and reading: a verdict on the column holds while they stay."""
        said = (self.kind, self.id, str(self.start), str(self.end), self.surface, column)
        return digest_of(*said, *map(str, self.value(column)))[:16]

    def key(self, column: str) -> Key:
        """What a verdict on the column is on, as the fact is read today."""
        return self.id, self.start, self.end, column, self.digest(column)


def drawn(items: Iterable[tuple[str, str]], seed: int, number: int) -> list[tuple[str, str]]:
    """So many items of a corpus; it depends on the ids alone."""
    return sorted(items, key=lambda item: _rank(seed, item[0]))[:number]


def facts_in(items: Sequence[tuple[str, str]], knowledge: Knowledge) -> Iterator[Fact]:
    """Every figure and mention of the items, in their order."""
    for first in range(0, len(items), BATCH):
        part = items[first : first + BATCH]
        batch = Batch.of([(f"{name}.txt", text.encode()) for name, text in part])
        for (name, _), document in zip(part, process(batch, knowledge).documents, strict=True):
            yield from _facts_of(name, document)


def sampled(facts: Iterable[Fact], kind: Kind, seed: int, number: int) -> list[Fact]:
    """So many facts of a kind, in the order of their places; each is drawn by its place alone."""
    ranked = sorted(
        (fact for fact in facts if fact.kind == kind),
        key=lambda fact: _rank(seed, fact.id, str(fact.start), str(fact.end)),
    )
    return sorted(ranked[:number], key=lambda fact: (fact.id, fact.start, fact.end))


def _rank(seed: int, *said: str) -> bytes:
    return hashlib.sha256(" ".join((str(seed), *said)).encode()).digest()


def _facts_of(name: str, document: ProcessedDocument) -> Iterator[Fact]:
    text = document.cleaned.clean
    for story in document.stories:
        article = f"{story.article.title or ''} | {story.article.published_at or 'no date'}"
        opens = {(one.start, one.end): one.sentence_start for one in story.metrics}
        for row in metric_rows(document, story, ""):
            first = opens[row.start, row.end]
            last = max(first + len(row.sentence), row.end)
            context = _marked(text, max(0, first - BEFORE), row.start, row.end, last)
            fields = {field: getattr(row, field) for field in _FIELDS}
            yield Fact("figure", name, row.start, row.end, row.surface, fields, context, article)
        names = {
            (one.start, one.end, entity.type.value): entity.name
            for entity in story.entities
            for one in entity.mentions
        }
        for mention in mention_rows(document, story.entities, ""):
            start, end = mention.start, mention.end
            context = _marked(text, max(0, start - AROUND), start, end, end + AROUND)
            said = {
                "surface": mention.surface,
                "type": mention.type,
                "name": names[start, end, mention.type],
            }
            yield Fact("mention", name, start, end, mention.surface, said, context, article)


def _marked(text: str, first: int, start: int, end: int, last: int) -> str:
    said = f"{text[first:start]}【{text[start:end]}】{text[end:last]}"
    return said.replace("\n", " / ")
