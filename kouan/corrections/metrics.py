"""The figures of a document and the corrections of them in; the figures as they are right, and what each correction did, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, NamedTuple

from kouan.corrections.clean_places import clean_span
from kouan.corrections.figures import ROLES, amount_of, said, with_columns
from kouan.extraction.amounts.units import UnitTable
from kouan.extraction.sentences import sentences
from kouan.model.article import Article, Role
from kouan.model.correction import Correction, CorrectionState, Judged
from kouan.model.facts import Bound, Metric, MetricKind
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned
from kouan.tabulation.documents import raw_spans
from kouan.tabulation.identity import fact_key

ACTIVE, REDUNDANT, STALE = CorrectionState
#: What an added figure says before its number is set.
_NOTHING: Final = Decimal(0)


class _Figure(NamedTuple):
    """A figure with its story and its key."""

    story: int
    key: str
    metric: Metric


def corrected_metrics(
    document_id: str,
    cleaned: Cleaned,
    articles: Sequence[Article],
    found: Sequence[tuple[Metric, ...]],
    corrections: Iterable[Correction],
    knowledge: Knowledge,
) -> tuple[list[tuple[Metric, ...]], list[Judged]]:
    """The figures of each story, and each correction with its state.

    Every correction is judged by what the rules say, not by what another correction made of it: their order decides nothing.
    """
    by_key: dict[str, list[Correction]] = defaultdict(list)
    for one in sorted(corrections, key=lambda one: one.correction_id):
        by_key[one.fact_key or ""].append(one)
    figures = _keyed(document_id, cleaned, found)
    judged: list[Judged] = []
    ruled = {figure.key for figure in figures}
    for key, some in by_key.items():
        added = [one for one in some if one.is_addition and key not in ruled]
        for one in added:
            figure = _added(one, cleaned, articles, knowledge)
            judged.append(Judged(one, STALE if figure is None else ACTIVE))
            if figure is not None:
                figures.append(figure)
    done = {one.correction.correction_id for one in judged}
    spans = {figure.key: (figure.metric.start, figure.metric.end) for figure in figures}
    keys = {span: key for key, span in spans.items()}
    stories: list[list[Metric]] = [[] for _ in articles]
    states: dict[str, set[CorrectionState]] = defaultdict(set)
    for figure in figures:
        mine = [one for one in by_key.get(figure.key, ()) if one.correction_id not in done]
        made = _corrected(figure, mine, spans, keys, states, knowledge)
        if made is not None:
            stories[figure.story].append(made)
    for some in by_key.values():
        judged += [
            Judged(one, _state(one, states[one.correction_id]))
            for one in some
            if one.correction_id not in done
        ]
    return [tuple(sorted(some, key=lambda one: (one.start, one.end))) for some in stories], judged


def _keyed(
    document_id: str, cleaned: Cleaned, found: Sequence[tuple[Metric, ...]]
) -> list[_Figure]:
    flat = [(number, metric) for number, some in enumerate(found) for metric in some]
    starts, ends = raw_spans(cleaned.ledger, [(metric.start, metric.end) for _, metric in flat])
    return [
        _Figure(story, fact_key(document_id, (int(starts[at]), int(ends[at]))), metric)
        for at, (story, metric) in enumerate(flat)
    ]


def _corrected(
    figure: _Figure,
    corrections: Sequence[Correction],
    spans: Mapping[str, tuple[int, int]],
    keys: Mapping[tuple[int, int], str],
    states: dict[str, set[CorrectionState]],
    knowledge: Knowledge,
) -> Metric | None:
    """One figure as it is right, None where it is none; what each correction met is noted in `states`."""
    new: dict[str, Any] = {}
    active: list[str] = []
    is_dropped = False
    for one in corrections:
        column = one.column
        there = amount_of(figure.metric) if column is None else said(figure.metric, column, keys)
        right = one.new.rpartition(":")[2] if column in ROLES and one.new else one.new
        if column == "of_metric" and right is not None and right not in spans:
            states[one.correction_id].add(STALE)
        elif there == one.seen:
            states[one.correction_id].add(ACTIVE)
            active.append(one.correction_id)
            if column is None:
                is_dropped = True
            elif column == "of_metric":
                new["of_figure"] = None if one.new is None else spans[one.new]
            else:
                new[column] = one.new
        else:
            states[one.correction_id].add(REDUNDANT if there == right else STALE)
    if is_dropped:
        return None
    made = with_columns(figure.metric, new, knowledge)
    return replace(made, corrected=(*made.corrected, *sorted(active))) if active else made


def _state(one: Correction, met: set[CorrectionState]) -> CorrectionState:
    """What a correction does, by what it met at each figure of its key; most have one, some none."""
    if not met:  # the rules find no such figure
        return REDUNDANT if one.is_drop else STALE
    return min(met, key=list(CorrectionState).index)


def _added(
    one: Correction, cleaned: Cleaned, articles: Sequence[Article], knowledge: Knowledge
) -> _Figure | None:
    """The figure that a correction adds; None where its bytes are no text of an article."""
    if one.raw is None or (span := clean_span(cleaned, one.raw)) is None:
        return None
    for story, article in enumerate(articles):
        for block in article.blocks:
            if block.role is not Role.BYLINE and block.start <= span[0] < span[1] <= block.end:
                metric = added_figure(one, span, (block.start, block.text), knowledge)
                return _Figure(story, one.fact_key or "", metric)
    return None


def added_figure(
    one: Correction, span: tuple[int, int], block: tuple[int, str], knowledge: Knowledge
) -> Metric:
    """The figure that a correction adds at a span of the clean text, in a block with its start."""
    (start, end), (block_start, text) = span, block
    first, last = _sentence(text, start - block_start, end - block_start)
    value, _, unit = (one.new or "").partition(" ")
    bare = Metric(
        start=start,
        end=end,
        surface=text[start - block_start : end - block_start],
        sentence=text[first:last],
        sentence_start=block_start + first,
        value=_NOTHING,
        value_max=None,
        unit=unit,
        bound=Bound.EXACT,
        kind=_kind_of(unit, knowledge),
        indicator=None,
        subject=None,
        period=None,
        corrected=(one.correction_id,),
        raw=one.raw,
    )
    return with_columns(bare, {"value": value}, knowledge)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a block that holds a stretch, or the sentences where it runs over several."""
    inside = [span for span in sentences(text) if span[0] < end and span[1] > start]
    return inside[0][0], inside[-1][1]


def _kind_of(unit: str, knowledge: Knowledge) -> MetricKind:
    known = knowledge.made(UnitTable).named.get(unit)
    return known.kind if known else MetricKind.SHARE if unit in ("1", "%") else MetricKind.LEVEL
