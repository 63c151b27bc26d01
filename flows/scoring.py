"""Labelled documents and raw files in, scores out: for the run, for the warehouse, and as a table for people."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.ingestion.contents import opening_of
from flows.ingestion.state import knowledge_of
from flows.settings import Settings
from flows.sources import read_sources, under_sources
from kouan.evaluation.annotation import annotation, name_of
from kouan.evaluation.counts import Counts
from kouan.evaluation.repairing import TOTAL
from kouan.evaluation.scoring import COUNTED, DocumentScores, Scores, read_gold, score
from kouan.evaluation.words import labelled_text, own_words, without
from kouan.model.knowledge import Knowledge
from kouan.reading.sources import Failure, Input, Shelf, grouped, list_inputs, read_batch
from kouan.stages import process
from warehouse.records import Score

#: Measures of the whole set that are shares of documents, with the words they are printed under.
SHARES = ("title", "published_at", "source")
#: Columns of the table by document, in its order.
BY_DOCUMENT = ("ent_strict", "ent_lenient", "met_surface", "met_value", "met_full")

#: The measure of entities that is printed beside ent_strict where there is a corpus to tell rare words by.
UNLISTED = "ent_strict_unlisted"


def annotated(
    inputs: Sequence[Input],
    settings: Settings,
    failures: list[Failure],
    knowledge: Knowledge | None = None,
) -> Iterator[dict[str, Any]]:
    """What kouan reads in each input; inputs that cannot be read or hold no text are added to `failures`.

    The knowledge is that of the project unless given, without corrections: what is read is what the rules say.
    """
    from flows.contents import REFUSALS

    rows = read_sources(settings.project / "sources.csv")
    with closing(Shelf()) as shelf:
        for group in grouped(inputs, settings.batch_bytes):
            batch, unreadable = read_batch(group, settings.max_size, shelf)
            batch = under_sources(batch, group, rows)
            failures.extend(unreadable)
            if len(batch):
                known = (knowledge or knowledge_of(settings.project)).uncorrected()
                for document in process(batch, known).documents:
                    if refusal := document.cleaned.refusal:
                        detail = REFUSALS.get(refusal, "this cannot be an article")
                        failures.append(Failure(document.source.location, refusal, detail))
                    else:
                        yield annotation(document)


def labelled_names(settings: Settings) -> frozenset[str]:
    """File names of the documents that the settings' gold folder labels; none where there is no such folder."""
    if settings.gold is None or not settings.gold.is_dir():
        return frozenset()
    return frozenset(str(labels["doc"]) for _, labels in read_gold(settings.gold))


def scores_of(
    gold: Path,
    patterns: Sequence[str],
    settings: Settings,
    read: Mapping[str, Mapping[str, Any]] | None = None,
    knowledge: Knowledge | None = None,
) -> Scores:
    """Scores of what kouan reads today in those raw files that are labelled; `read` is what it has read already.

    The knowledge is that of the project unless given.

    Raises:
        GoldError: the folder holds no labels.
    """
    known = dict(read or {})
    wanted = {str(labels["doc"]) for _, labels in read_gold(gold)} - known.keys()
    if wanted:
        inputs, failures = list_inputs(patterns, settings.project, opening_of(settings))
        missing = [entry for entry in inputs if name_of(entry.location) in wanted]
        known |= {one["doc"]: one for one in annotated(missing, settings, failures, knowledge)}
    return score(gold, {doc: dict(one) for doc, one in known.items()})


@dataclass(frozen=True, slots=True)
class Unlisted:
    """How entities are read without the words that are listed for the labelled documents alone."""

    counts: Counts
    rows: int

    def as_row(self) -> dict[str, float]:
        """The measure with the number of rows of lexicons that were left out."""
        return {**self.counts.as_row(), "rows": self.rows}


def other_texts() -> Iterator[str] | None:
    """The texts of the folder KOUAN_CORPUS, packs included; None where it is not set, or, saying so, where it is no folder."""
    from flows.character_model import items
    from flows.terminal.printing import tell

    named = os.environ.get("KOUAN_CORPUS")
    if not named:
        return None
    if not Path(named).is_dir():
        tell(
            f"kouan: KOUAN_CORPUS: {named} is no folder; {UNLISTED} wants one with other texts (*.txt, *.jsonl.gz)"
        )
        return None
    return (text for _, text in items(Path(named)))


def unlisted_of(
    gold: Path, patterns: Sequence[str], settings: Settings, corpus: Iterable[str]
) -> Unlisted:
    """Entities scored without the rows of lexicons whose surface stands in a labelled document and in no text of a corpus.

    Divisions, countries and ports of entry stay: they are listed whole.

    Raises:
        GoldError: the folder holds no labels.
    """
    knowledge = knowledge_of(settings.project)
    texts = [labelled_text(labels) for _, labels in read_gold(gold)]
    fewer, rows = without(knowledge, own_words(knowledge, texts, corpus))
    scores = scores_of(gold, patterns, settings, knowledge=fewer)
    return Unlisted(scores.counts("ent_strict"), rows)


def gold_scores(
    settings: Settings, patterns: Sequence[str], read: Mapping[str, Mapping[str, Any]]
) -> tuple[Score, ...]:
    """Rows for the warehouse, where the inputs hold labelled documents; else none."""
    names = labelled_names(settings)
    if not names or settings.gold is None:
        return ()
    inputs, _ = list_inputs(patterns, settings.project, opening_of(settings))
    if not any(name_of(entry.location) in names for entry in inputs):
        return ()
    return tuple(_rows(scores_of(settings.gold, patterns, settings, read)))


def _rows(scores: Scores) -> Iterator[Score]:
    yield _plain("all", "body_similarity", scores.body_similarity, len(scores.documents))
    for share in SHARES:
        yield _plain("all", share, getattr(scores, share), len(scores.documents))
    for measure in (*COUNTED, *scores.further()):
        yield _counted("all", measure, scores.counts(measure))
    for one in scores.documents:
        yield _plain(one.doc, "body_similarity", one.body_similarity)
        for share in SHARES:
            yield _plain(one.doc, share, float(getattr(one, share)))
        for measure in (*COUNTED, TOTAL):
            yield _counted(one.doc, measure, one.counts[measure])


def _plain(document: str, measure: str, value: float, gold: int = 1) -> Score:
    return Score(document, measure, None, None, value, gold, None)


def _counted(document: str, measure: str, counts: Counts) -> Score:
    gold, predicted = round(counts.gold), round(counts.predicted)
    return Score(document, measure, counts.precision, counts.recall, counts.f1, gold, predicted)


def headline(scores: Sequence[Score]) -> dict[str, float]:
    """The measures over the whole set."""
    return {row.measure: row.score for row in scores if row.document == "all"}


def as_text(scores: Scores, *, per_document: bool = False, unlisted: Unlisted | None = None) -> str:
    """The scores as the table that people know: one line a measure; `unlisted` stands beside its own measure."""
    lines: list[str] = []
    if per_document:
        lines.append(
            "doc   body      T D S   removed repairs "
            + " ".join(f"{name:>11}" for name in BY_DOCUMENT)
        )
        lines.extend(map(_document_line, scores.documents))
        lines.append("")
    number = len(scores.documents)
    lines.append(f"documents                  {number}")
    lines.append(f"body similarity            {scores.body_similarity:.6f}")
    for share in SHARES:
        right = sum(getattr(one, share) for one in scores.documents)
        lines.append(f"{share:26} {getattr(scores, share):.4f}   ({right}/{number})")
    lines += ["", f"{'':26} {'P':>8} {'R':>8} {'F1':>8}   gold  pred"]
    summary: Mapping[str, Any] = scores.everything()
    for measure in (*COUNTED, *scores.further()):
        lines.append(_measure_line(measure, summary[measure]))
        if measure == "ent_strict" and unlisted is not None:
            lines.append(_measure_line(UNLISTED, unlisted.as_row()))
    return "\n".join(lines)


def _measure_line(measure: str, row: Mapping[str, float]) -> str:
    return f"{measure:26} {row['p']:8.4f} {row['r']:8.4f} {row['f1']:8.4f}  {row['gold']:5d} {row['pred']:5d}"


def _document_line(one: DocumentScores) -> str:
    marks = " ".join(str(int(getattr(one, share))) for share in SHARES)
    removed, repairs = one.counts["removed"].f1, one.counts[TOTAL].f1
    rest = " ".join(f"{one.counts[name].f1:11.3f}" for name in BY_DOCUMENT)
    return f"{Path(one.name).stem:5} {one.body_similarity:.6f}  {marks}   {removed:.3f}   {repairs:.3f}   {rest}"
