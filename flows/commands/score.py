"""`kouan score`: labelled documents in, measures of how well they are read out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter


def score(
    gold: Path | None = None,
    predictions: Path | None = None,
    /,
    *,
    raw: Annotated[
        list[str] | None,
        Parameter(
            consume_multiple=True, help="Raw files to annotate; the project's inputs unless named."
        ),
    ] = None,
    as_json: Annotated[
        bool, Parameter(name="--json", help="Print the measures as one JSON object.")
    ] = False,
    per_doc: Annotated[bool, Parameter(help="Print each document too.")] = False,
    misses: Annotated[
        bool,
        Parameter(
            help="Print each figure whose kind, bound, subject or period is not that of its label."
        ),
    ] = False,
    corrections: Annotated[
        bool,
        Parameter(
            help="Take the project's corrections as labels: how many of them the rules now get right by themselves."
        ),
    ] = False,
    text_field: Annotated[
        str | None,
        Parameter(
            help="The field of JSON Lines, or column of a table, that holds the text; text, content, ... unless set."
        ),
    ] = None,
) -> int:
    """Measure annotations against labelled documents, paired by their field doc.

    Without PREDICTIONS kouan annotates the raw files first. Where KOUAN_CORPUS names a folder of other texts,
    ent_strict_unlisted is ent_strict without the rows of lexicons (divisions, countries and ports of entry apart)
    whose words stand in a labelled document and nowhere in that folder. Corrections are never applied. Exit code 1: no
    labelled document was predicted, or there is no correction.

    Parameters
    ----------
    gold
        A folder with one label file per document; not needed with --corrections.
    predictions
        A folder of annotations, as `kouan annotate` writes them.
    """
    from dataclasses import asdict

    from flows.scoring import UNLISTED, as_text, other_texts, scores_of, unlisted_of
    from flows.settings import load_settings
    from flows.steps import Options, patterns_of
    from flows.terminal.printing import print_json, print_rows, tell
    from kouan.evaluation.scoring import read_gold, read_predictions
    from kouan.evaluation.scoring import score as score_predictions

    if gold is None:
        if corrections:
            return _learnt(_shares(), as_json=as_json)
        tell("kouan: name a folder of labelled documents, or --corrections")
        return 2
    for folder in (gold, predictions):
        if folder is not None and not folder.is_dir():
            tell(f"kouan: {folder}: there is no such folder")
            return 2
    settings = load_settings(text_field=text_field)
    unlisted = None
    if predictions is not None:
        predicted = read_predictions(predictions)
        scores = score_predictions(gold, predicted)
        paired = any(labels["doc"] in predicted for _, labels in read_gold(gold))
    else:
        patterns = patterns_of(settings, Options(tuple(raw or ())))
        scores = scores_of(gold, patterns, settings)
        paired = any(one.body_similarity for one in scores.documents)
        if (corpus := other_texts()) is not None:
            unlisted = unlisted_of(gold, patterns, settings, corpus)
    missed = [asdict(miss) for one in scores.documents for miss in one.misses] if misses else []
    if as_json:
        told = scores.everything() | ({UNLISTED: unlisted.as_row()} if unlisted else {})
        learnt = {"corrections": _shares()} if corrections else {}
        print_json(told | ({"misses": missed} if misses else {}) | learnt)
    else:
        print(as_text(scores, per_document=per_doc, unlisted=unlisted))
        if missed:
            print()
            print_rows(missed)
        if corrections:
            print()
            _learnt(_shares(), as_json=False)
    if unlisted is not None:
        tell(f"kouan: {UNLISTED} leaves out {unlisted.rows} rows of lexicons")
    if not paired:
        tell(
            "kouan: none of the labelled documents was predicted; the field doc of label and annotation must be equal"
        )
    return 0 if paired else 1


def _shares() -> list[dict[str, Any]]:
    """What the rules have learnt of the project's corrections, a row a column."""
    from dataclasses import asdict

    from flows.correcting.scoring import learnt
    from flows.settings import load_settings

    return [{**asdict(one), "share": one.share} for one in learnt(load_settings())]


def _learnt(shares: list[dict[str, Any]], *, as_json: bool) -> int:
    from flows.terminal.printing import print_json, print_rows, say, tell

    if as_json:
        print_json(shares)
    elif shares:
        print_rows(shares)
        right = sum(one["right"] for one in shares)
        read = sum(one["corrections"] - one["unread"] for one in shares)
        share = f" ({right / read:.1%})" if read else ""
        say(f"the rules now get {right} of {read} corrections right{share}")
    else:
        tell("kouan: the project has no corrections; `kouan correct` writes them")
    return 0 if shares else 1
