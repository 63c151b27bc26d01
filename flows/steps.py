"""The five steps of the main flow as plain functions: ingest, process, audit, publish, report.

`flows.run` calls them in order; `flows.orchestration` calls the very same functions as Prefect tasks.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flows.decided import decisions_of
from flows.intake import Intake, Job, take_in
from flows.returning import Waiting, waiting_documents
from flows.sightings import (
    identity_of,
    read_sightings,
    settled_by,
    unsettled,
    write_sightings,
)
from flows.sources import SourceRow, Tally, read_sources, source_of
from flows.state import current_state
from flows.vanished import Absence, absence
from kouan.model.knowledge import digest_of
from kouan.reading.sources import Failure, Survey, survey
from warehouse.decisions import Decisions
from warehouse.records import Findings, Held, RunRecord, Score, SourceRecord, StateRecord

if TYPE_CHECKING:
    from flows.contents import Contents
    from flows.settings import Settings, Snapshot
    from flows.sightings import Sightings
    from flows.work import Outcome, Workplace
    from warehouse.sightings import Listing


@dataclass(frozen=True, slots=True)
class Options:
    """How this run differs from the settings; plain values, so that a schedule can carry them."""

    #: Files, folders, globs; empty takes the inputs of the settings.
    sources: tuple[str, ...] = ()
    #: Process known documents again.
    full: bool = False
    #: Leave files that are still being written for the next run.
    settle: bool = False
    #: Leave at once when another run is at work, instead of waiting for it.
    leave: bool = False


class NothingToStartError(RuntimeError):
    """A run that cannot start: no inputs are named."""


def ingest(settings: Settings, options: Options) -> Intake:
    """Find the inputs, hash those that are not as they were seen, leave out what the warehouse has in this state.

    Raises:
        NothingToStartError: neither the command nor the settings name an input.
        LexiconError, PhraseError, RuleError, SettingsError: a file of the project cannot be used.
    """
    patterns = patterns_of(settings, options)
    state = current_state(settings.project, settings.home)
    found = survey(patterns, settings.project)
    rows = read_sources(settings.project / "sources.csv")
    seen = sightings(settings, state)
    known = partial(_known, settings, state)
    full, settle = options.full, options.settle
    intake, newer = take_in(settings, found, seen, known, rows, full=full, settle=settle)
    there = absent(settings, patterns, found, seen, is_new=newer is not None)
    if newer:
        write_sightings(settings.home, newer)
    intake = replace(intake, gone=there.gone, returned=there.returned, notes=there.notes)
    return without_discarded(intake, decisions_of(settings.project, settings.home))


def absent(
    settings: Settings, patterns: Sequence[str], found: Survey, seen: Sightings, *, is_new: bool
) -> Absence:
    """What is gone from the inputs and what is back; the warehouse is asked only where something is not as it was."""
    missing = seen.missing(found.inputs, patterns)
    if not seen.run or not (is_new or missing.num_rows):
        return Absence()
    from warehouse.sightings import sighted, vanished

    expected = sighted(settings.home, patterns)
    moved = seen.moved(found.inputs, seen.match(found.inputs))
    places, devices = (missing[name].to_pylist() for name in ("location", "device"))
    lay = {place: moved.get(device, device) for place, device in zip(places, devices, strict=True)}
    told = dict(zip(*(expected[name].to_pylist() for name in expected.column_names), strict=True))
    return absence(found, patterns, told, vanished(settings.home), lay, settings.project)


def listing(intake: Intake) -> Listing:
    """What the inputs hold now and hold no more, for the warehouse to keep."""
    import pyarrow as pa

    from flows.columns import text_array
    from warehouse.sightings import Listing

    columns = [
        text_array(entry.location for entry in intake.inputs),
        text_array(entry.pattern for entry in intake.inputs),
    ]
    return Listing(pa.Table.from_arrays(columns, names=["location", "input"]), intake.gone)


def without_discarded(intake: Intake, decisions: Decisions) -> Intake:
    """The intake, with inputs that nobody waits for counted as unchanged: they are not told again."""
    failures = tuple(
        one for one in intake.failures if decisions.discard_of(_held_input(one)) is None
    )
    discarded = len(intake.failures) - len(failures)
    return replace(intake, failures=failures, unchanged=intake.unchanged + discarded)


def waiting(settings: Settings, state: str) -> Waiting:
    """Held documents that a run in this state leaves alone, and those that come back."""
    rows = read_sources(settings.project / "sources.csv")
    budgets = Tally(rows, settings.budget, settings.budget_minimum)
    return waiting_documents(settings.home, state, budgets, settings.attempts)


def sightings(settings: Settings, state: str) -> Sightings:
    """What earlier runs saw, settled as the warehouse stands now; it is opened only where it has changed.

    What decides about held documents counts as a part of it: a budget that is raised settles anew.
    """
    home = settings.home
    seen = read_sightings(home)
    if warehouse := identity_of(home / "current.duckdb"):
        rows = read_sources(settings.project / "sources.csv")
        judged = repr((rows, settings.budget, settings.budget_minimum, settings.attempts))
        warehouse = f"{warehouse} {digest_of(judged)}"
    if (seen.warehouse, seen.state) == (warehouse, state):
        return seen
    if not warehouse:
        return replace(seen, rows=unsettled(seen.rows), warehouse="", state=state, run="")
    from flows.status import newest_run
    from warehouse.state import standing

    stands = waiting(settings, state).standing(standing(home, state))
    rows = settled_by(seen.rows, stands)
    seen = replace(seen, rows=rows, warehouse=warehouse, state=state, run=newest_run(home) or "")
    write_sightings(home, seen)
    return seen


def remember(settings: Settings, intake: Intake) -> None:
    """Settle what was seen as the warehouse stands after the run, and forget what is gone."""
    seen = sightings(settings, intake.state)
    if intake.gone:
        write_sightings(settings.home, seen.without(intake.gone))


def _known(
    settings: Settings, state: str, documents: Sequence[str]
) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    from warehouse.state import known_documents

    known = waiting(settings, state).known(known_documents(settings.home, documents))
    return dict(known)


def state_record(settings: Settings) -> StateRecord:
    """What the digest of today's state stands for."""
    from flows.state import knowledge_of, state_digest, versions

    knowledge, said = knowledge_of(settings.project), versions()
    return StateRecord(
        state_digest(knowledge),
        knowledge.digest,
        said.pop("source"),
        said.pop("kouan"),
        tuple(f"{name}={version}" for name, version in sorted(said.items())),
    )


def patterns_of(settings: Settings, options: Options) -> list[str]:
    """What the run looks at, as the project names it.

    Raises:
        NothingToStartError: neither the command nor the settings name an input.
    """
    patterns = [relative(pattern, settings.project) for pattern in options.sources] or list(
        settings.inputs
    )
    if not patterns:
        raise NothingToStartError(
            'no inputs: name files, folders or globs, or set inputs = ["inbox"] in '
            f"{settings.project / 'kouan.toml'} (`kouan init DIR` makes a project)"
        )
    return patterns


def relative(pattern: str, project: Path) -> str:
    """A pattern as typed in the working directory, as the project names it; outside of the project it is absolute."""
    if "://" in pattern:
        return pattern
    path = os.path.normpath(Path.cwd() / Path(pattern).expanduser())
    below = os.path.relpath(path, project)
    return path if below.startswith("..") else below


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
    sources = {document: source_of(place, tally.rows) for document, place in places.items()}
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
    scores: Sequence[Score],
    locations: Mapping[str, Sequence[str]],
    sources: Sequence[SourceRow] | None = None,
    state: StateRecord | None = None,
    listing: Listing | None = None,
    decisions: Decisions | None = None,
    profile: Snapshot | None = None,
) -> Findings:
    """Put a chunk into the warehouse, its near copies marked, in one transaction; bring the readers' snapshot up to date.

    `profile` is what the snapshot holds, None what it held before. The findings come back with those of the
    warehouse's own checks added.
    """
    from flows.copies import NearCopies
    from warehouse.publish import publish as publish_chunk

    said = None if sources is None else [SourceRecord(**asdict(row)) for row in sources]
    published = publish_chunk(
        home,
        parts,
        findings,
        inputs,
        run,
        scores,
        locations,
        decisions,
        sources=said,
        state=state,
        comparison=NearCopies(),
        listing=listing,
        profile=profile,
    )
    return published.findings


def tidy(home: Path, began: float | None = None) -> None:
    """Remove what killed runs left half done; with the time at which this run began, parts no row names too."""
    from warehouse.connection import WarehouseBusyError
    from warehouse.tidying import drop_drafts, drop_unnamed_parts

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
    return [_held_input(failure) for failure in failures]


def _held_input(failure: Failure) -> Held:
    return Held(
        "input", failure.location, failure.location, failure.reason, failure.detail, failed=True
    )
