"""Inputs and what the warehouse knows in, the work that is left out: jobs, new locations, failures."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from flows.ingestion.corrected import Own
from flows.ingestion.jobs import Job, jobs_of
from flows.ingestion.refused import Refusals, parted
from flows.ingestion.settling import settled
from flows.ingestion.sightings import Sightings, merged, rows_of
from kouan.model.knowledge import digest_of
from kouan.reading.addresses import canonical
from kouan.reading.sources import Failure, Input, Survey, grouped, read_batch
from warehouse.records import SourceRecord

if TYPE_CHECKING:
    from flows.settings import Settings

#: Known document: state digest, status and locations, and what was known of it, as the warehouse tells them.
Known = Mapping[str, tuple[Any, ...]]
#: Asks the warehouse what it knows of these documents.
Asked = Callable[[Sequence[str]], Known]
#: The warehouse is asked for so many documents at a time.
ASKED = 10_000


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
    #: Failures that lie in their files and wait in the quarantine already; they count as unchanged.
    standing: tuple[Failure, ...] = ()
    #: Locations of files that are still being written.
    unsettled: tuple[str, ...] = ()
    #: What decides how bytes are read today.
    state: str = ""
    #: The newest run of the warehouse as it was looked at; empty where there is none.
    run: str = ""
    #: All that was found.
    inputs: Sequence[Input] = field(default=(), repr=False, compare=False)
    #: Locations that are gone, and those that are back.
    gone: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    #: Documents that the change of knowledge cannot touch.
    verified: tuple[str, ...] = ()
    #: Findings about inputs whose cause is gone, by their ids: status and detail.
    mended: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: What else is to be said of the inputs.
    notes: tuple[str, ...] = ()

    @property
    def documents(self) -> int:
        """Documents to process."""
        return sum(len(job.inputs) for job in self.jobs)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do and nothing to tell."""
        changed = (self.locations, self.gone, self.returned, self.verified, self.mended)
        return not (self.jobs or self.failures or any(changed))


def take_in(
    settings: Settings,
    found: Survey,
    seen: Sightings,
    known: Asked,
    rows: Sequence[SourceRecord] = (),
    *,
    full: bool = False,
    settle: bool = False,
    own: Own | None = None,
    changed: Collection[str] = (),
) -> tuple[Intake, Sightings | None]:
    """Leave out the inputs that the warehouse has in the state of `seen`; the second is what to remember, if new.

    Only files that are not the same as they were seen are opened. `full` opens all and processes known
    documents again. With `settle`, files that still grow wait for the next run. `own` are the corrections of documents:
    one that was read with others is read again. `changed` are archives that are not as they were.
    """
    inputs, growing = settled(found.inputs) if settle else (found.inputs, [])
    match = seen.match(inputs)
    same = match.same & (not full)
    done = same.copy()
    if len(seen.rows):
        done &= seen.settled()[match.position]
    sorted_out = _Sorted(unchanged=int(done.sum()), failures=list(found.failures), own=own or {})
    if any(entry.member and entry.member.url for entry in inputs):
        sorted_out.here = frozenset(entry.location for entry in inputs)
    waiting = np.flatnonzero(~done)
    began = time.time_ns()
    remembered = seen.document_ids(match.position[waiting[same[waiting]]])
    read_by = digest_of(seen.state, str(settings.max_size))
    refusals = Refusals(seen.refused, read_by, full=full)
    identified = _identified(
        [(inputs[number], same[number]) for number in waiting],
        remembered,
        settings,
        sorted_out.failures,
        refusals,
    )
    pairs = []
    while some := list(islice(identified, ASKED)):
        told = known(list({digest for _, digest in some}))
        pairs += [
            (entry, digest, sorted_out.sort(entry, digest, told, seen.state, full=full))
            for entry, digest in some
        ]
    told_before = {(one.location, one.reason) for one in seen.waiting}
    news, standing = parted(sorted_out.failures, told_before, refusals, changed)
    refused = refusals.rows(inputs)
    intake = Intake(
        total=len(inputs) + len(found.failures),
        jobs=tuple(jobs_of(sorted_out.fresh, settings, seen.state, rows, own or {})),
        locations={digest: tuple(places) for digest, places in sorted_out.locations.items()},
        duplicates=sorted_out.duplicates,
        unchanged=sorted_out.unchanged + len(standing),
        failures=tuple(news),
        standing=tuple(standing),
        unsettled=tuple(growing),
        state=seen.state,
        run=seen.run,
        inputs=found.inputs,
    )
    if not pairs:
        return intake, None if refused == seen.refused else replace(seen, refused=refused)
    fresh = rows_of(
        [entry for entry, _, _ in pairs],
        [digest for _, digest, _ in pairs],
        [is_unchanged for _, _, is_unchanged in pairs],
        began,
    )
    return intake, replace(seen, rows=merged(seen.rows, fresh), refused=refused)


@dataclass(slots=True)
class _Sorted:
    """Inputs while they are sorted by what is to be done with them."""

    unchanged: int
    failures: list[Failure]
    duplicates: int = 0
    fresh: list[tuple[Input, str]] = field(default_factory=list)
    locations: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    own: Own = field(default_factory=dict)
    #: Locations of today's inputs, where any has an address.
    here: frozenset[str] = frozenset()

    def _says_more(self, entry: Input, had: Sequence[Any]) -> bool:
        """Whether more, or other things, are known of an input than were when its document was read.

        Equal bytes at two addresses are one document with the first of them.
        """
        if entry.member is None or not had:
            return False
        url, is_dated, read_as, *_ = had
        mine = entry.member
        if mine.read_as != read_as or (mine.crawled_at and not is_dated):
            return True
        if mine.url is None or mine.url == url:
            return False
        return url is None or canonical(url) not in self.here

    def _is_corrected(self, digest: str, had: Sequence[Any]) -> bool:
        """Whether a known document has other corrections than it was read with."""
        return len(had) > 3 and had[3] is not None and had[3] != self.own.get(digest, ())

    def sort(self, entry: Input, digest: str, known: Known, state: str, *, full: bool) -> bool:
        """Put one input where it belongs; whether it is unchanged."""
        had_state, had_status, had_locations, *had = known.get(digest, ("", "", ()))
        says_more = had_status == "released" and self._says_more(entry, had)
        if had_state != state or full or says_more or self._is_corrected(digest, had):
            if digest not in self.taken:
                self.taken.add(digest)
                self.fresh.append((entry, digest))
                return False
            self.duplicates += 1
        elif entry.location in had_locations:
            self.unchanged += 1
            return True
        else:
            self.duplicates += 1
        if entry.location not in had_locations:
            self.locations.setdefault(digest, []).append(entry.location)
        return False


def _identified(
    waiting: Sequence[tuple[Input, bool]],
    remembered: Iterator[str],
    settings: Settings,
    failures: list[Failure],
    refusals: Refusals,
) -> Iterator[tuple[Input, str]]:
    """Inputs with the document that each is: as it was seen where the file is the same, else by its bytes.

    Files that are refused as they were before are not opened.
    """
    unread: list[Input] = []
    for entry, same in waiting:
        if same or entry.is_inside:
            continue
        if known := refusals.known(entry):
            failures.append(known)
        else:
            unread.append(entry)
    read: dict[str, str] = {}
    for group in grouped(unread, settings.batch_bytes):
        began = time.time_ns()
        batch, unreadable = read_batch(group, settings.max_size)
        failures.extend(unreadable)
        here = {entry.location: entry for entry in group} if unreadable else {}
        for failure in unreadable:
            refusals.note(here[failure.location], failure, began)
        for number, source in enumerate(batch.sources):
            read[source.location] = batch.document_id(number)
    for entry, same in waiting:
        digest = next(remembered) if same else read.get(entry.location)
        if (
            entry.member is not None and entry.is_inside
        ):  # its digest was taken when its file was opened
            digest = entry.member.document_id
        if digest is not None:
            yield entry, digest
