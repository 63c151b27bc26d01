"""Rows of the quarantine in; their documents read again now, through the main flow, and what came of each out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flows import steps
from flows.ingestion.contents import opening_of
from flows.ingestion.corrected import own_corrections
from flows.ingestion.intake import Intake
from flows.ingestion.jobs import Job, own_of
from flows.ingestion.state import current_state
from flows.quarantine.decided import decisions_of
from flows.quarantine.holding import STATUSES
from flows.run import Progress, Steps, carry_out
from flows.settings import Settings
from flows.sources import counted_under, read_sources
from flows.steps import Options
from flows.summary import RunSummary
from kouan.reading.containers.endings import INSIDE
from kouan.reading.inputs import Member
from kouan.reading.sources import Failure, Input, grouped, list_inputs, read_batch

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of one row: its status now, and why its document waits still, where it does."""

    quarantine_id: str
    location: str
    reason: str
    status: str
    said: str


def replay(
    settings: Settings, rows: Sequence[Row], progress: Progress | None = None
) -> tuple[RunSummary, list[Replayed]]:
    """Read the documents of these rows again, whatever is known of them, and publish what passes.

    A document is read where it was found; where nothing is found there any more, from the bytes that its
    part keeps.

    Raises:
        AnotherRunError, StateChangedError, WarehouseBusyError: as of any run.
    """
    with tempfile.TemporaryDirectory(prefix="kouan-replay-") as folder:
        inputs, gone = found_again(settings, rows, Path(folder))
        places = tuple(str(settings.project / entry.location) for entry in inputs)
        again = replace(Steps(), ingest=lambda settings, _: taken_in(settings, inputs, gone))
        options = Options(sources=places or (str(settings.project),), full=True)
        summary = carry_out(settings, options, again, progress)
    return summary, list(outcomes(settings.home, rows))


def found_again(
    settings: Settings, rows: Sequence[Row], folder: Path
) -> tuple[list[Input], list[Failure]]:
    """Where the documents of rows can be read: at their place, else in a copy of what their part keeps."""
    inputs: dict[str, Input] = {}
    failures: dict[str, Failure] = {}
    for row in rows:
        place = row["location"]
        if place in inputs or place in failures:
            continue
        path = settings.project / place
        match _in_its_file(settings, place):
            case Input() as entry:
                inputs[place] = entry
                continue
            case Failure() as failure:
                failures[place] = failure
                continue
        kept = None
        if not path.exists() and row["document_id"]:
            kept = _kept(settings.home, row["document_id"], folder, place)
        if kept is not None:
            inputs[place] = kept
            continue
        # One file, looked at as any other input; it keeps the name under which it is known.
        found, missing = list_inputs([str(path)], settings.project)
        for entry in found[:1]:
            inputs[place] = entry._replace(location=place)
        for failure in missing[:1]:
            failures[place] = replace(failure, location=place)
    return list(inputs.values()), list(failures.values())


def _in_its_file(settings: Settings, place: str) -> Input | Failure | None:
    """The input or the failure at a place inside a file, where that file is there and holds it still."""
    file, _, below = place.partition(INSIDE)
    path = settings.project / file
    if not below or not path.is_file():
        return None
    found, failures = list_inputs([str(path)], settings.project, opening_of(settings))
    return next((one for one in found if one.location == place), None) or next(
        (one for one in failures if one.location == place), None
    )


def _kept(home: Path, document_id: str, folder: Path, place: str) -> Input | None:
    """The bytes of a document in a file of their own, from its part, to be read as they were; None without."""
    from warehouse.connection import WarehouseError
    from warehouse.packs import read_pack
    from warehouse.quarantine.held_rows import told_of

    known = told_of(home, document_id)
    if known is None:
        return None
    part, url, crawled_at, source, read_as, found_in = known
    try:
        raw = read_pack(home, part, document_id).raw
    except WarehouseError:
        return None
    path = folder / document_id
    path.write_bytes(raw)
    status = path.stat()
    member = Member((), "", url, crawled_at, source, read_as, found_in)
    return Input(str(path), place, len(raw), status.st_mtime_ns, status.st_ctime_ns, member=member)


def taken_in(settings: Settings, inputs: Sequence[Input], gone: Sequence[Failure]) -> Intake:
    """These inputs as work to do, known or not."""
    state = current_state(settings.project, settings.home)
    own = own_corrections(settings.project)
    rows = read_sources(settings.project / "sources.csv")
    failures, jobs, taken = list(gone), [], set()
    places: dict[str, tuple[str, ...]] = {}
    duplicates = 0
    for group in grouped(inputs, settings.batch_bytes):
        batch, unreadable = read_batch(group, settings.max_size)
        failures += unreadable
        entries = {entry.location: entry for entry in group}
        fresh: list[tuple[Input, str]] = []
        for number, source in enumerate(batch.sources):
            id_ = batch.document_id(number)
            if id_ in taken:
                duplicates += 1
                places[id_] = (*places.get(id_, ()), source.location)
                continue
            taken.add(id_)
            fresh.append((entries[source.location], id_))
        if fresh:
            jobs.append(
                Job(
                    tuple(entry for entry, _ in fresh),
                    tuple(id_ for _, id_ in fresh),
                    tuple(counted_under(entry, rows) for entry, _ in fresh),
                    state,
                    own_of((id_ for _, id_ in fresh), own),
                )
            )
    intake = Intake(
        total=len(inputs) + len(gone),
        jobs=tuple(jobs),
        locations=places,
        duplicates=duplicates,
        failures=tuple(failures),
        state=state,
    )
    return steps.without_discarded(intake, decisions_of(settings.project, settings.home))


def outcomes(home: Path, rows: Sequence[Row]) -> Iterator[Replayed]:
    """What became of rows, as the newest snapshot tells it."""
    from warehouse.quarantine.held_rows import held_rows

    every = held_rows(home, STATUSES)
    now: dict[str, Row] = {row["quarantine_id"]: row for row in every}
    waiting: dict[str, list[Row]] = {}
    for row in every:
        if row["level"] in ("input", "document") and row["status"] in ("held", "failed"):
            waiting.setdefault(row["location"], []).append(row)
    for asked in rows:
        one = now.get(asked["quarantine_id"], asked)
        said = {
            "released": "published, or gone from the document",
            "waived": f"published by a waiver: {one['note']}",
            "discarded": f"discarded: {one['note']}",
        }.get(one["status"]) or _waits(one, waiting.get(one["location"], []))
        yield Replayed(one["quarantine_id"], one["location"], one["reason"], one["status"], said)


def _waits(row: Row, waiting: Sequence[Row]) -> str:
    """Why the input of a row waits still; a reason that is not the row's own is named."""
    said = [
        one["detail"] if one["reason"] == row["reason"] else f"{one['reason']}: {one['detail']}"
        for one in waiting
    ]
    return "; ".join(said) or str(row["detail"])
