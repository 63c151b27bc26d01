"""What earlier runs saw of the inputs, settled as the warehouse stands now, and what is kept for the next run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flows.ingestion.corrected import own_corrections
from flows.ingestion.sightings import (
    Finding,
    identity_of,
    read_sightings,
    settled_by,
    unsettled,
    write_sightings,
)
from flows.quarantine.returning import Waiting, waiting_documents
from flows.sources import Tally, read_sources
from kouan.model.knowledge import digest_of
from warehouse.kept_reader import one_reader

if TYPE_CHECKING:
    from flows.ingestion.intake import Intake
    from flows.ingestion.sightings import Sightings
    from flows.settings import Settings


def waiting(settings: Settings, state: str) -> Waiting:
    """Held documents that a run in this state leaves alone, and those that come back."""
    rows = read_sources(settings.project / "sources.csv")
    budgets = Tally(rows, settings.budget, settings.budget_minimum)
    return waiting_documents(settings.home, state, budgets, settings.attempts)


def sightings(settings: Settings, state: str) -> Sightings:
    """What earlier runs saw, settled as the warehouse stands now; it is opened only where it has changed.

    What decides about held documents counts as a part of it, and so do corrections: a budget that is raised settles anew.
    """
    home = settings.home
    seen = read_sightings(home)
    if warehouse := identity_of(home / "current.duckdb"):
        rows = read_sources(settings.project / "sources.csv")
        own = own_corrections(settings.project)
        judged = repr((rows, settings.budget, settings.budget_minimum, settings.attempts, own))
        warehouse = f"{warehouse} {digest_of(judged)}"
    if (seen.warehouse, seen.state) == (warehouse, state):
        return seen
    if not warehouse:
        return replace(
            seen, rows=unsettled(seen.rows), warehouse="", state=state, run="", waiting=()
        )
    from flows.upkeep.status import newest_run
    from warehouse.publishing.state import bring_up_to_date, standing
    from warehouse.quarantine.held_rows import waiting_inputs

    if bring_up_to_date(home):  # it is another file now
        return sightings(settings, state)
    stands = waiting(settings, state).standing(
        standing(home, state, own_corrections(settings.project))
    )
    rows = settled_by(seen.rows, stands)
    seen = replace(
        seen,
        rows=rows,
        warehouse=warehouse,
        state=state,
        run=newest_run(home) or "",
        waiting=tuple(Finding(*one) for one in waiting_inputs(home)),
    )
    write_sightings(home, seen)
    return seen


def remember(settings: Settings, intake: Intake) -> None:
    """Settle what was seen as the warehouse stands after the run, and forget what is gone."""
    with one_reader():
        seen = sightings(settings, intake.state)
    if intake.gone:
        write_sightings(settings.home, seen.without(intake.gone))
    keep_knowledge(settings, intake.state)


def keep_knowledge(settings: Settings, state: str) -> None:
    """Keep what documents were read with, so that a later change can be compared."""
    from flows.ingestion.keeping import is_kept, keep, kept_of
    from flows.ingestion.state import knowledge_of, state_digest

    if not is_kept(settings.home, state):
        knowledge = knowledge_of(settings.project)
        if state_digest(knowledge) == state:
            keep(settings.home, state, kept_of(knowledge, settings.project))
