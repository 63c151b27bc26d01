"""Findings about inputs that wait and a listing in, those whose cause is gone out, each with what became of it.

A finding ends where its input was looked for and is there without the fault, or is certainly gone. What could
not be looked at (a folder that cannot be listed, an archive that is still being written, another input) decides
nothing. One that ended too early, as of a disk that was away, is met again like a new one.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.ingestion.sightings import Finding
from flows.ingestion.vanished import Folders
from flows.summary import counted
from kouan.reading.containers.endings import INSIDE
from kouan.reading.remote import MARK
from kouan.reading.sources import Failure, Survey

#: Status and detail of a finding that ended.
End = tuple[str, str]
SEEN: Final = ("released", "its input was looked at again and is without it")
GONE: Final = ("released", "its input is not found any more")
OTHERWISE: Final = ("replaced", "its input waits for another reason")


@dataclass(frozen=True, slots=True)
class Today:
    """What a run looked at."""

    #: The files, and what is in them.
    listed: Survey
    found: Survey
    #: All that failed, the files that wait for the next run, and locations that are marked as gone.
    failures: Sequence[Failure]
    growing: Sequence[str]
    gone: Sequence[str]
    patterns: Sequence[str]
    project: Path


def mended(findings: Sequence[Finding], today: Today) -> dict[str, End]:
    """Which findings ended, by their ids."""
    if not findings:
        return {}
    seen = _Seen(today)
    return {one.quarantine_id: end for one in findings if (end := seen.end_of(one))}


def told_of(ended: Collection[str]) -> list[str]:
    """What a run says of findings that ended.

    >>> told_of(["id"])
    ['1 finding about inputs waits no longer: its cause is gone']
    """
    if not ended:
        return []
    said = "waits no longer: its" if len(ended) == 1 else "wait no longer: their"
    return [f"{counted(len(ended), 'finding')} about inputs {said} cause is gone"]


class _Seen:
    """What a run looked at, as places that can be looked up."""

    def __init__(self, today: Today) -> None:
        listed, found = today.listed, today.found
        told = [(one.location.removesuffix("/."), one.reason) for one in today.failures]
        self.failed = frozenset(told)
        self.failing = frozenset(place for place, _ in told)
        self.broken = frozenset(_container(place) for place, _ in told)
        self.growing = frozenset(today.growing)
        self.gone = frozenset(today.gone)
        self.files = {entry.location for entry in listed.inputs}
        self.here = {entry.location for entry in found.inputs}
        self.here.update(entry.member.place for entry in found.inputs if entry.member)
        self.holding = {entry.pattern for entry in listed.inputs}
        self.partly, self.patterns = found.partly, today.patterns
        self.folders = Folders(today.project, {})

    def end_of(self, one: Finding) -> End | None:
        """What became of a finding; None where it still holds, or nothing is known of it."""
        place = one.location.removesuffix("/.")
        above = frozenset(_above(place))
        if (place, one.reason) in self.failed or above & self.failing:
            return None
        if place in self.growing or above & self.growing:
            return None
        if place in self.failing:
            return OTHERWISE
        if place in self.here or place in self.files:
            return SEEN
        if place in self.gone:
            return GONE
        file = _container(place)
        if file != place and file in self.files:  # it was opened today
            is_cut = bool(self.partly) and file in self.broken
            return None if is_cut else SEEN
        ends = (self._under(one.location, file, pattern) for pattern in self.patterns)
        return next(filter(None, ends), None)

    def _under(self, place: str, file: str, pattern: str) -> End | None:
        """What became of a finding about what is no input today, if this pattern looked for it."""
        if pattern == place:  # what was missing is there
            return SEEN
        if pattern not in self.holding:  # an unmounted disk looks so
            return None
        if MARK in pattern:
            is_mine = file.startswith(pattern.rstrip("/") + "/")
            return GONE if is_mine and pattern not in self.partly else None
        if MARK in file or not self.folders.holds(pattern, file):
            return None
        if os.path.lexists(self.folders.path(file, pattern)):
            return None if glob.has_magic(pattern) else SEEN  # a glob may not have asked for it
        return GONE if self.folders.is_gone(file, pattern) else None


def _container(place: str) -> str:
    """The file in which something stands.

    >>> _container("inbox/a.zip!/b.zip!/c.txt"), _container("inbox/a.txt")
    ('inbox/a.zip', 'inbox/a.txt')
    """
    return place.partition(INSIDE)[0]


def _above(place: str) -> Iterator[str]:
    """The folders and archives in which something stands.

    >>> list(_above("in/a.zip!/b.txt"))
    ['in/a.zip!', 'in/a.zip', 'in']
    """
    while "/" in place:
        place = place.rpartition("/")[0]
        yield place
        if place.endswith(INSIDE[0]):
            yield place.removesuffix(INSIDE[0])
