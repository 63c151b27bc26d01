"""A folder of labels and predictions by document in, the scores out: over all documents, and of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any, Final

from kouan.evaluation.counts import Counts
from kouan.evaluation.figures import COLUMNS, Miss, column_counts, metric_counts, misses
from kouan.evaluation.items import ITEMS, item_counts
from kouan.evaluation.likeness import is_same_date, is_same_text
from kouan.evaluation.measures import (
    Labels,
    body_similarity,
    entity_counts,
    has_source,
    items,
    removed_counts,
)
from kouan.evaluation.repairing import REPAIRS, repair_counts
from kouan.evaluation.structure import STRUCTURE, structure_counts

#: The measures of the label set that have precision, recall and F1, in the order they are printed.
COUNTED: Final = (
    "removed",
    "removed_chars",
    "ent_strict",
    "ent_lenient",
    "met_surface",
    "met_value",
    "met_full",
)


class GoldError(ValueError):
    """A folder that holds no usable labels; the message names it and what would be right."""


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """What one document scores; `counts` by measure."""

    doc: str
    name: str
    body_similarity: float
    title: bool
    published_at: bool
    source: bool
    counts: Mapping[str, Counts]
    #: The columns of figures found that are not what their labels say.
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """What a set of predictions scores, over all documents and for each."""

    documents: tuple[DocumentScores, ...]

    @property
    def body_similarity(self) -> float:
        """Mean over the documents."""
        return sum(one.body_similarity for one in self.documents) / len(self.documents)

    @property
    def title(self) -> float:
        """Share of documents with the right title."""
        return sum(one.title for one in self.documents) / len(self.documents)

    @property
    def published_at(self) -> float:
        """Share of documents with the right date of publication."""
        return sum(one.published_at for one in self.documents) / len(self.documents)

    @property
    def source(self) -> float:
        """Share of documents with the right publisher."""
        return sum(one.source for one in self.documents) / len(self.documents)

    def counts(self, measure: str) -> Counts:
        """The counts of one measure over all documents."""
        return reduce(add, (one.counts[measure] for one in self.documents))

    def summary(self) -> dict[str, Any]:
        """Every measure by its name: a number, or precision, recall, F1 with their counts."""
        return {
            "documents": len(self.documents),
            "body_similarity": self.body_similarity,
            "title": self.title,
            "published_at": self.published_at,
            "source": self.source,
            **{measure: self.counts(measure).as_row() for measure in COUNTED},
        }

    def repairs(self) -> dict[str, dict[str, float]]:
        """The repairs, all and by kind, as far as labels or predictions have any; no part of the label set's own measures."""
        rows = {measure: self.counts(measure).as_row() for measure in REPAIRS}
        return {measure: row for measure, row in rows.items() if row["gold"] or row["pred"]}

    def everything(self) -> dict[str, Any]:
        """The summary with the columns of the figures, the structure of the documents and the repairs."""
        return {**self.summary(), **self.columns(), **self.structure(), **self.repairs()}

    def columns(self) -> dict[str, dict[str, float]]:
        """The columns of the figures found, each as a share of them; no part of the label set's own measures."""
        rows = {measure: self.counts(measure).as_row() for measure in COLUMNS}
        return {measure: row for measure, row in rows.items() if row["gold"]}

    def further(self) -> tuple[str, ...]:
        """The measures with counts beyond those of the label set, in the order they are printed."""
        return (*self.columns(), *self.structure(), *self.repairs())

    def structure(self) -> dict[str, dict[str, float]]:
        """How the structure of the documents is read; no part of the label set's own measures."""
        return {measure: self.counts(measure).as_row() for measure in (ITEMS, *STRUCTURE)}


def score(gold: Path, predicted: Mapping[str, Labels]) -> Scores:
    """Score predictions by `doc` against the labels of a folder; a document without prediction counts as empty.

    Raises:
        GoldError: the folder holds no labels.
    """
    return Scores(
        tuple(
            score_document(labels, predicted.get(str(labels.get("doc"))) or {}, path.name)
            for path, labels in read_gold(gold)
        )
    )


def score_document(gold: Labels, predicted: Labels, name: str = "") -> DocumentScores:
    """Score one prediction against the labels of its document."""
    removed, removed_characters = removed_counts(gold, predicted)
    surface, value, statement = metric_counts(gold, predicted)
    return DocumentScores(
        str(gold.get("doc")),
        name,
        body_similarity(gold, predicted),
        is_same_text(predicted.get("title"), [gold.get("title"), *items(gold, "title_alt")]),
        bool(predicted) and is_same_date(predicted.get("published_at"), gold.get("published_at")),
        has_source(gold, predicted),
        {
            "removed": removed,
            "removed_chars": removed_characters,
            "ent_strict": entity_counts(gold, predicted, with_type=True),
            "ent_lenient": entity_counts(gold, predicted, with_type=False),
            "met_surface": surface,
            "met_value": value,
            "met_full": statement,
            **column_counts(gold, predicted),
            **structure_counts(gold, predicted),
            ITEMS: item_counts(gold, predicted),
            **repair_counts(gold, predicted),
        },
        tuple(misses(gold, predicted)),
    )


def read_gold(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The labelled documents of a folder, by file name.

    Raises:
        GoldError: a file cannot be read as labels, or there is none.
    """
    documents = []
    for path in sorted(folder.glob("*.json")):
        try:
            labels = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise GoldError(
                f"{path}: cannot be read as JSON ({error}); mend or remove it"
            ) from error
        if not isinstance(labels, dict) or not isinstance(labels.get("doc"), str):
            raise GoldError(
                f'{path}: is no labelled document; it needs an object with a field "doc"'
            )
        documents.append((path, labels))
    if not documents:
        raise GoldError(
            f"{folder}: holds no labels; name a folder with one .json file per document"
        )
    return documents


def read_predictions(folder: Path) -> dict[str, dict[str, Any]]:
    """The annotations of a folder by their field `doc`; a file that is no annotation is passed over."""
    return {labels["doc"]: labels for _, labels in _readable(folder)}


def names_from(gold: Path) -> dict[str, str]:
    """The file name of each labelled document by its field `doc`, so that annotations can be named as the labels are."""
    return {labels["doc"]: path.name for path, labels in _readable(gold)}


def _readable(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Labels and annotations of a folder, by file name; what is neither is passed over."""
    for path in sorted(folder.glob("*.json")):
        try:
            labels = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(labels, dict) and isinstance(labels.get("doc"), str):
            yield path, labels
