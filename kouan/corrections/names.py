"""The names and posts of a document and the corrections of them in; both as they are right, and what each correction did, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from kouan.model.correction import Correction, CorrectionState, Judged
from kouan.model.facts import Entity, EntityType, Mention, Position
from kouan.model.processed import Cleaned
from kouan.tabulation.documents import raw_spans

T = TypeVar("T", Mention, Position)

#: Of a post without an organization nothing stands behind the last stroke.
_STROKE: Final = "|"


def corrected_entities(
    cleaned: Cleaned, found: Sequence[tuple[Entity, ...]], corrections: Sequence[Correction]
) -> tuple[list[tuple[Entity, ...]], list[Judged]]:
    """The entities of each story with the mentions that are right, and each correction with its state."""
    stories = [[mention for entity in some for mention in entity.mentions] for some in found]
    changed, judged = _corrected(cleaned, stories, corrections, said_of_mention, _whole_mention)
    if not any(one.state is CorrectionState.ACTIVE for one in judged):
        return list(found), judged
    return [
        _regrouped(some, mentions) for some, mentions in zip(found, changed, strict=True)
    ], judged


def corrected_positions(
    cleaned: Cleaned, found: Sequence[tuple[Position, ...]], corrections: Sequence[Correction]
) -> tuple[list[tuple[Position, ...]], list[Judged]]:
    """The posts of each story as they are right, and each correction with its state."""
    changed, judged = _corrected(cleaned, found, corrections, said_of_position, _whole_position)
    return [tuple(some) for some in changed], judged


def with_entities(
    entities: tuple[Entity, ...], named: Iterable[tuple[str, str]]
) -> tuple[Entity, ...]:
    """The entities of a story, and those that a correction names by type and name and no mention does."""
    have = {(entity.type, entity.name) for entity in entities}
    more = [
        Entity(name, kind, ())
        for kind, name in dict.fromkeys((EntityType(kind), name) for kind, name in named)
        if (kind, name) not in have
    ]
    return (*entities, *more)


def said_of_mention(mention: Mention, column: str) -> str | None:
    """What a column of a mention says."""
    return mention.name if column == "name" else mention.type.value


def said_of_position(position: Position, column: str) -> str | None:
    """What a column of a post says."""
    said: str | None = getattr(position, column)
    return said


def _whole_mention(mention: Mention) -> str:
    return f"{mention.type.value}:{mention.name}"


def _whole_position(position: Position) -> str:
    return _STROKE.join((position.person, position.post, position.organization or ""))


def _corrected(
    cleaned: Cleaned,
    stories: Sequence[Sequence[T]],
    corrections: Sequence[Correction],
    said: Callable[[T, str], str | None],
    whole: Callable[[T], str],
) -> tuple[list[list[T]], list[Judged]]:
    """Rows that are known by their raw span, each as it is right; dropped ones are gone.

    Several rows may share a span: a correction is for those that say what it saw.
    """
    by_span: dict[tuple[int, int], list[Correction]] = defaultdict(list)
    for one in corrections:
        if one.raw is not None:
            by_span[one.raw].append(one)
    states: dict[str, set[CorrectionState]] = defaultdict(set)
    changed = [
        [
            right
            for row, raw in zip(rows, _raw(cleaned, rows), strict=True)
            if (right := _row(row, by_span.get(raw, ()), said, whole, states)) is not None
        ]
        for rows in stories
    ]
    return changed, [Judged(one, _state(one, states[one.correction_id])) for one in corrections]


def _raw(cleaned: Cleaned, rows: Sequence[T]) -> list[tuple[int, int]]:
    starts, ends = raw_spans(cleaned.ledger, [(row.start, row.end) for row in rows])
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _row(
    row: T,
    corrections: Sequence[Correction],
    said: Callable[[T, str], str | None],
    whole: Callable[[T], str],
    states: dict[str, set[CorrectionState]],
) -> T | None:
    new: dict[str, Any] = {}
    is_dropped = False
    for one in corrections:
        there = whole(row) if one.column is None else said(row, one.column)
        if there != one.seen:
            is_same = one.column is not None and there == one.new
            states[one.correction_id].add(
                CorrectionState.REDUNDANT if is_same else CorrectionState.STALE
            )
            continue
        states[one.correction_id].add(CorrectionState.ACTIVE)
        if one.column is None:
            is_dropped = True
        elif one.column == "type":
            new["type"] = EntityType(one.new or "")
        else:
            new[one.column] = one.new
    if is_dropped:
        return None
    return replace(row, **new) if new else row


def _state(one: Correction, met: set[CorrectionState]) -> CorrectionState:
    """What a correction does, by what it met at each row of its span: another row that shares it does not count."""
    if CorrectionState.ACTIVE in met:
        return CorrectionState.ACTIVE
    if CorrectionState.REDUNDANT in met or (not met and one.is_drop):
        return CorrectionState.REDUNDANT
    return CorrectionState.STALE


def _regrouped(entities: tuple[Entity, ...], mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """Entities by what their mentions name now; those whose last mention went are gone."""
    known = {(entity.type, entity.name): entity for entity in entities}
    groups: dict[tuple[EntityType, str], list[Mention]] = {key: [] for key in known}
    for mention in sorted(mentions, key=lambda one: (one.start, one.end)):
        groups.setdefault((mention.type, mention.name), []).append(mention)
    return tuple(
        replace(known[key], mentions=tuple(some))
        if key in known
        else Entity(key[1], key[0], tuple(some))
        for key, some in groups.items()
        if some
    )
