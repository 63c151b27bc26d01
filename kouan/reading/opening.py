"""Files that hold documents in, an input for each document out: archives, packed files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final, NamedTuple, Protocol

from kouan.reading import remote
from kouan.reading.containers.endings import INSIDE, is_container
from kouan.reading.containers.found import Fault, Found, Limits, Meter, Passed
from kouan.reading.containers.names import Names
from kouan.reading.fields import Fields
from kouan.reading.foreign import foreign
from kouan.reading.inputs import Failure, Input, Member, Survey, failure_of, not_a_file
from kouan.reading.listing import survey

#: A damaged container may hold a million faults; so many are told one by one, the rest as a number.
FAULTS: Final = 1000

# O_NONBLOCK: a FIFO that took the place of a file must not block the run
FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class Contents(NamedTuple):
    """What one file holds: its documents, what gives none, and whether it could be listed to its end."""

    inputs: list[Input]
    failures: list[Failure]
    is_whole: bool = True
    #: What was passed over, by kind.
    passed: Mapping[str, int] = MappingProxyType({})


class Opens(Protocol):
    """Tells what is in files; whoever remembers what was in them can stand in for an `Opening`."""

    def opens(self, entry: Input) -> bool:
        """Whether this file is listed by what it holds."""

    def contents(self, entry: Input) -> Contents:
        """What one file holds."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How files are opened for what is in them; equal ones list equal files alike."""

    limits: Limits = field(default_factory=Limits)
    #: Names of the fields of JSON Lines.
    fields: Fields = field(default_factory=Fields)

    def opens(self, entry: Input) -> bool:
        """Whether this file is listed by what it holds."""
        return is_container(entry.location)

    def contents(self, entry: Input) -> Contents:
        """What one file holds, each document under a location of its own: archive.zip!/path/in/it."""
        found = Contents([], [])
        stream = open_regular(entry)
        if isinstance(stream, Failure):
            return Contents([], [stream], is_whole=False)
        from kouan.reading.containers.walking import walk  # most runs open nothing

        is_whole, faults = True, 0
        passed: Counter[str] = Counter()
        with stream:
            for one in walk(
                stream, entry.location.rsplit("/", 1)[-1], Meter(self.limits), self.fields
            ):
                if isinstance(one, Passed):
                    passed[one.kind] += 1
                    continue
                fault = one if isinstance(one, Fault) else _refused(one)
                if isinstance(one, Found) and fault is None:
                    found.inputs.append(_input(entry, one))
                elif fault:
                    is_whole &= not fault.ends
                    faults += 1
                    if faults <= FAULTS or fault.ends:
                        found.failures.append(_failure(entry.location, fault))
        if faults > FAULTS:
            said = (
                f"holds {faults - FAULTS:,} more members that cannot be read; see those told before"
            )
            found.failures.append(_failure(entry.location, Fault("", "corrupt", said)))
        return found._replace(is_whole=is_whole, passed=passed)


def open_regular(entry: Input) -> IO[bytes] | Failure:
    """A file, opened; a failure where it cannot be, or something else took its place."""
    if remote.is_remote(entry.file):
        try:
            return remote.opened(entry)
        except Exception as error:  # of any library that fsspec calls
            return remote.failure_of(entry.location, error)
    try:
        stream = os.fdopen(os.open(entry.file, FLAGS), "rb")
    except (OSError, ValueError) as error:
        return failure_of(entry.location, error)
    mode = os.fstat(stream.fileno()).st_mode
    if not stat.S_ISREG(mode):
        stream.close()
        return not_a_file(entry.location, mode)
    return stream


def list_inputs(
    patterns: Sequence[str], root: Path, opening: Opens | None = None
) -> tuple[list[Input], list[Failure]]:
    """The files that patterns name and, with an `opening`, what is in them; files sorted by location."""
    found = opened(survey(patterns, root, remote.listed), opening)
    return found.inputs, found.failures


def opened(found: Survey, opening: Opens | None) -> Survey:
    """A survey in which each file that holds documents has given way to them, in the order they have in it.

    That order is kept since a packed archive can only be read forward. A pattern with a file that could not be listed to its end is listed partly.
    """
    if opening is None:
        return found
    holding = {number for number, entry in enumerate(found.inputs) if opening.opens(entry)}
    if not holding:
        return found
    inputs: list[Input] = []
    failures = list(found.failures)
    partly = set(found.partly)
    notes: list[str] = []
    for number, entry in enumerate(found.inputs):
        if number not in holding:
            inputs.append(entry)
            continue
        inside = opening.contents(entry)
        inputs += inside.inputs
        failures += inside.failures
        if inside.passed:
            notes.append(_passed(entry.location, inside.passed))
        if not inside.is_whole:
            partly.add(entry.pattern)
    return Survey(_apart(inputs), sorted(failures, key=_by_place), frozenset(partly), tuple(notes))


def _passed(location: str, passed: Mapping[str, int]) -> str:
    most = sorted(passed.items(), key=lambda one: (-one[1], one[0]))
    said = ", ".join(f"{number:,} {kind}" for kind, number in most[:6])
    rest = ", …" if len(most) > 6 else ""
    return (
        f"{location}: {sum(passed.values()):,} records are no pages and passed over ({said}{rest})"
    )


def _apart(inputs: list[Input]) -> list[Input]:
    """Inputs under a location each: a folder may be called archive.zip! too."""
    if len({entry.location for entry in inputs}) == len(inputs):
        return inputs
    names = Names()
    return [entry._replace(location=names.own(entry.location)) for entry in inputs]


def _by_place(failure: Failure) -> str:
    return failure.location


def _input(entry: Input, one: Found) -> Input:
    if one.is_whole:
        return entry
    digest = hashlib.sha256(one.raw).hexdigest()
    return entry._replace(
        location=f"{entry.location}{INSIDE}{one.name}" if one.name else entry.location,
        size=len(one.raw),
        member=Member(one.steps, digest, one.url, one.crawled_at, one.source, one.read_as),
    )


def _refused(one: Found) -> Fault | None:
    """The fault of a member that is no text; said where it is listed, it is remembered with what an archive holds."""
    said = None if one.is_whole else foreign(one.raw)
    return Fault(one.name, "unsupported", said) if said else None


def _failure(location: str, fault: Fault) -> Failure:
    place = f"{location}{INSIDE}{fault.name}" if fault.name else location
    return Failure(place, fault.reason, f"{place}: {fault.said}")
