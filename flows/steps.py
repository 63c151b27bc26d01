"""The five steps of the main flow as plain functions: ingest, process, audit, publish, report.

`flows.run` calls them in order; `flows.scheduling.orchestration` calls the very same functions as Prefect tasks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flows.ingestion.ingesting import ingest, without_discarded
from flows.ingestion.jobs import Job
from flows.ingestion.recording import held_input, listing, state_record, verified
from flows.ingestion.remembered import keep_knowledge, remember, waiting
from flows.options import NothingToStartError, Options, patterns_of, relative
from flows.sources import Tally, source_of
from kouan.reading.sources import Failure
from warehouse.quarantine.decisions import Decisions
from warehouse.records import (
    Findings,
    Held,
    ReviewRecord,
    RunRecord,
    Score,
    SourceRecord,
    StateRecord,
)

if TYPE_CHECKING:
    from flows.contents import Contents
    from flows.settings import Settings, Snapshot
    from flows.templates.framing import Frames
    from flows.work import Outcome, Workplace
    from kouan.model.correction import Correction
    from warehouse.publishing.sightings import Listing
    from warehouse.publishing.verification import Verified

__all__ = [
    "NothingToStartError",
    "Options",
    "audit",
    "chunks",
    "held_inputs",
    "ingest",
    "keep_knowledge",
    "listing",
    "patterns_of",
    "publish",
    "relative",
    "remember",
    "report",
    "state_record",
    "verified",
    "waiting",
    "within_budget",
    "without_discarded",
    "workplace",
]


def chunks(jobs: Sequence[Job], documents: int) -> Iterator[list[Job]]:
    """Jobs in chunks of so many documents; each chunk is audited and published whole."""
    chunk: list[Job] = []
    held = 0
    for job in jobs:
        if chunk and held + len(job.inputs) > documents:
            yield chunk
            chunk, held = [], 0
        chunk.append(job)
        held += len(job.inputs)
    if chunk:
        yield chunk


def workplace(settings: Settings, labelled: frozenset[str], *, full: bool = False) -> Workplace:
    """What every job of a run shares."""
    from flows.work import Workplace

    return Workplace(
        settings.project,
        settings.parts,
        settings.max_size,
        full,
        labelled,
        settings.raw == "reference",
    )


def audit(parts: Sequence[Path], project: Path, home: Path | None = None) -> Findings:
    """What the suites say of these parts, with the documents that were refused before the suites saw them."""
    if not parts:
        return Findings()
    from flows.audit import audit_parts
    from flows.contents import refused

    findings = audit_parts(parts, project, home)
    known = {(held.level, held.subject_id) for held in findings.held}
    early = [held for held in refused(parts) if (held.level, held.subject_id) not in known]
    return replace(findings, held=(*findings.held, *early))


def within_budget(
    findings: Findings,
    failed: Sequence[Held],
    inside: Contents,
    tally: Tally,
    decisions: Decisions | None = None,
) -> tuple[Findings, dict[str | None, str]]:
    """Findings in which the documents of each source over its budget are held, and those sources with the reason.

    `failed` are documents held before the audit. The sources are counted over the whole run so far. What
    is waived or discarded counts against no budget: a person has looked at it.
    """
    decisions = decisions or Decisions()
    findings = decisions.settle(findings)
    held = {one.subject_id: one for one in (*failed, *findings.held) if one.level == "document"}
    places = dict(inside.locations) | {one.subject_id: one.location for one in failed}
    sources = {
        document: inside.sources.get(document) or source_of(place, tally.rows)
        for document, place in places.items()
    }
    facts: dict[str | None, int] = {}
    for document, number in inside.facts.items():
        facts[sources[document]] = facts.get(sources[document], 0) + number
    held_facts: dict[str | None, int] = {}
    for one in decisions.counted(findings.held):
        if one.level == "fact":
            source = source_of(one.location, tally.rows)
            held_facts[source] = held_facts.get(source, 0) + 1
    faulty = {one.subject_id for one in decisions.counted(held.values())}
    tally.count(
        sources.values(), [sources[one] for one in faulty if one in sources], facts, held_facts
    )
    over = tally.over_budget()
    stopped = [
        Held(
            "document",
            document,
            inside.locations[document],
            "budget",
            over[source],
            row_json=json.dumps({"facts": inside.facts[document]}),
        )
        for document, source in sources.items()
        if source in over and document not in held and document in inside.locations
    ]
    return decisions.settle(replace(findings, held=(*findings.held, *stopped))), over


def publish(
    home: Path,
    parts: Sequence[Path],
    findings: Findings,
    inputs: Sequence[Held],
    run: RunRecord,
    *,
    scores: Sequence[Score] = (),
    locations: Mapping[str, Sequence[str]] | None = None,
    sources: Sequence[SourceRecord] | None = None,
    state: StateRecord | None = None,
    listing: Listing | None = None,
    decisions: Decisions | None = None,
    verified: Verified | None = None,
    profile: Snapshot | None = None,
    learning: Settings | None = None,
    reviews: Sequence[ReviewRecord] | None = None,
    corrections: Sequence[Correction] | None = None,
) -> Findings:
    """Put a chunk into the warehouse, its near copies marked, in one transaction; bring the readers' snapshot up to date.

    `profile` is what the snapshot holds, None what it held before. `learning` are the settings of the project whose
    sources are to propose templates; None looks at no source. `reviews` are all verdicts of its folder. The findings come back with those of the
    warehouse's own checks added.
    """
    from flows.copies import NearCopies
    from warehouse.publish import publish as publish_chunk

    published = publish_chunk(
        home,
        parts,
        findings,
        inputs,
        run,
        scores,
        locations,
        decisions,
        sources=sources,
        state=state,
        comparison=NearCopies(),
        listing=listing,
        verified=verified,
        profile=profile,
        framing=_framing(learning) if learning else None,
        reviews=reviews,
        corrections=corrections,
    )
    return published.findings


def _framing(settings: Settings) -> Frames:
    """What proposes templates of page frames in a project."""
    from flows.ingestion.state import knowledge_of
    from flows.templates.framing import Frames

    knowledge = knowledge_of(settings.project)
    return Frames(settings.project, knowledge, settings.template_minimum)


def corrections_of(settings: Settings) -> tuple[Correction, ...]:
    """All that people said of rows and texts of the project."""
    from flows.ingestion.state import knowledge_of

    return knowledge_of(settings.project).corrections


def tidy(home: Path, began: float | None = None) -> None:
    """Remove what killed runs left half done; with the time at which this run began, parts no row names too."""
    from warehouse.connection import WarehouseBusyError
    from warehouse.upkeep.tidying import drop_drafts, drop_unnamed_parts

    if began is None:
        drop_drafts(home)
        return
    with suppress(WarehouseBusyError):  # the next run does it
        drop_unnamed_parts(home, began)


def report(settings: Settings, run_id: str) -> Path:
    """Write the pages; the path of the first one."""
    from flows.report import write_report

    return write_report(settings, run_id)


def held_inputs(found: Sequence[Failure], outcomes: Sequence[Outcome]) -> list[Held]:
    """Inputs that could not be found or read, as the warehouse keeps them."""
    failures = [*found, *(failure for outcome in outcomes for failure in outcome.failures)]
    return [held_input(failure) for failure in failures]
