"""Inputs and what the warehouse knows in, the work that is left out: jobs of about a batch, new locations, failures."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flows.settings import Settings
from flows.sources import SourceRow, source_of
from kouan.model.knowledge import digest_of
from kouan.reading.sources import Failure, Input, list_inputs, read_batch

#: A file changed less than this many seconds ago may still be growing; it is looked at twice.
SETTLING = 2.0
#: Known document: state digest, status and locations, as the warehouse tells them.
Known = Mapping[str, tuple[str, str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Job:
    """One batch to process: inputs of which each is a document by its digest, counted under `sources`."""

    inputs: tuple[Input, ...]
    document_ids: tuple[str, ...]
    sources: tuple[str | None, ...]
    state: str

    @property
    def part_id(self) -> str:
        """Names the part by all that decides its rows."""
        return part_id_of(
            self.state, zip(self.document_ids, self.inputs, self.sources, strict=True)
        )

    @property
    def size(self) -> int:
        """Bytes of its inputs."""
        return sum(entry.size for entry in self.inputs)

    def single(self) -> Iterator[Job]:
        """The same work, a document at a time."""
        for number, entry in enumerate(self.inputs):
            yield Job((entry,), (self.document_ids[number],), (self.sources[number],), self.state)


def part_id_of(state: str, documents: Iterable[tuple[str, Input, str | None]]) -> str:
    """Digest of the documents' ids, locations and sources, and of the state that reads them."""
    said = [f"{digest} {entry.location} {source or ''}" for digest, entry, source in documents]
    return digest_of("part", state, *said)


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in, sorted by what is to be done with it; the counts add up to `total`."""

    total: int
    jobs: tuple[Job, ...]
    #: Documents with more locations than the warehouse has: all new ones of each.
    locations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    duplicates: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()
    #: Locations of files that are still being written.
    unsettled: tuple[str, ...] = ()

    @property
    def documents(self) -> int:
        """Documents to process."""
        return sum(len(job.inputs) for job in self.jobs)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do and nothing to tell."""
        return not (self.jobs or self.locations or self.failures)


def take_in(
    settings: Settings,
    patterns: Sequence[str],
    known: Known,
    state: str,
    rows: Sequence[SourceRow] = (),
    *,
    full: bool = False,
    settle: bool = False,
) -> Intake:
    """Find the inputs, hash them, and leave out what the warehouse has in this state.

    `full` processes known documents again. With `settle`, files that still grow wait for the next run.
    """
    found, missing = list_inputs(patterns, settings.project)
    failures = list(missing)
    inputs, unsettled = settled(found) if settle else (list(found), [])
    fresh: list[tuple[Input, str]] = []
    locations: dict[str, list[str]] = {}
    taken: set[str] = set()
    unchanged = duplicates = 0
    for group in grouped(inputs, settings.batch_bytes):
        batch, unreadable = read_batch(group, settings.max_size)
        failures.extend(unreadable)
        by_location = {entry.location: entry for entry in group}
        for number, source in enumerate(batch.sources):
            entry, digest = by_location[source.location], batch.document_id(number)
            had_state, _, had_locations = known.get(digest, ("", "", ()))
            if had_state != state or full:
                if digest not in taken:
                    taken.add(digest)
                    fresh.append((entry, digest))
                    continue
                duplicates += 1
            elif entry.location in had_locations:
                unchanged += 1
                continue
            else:
                duplicates += 1
            if entry.location not in had_locations:
                locations.setdefault(digest, []).append(entry.location)
    return Intake(
        total=len(inputs) + len(missing),
        jobs=tuple(_jobs(fresh, settings.batch_bytes, state, rows)),
        locations={digest: tuple(places) for digest, places in locations.items()},
        duplicates=duplicates,
        unchanged=unchanged,
        failures=tuple(failures),
        unsettled=tuple(unsettled),
    )


def grouped(inputs: Sequence[Input], size: int) -> Iterator[list[Input]]:
    """Inputs in groups of about `size` bytes; a larger one stands alone."""
    group: list[Input] = []
    held = 0
    for entry in inputs:
        if group and held + entry.size > size:
            yield group
            group, held = [], 0
        group.append(entry)
        held += entry.size
    if group:
        yield group


def _jobs(
    fresh: Sequence[tuple[Input, str]], size: int, state: str, rows: Sequence[SourceRow]
) -> Iterator[Job]:
    digests = {entry.location: digest for entry, digest in fresh}
    for group in grouped([entry for entry, _ in fresh], size):
        yield Job(
            tuple(group),
            tuple(digests[entry.location] for entry in group),
            tuple(source_of(entry.location, rows) for entry in group),
            state,
        )


def settled(inputs: Sequence[Input]) -> tuple[list[Input], list[str]]:
    """Inputs whose size and time of change stay the same for a moment, and the locations of the others."""
    newest = time.time_ns() - int(SETTLING * 1e9)
    if any(entry.modified_ns > newest for entry in inputs):
        time.sleep(SETTLING / 2)
    still: list[Input] = []
    growing: list[str] = []
    for entry in inputs:
        if entry.modified_ns > newest and _changed(entry):
            growing.append(entry.location)
        else:
            still.append(entry)
    return still, growing


def _changed(entry: Input) -> bool:
    try:
        now = entry.path.stat()
    except OSError:
        return True
    return (now.st_size, now.st_mtime_ns) != (entry.size, entry.modified_ns)
