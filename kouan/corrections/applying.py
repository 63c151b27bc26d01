"""The stories of a document and what people said of them in; the stories as they are right, and what each correction did, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kouan.corrections.figures import ROLES
from kouan.corrections.metrics import corrected_metrics
from kouan.corrections.names import corrected_entities, corrected_positions, with_entities
from kouan.extraction.figures.canonical import named_by
from kouan.model.correction import (
    Corrected,
    CorrectionState,
    Judged,
)
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge
from kouan.model.processed import Cleaned, Story

#: Tables whose rows are corrected here; text is corrected by cleaning, entities where all of them are known.
ROWS = (Corrected.METRIC, Corrected.MENTION, Corrected.POSITION)


def corrected(
    document_id: str, cleaned: Cleaned, stories: tuple[Story, ...], knowledge: Knowledge
) -> tuple[tuple[Story, ...], tuple[Judged, ...]]:
    """Put corrected rows in place of those that the rules read, once all rules are through.

    A correction whose row the rules read otherwise than it saw changes nothing: it is redundant or stale.
    """
    mine = [one for one in knowledge.corrections_of(document_id) if one.table in ROWS]
    if not mine:
        return stories, ()
    of = {
        table: sorted(
            (one for one in mine if one.table is table), key=lambda one: one.correction_id
        )
        for table in ROWS
    }
    metrics, of_metrics = corrected_metrics(
        document_id,
        cleaned,
        [story.article for story in stories],
        [story.metrics for story in stories],
        of[Corrected.METRIC],
        knowledge,
    )
    entities, of_mentions = corrected_entities(
        cleaned, [story.entities for story in stories], of[Corrected.MENTION]
    )
    positions, of_positions = corrected_positions(
        cleaned, [story.positions for story in stories], of[Corrected.POSITION]
    )
    judged = (*of_metrics, *of_mentions, *of_positions)
    named = _named([one for one in judged if one.state is CorrectionState.ACTIVE])
    made = tuple(
        replace(
            story,
            entities=with_entities(
                entities[number],
                (one for one in named if one[1] in _names_in(metrics[number], positions[number])),
            ),
            metrics=metrics[number],
            positions=positions[number],
            indicators=named_by(metrics[number], knowledge),
        )
        for number, story in enumerate(stories)
    )
    return made, judged


def _named(active: Sequence[Judged]) -> list[tuple[str, str]]:
    """Type and name of the entities that corrections name with their type."""
    found = []
    for one, _ in active:
        if one.new is None:
            continue
        if one.table is Corrected.METRIC and one.column in ROLES and ":" in one.new:
            kind, _, name = one.new.partition(":")
            found.append((kind, name))
        elif one.table is Corrected.POSITION and one.column == "person":
            found.append((EntityType.PERSON.value, one.new))
        elif one.table is Corrected.POSITION and one.column == "organization":
            found.append((EntityType.ORGANIZATION.value, one.new))
    return found


def _names_in(metrics: Sequence[object], positions: Sequence[object]) -> set[str | None]:
    """Every name that figures and posts of a story say."""
    said = {getattr(metric, role) for metric in metrics for role in ROLES}
    return said | {
        getattr(one, column) for one in positions for column in ("person", "organization")
    }
