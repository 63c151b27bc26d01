"""What a listing holds and what earlier runs found in, what is gone and what has come back out.

Gone is what a run looked for and did not find: its input was listed to the end, something was found under
it, and the folder it stood in can be listed and lies on the same disk. An unmounted disk marks nothing.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.summary import counted
from kouan.reading.containers.endings import INSIDE
from kouan.reading.remote import MARK
from kouan.reading.sources import Survey


@dataclass(frozen=True, slots=True)
class Absence:
    """Locations that are gone and those that are back, and why some are not taken for gone, in words."""

    gone: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def absence(
    found: Survey,
    patterns: Sequence[str],
    expected: Mapping[str, str],
    marked: frozenset[str],
    devices: Mapping[str, int],
    project: Path,
) -> Absence:
    """Compare a listing with what is expected: locations with the input under which each was found.

    `marked` are locations that are marked as vanished already; `devices` says on which device a file lay.
    """
    here = {entry.location for entry in found.inputs}
    returned = tuple(sorted(here & marked))
    missing = {place: pattern for place, pattern in expected.items() if place not in here}
    named = {failure.location for failure in found.failures}
    missing = {
        place: pattern
        for place, pattern in missing.items()
        if place not in named and place.partition(INSIDE)[0] not in named
    }
    lost = Counter(missing.values())
    holding = {entry.pattern for entry in found.inputs}
    notes, listed = [], set()
    judged = Folders(project, devices)
    for pattern in patterns:
        if not lost[pattern]:
            continue
        said = f"{counted(lost[pattern], 'input')} of {pattern}"
        if pattern in found.partly:
            notes.append(
                f"{said} not found; it could not be listed whole{_culprit(found, pattern, judged)},"
                " nothing is marked as vanished"
            )
        elif pattern not in holding:
            notes.append(
                f"{said} not found, and nothing else there: an unmounted disk looks so, nothing is marked as vanished"
            )
        else:
            listed.add(pattern)
    gone = [
        place
        for place, pattern in missing.items()
        if pattern in listed and judged.is_gone(place, pattern)
    ]
    if judged.unsure:
        notes.append(
            f"{counted(judged.unsure, 'input')} not found in folders that cannot be listed or lie on another disk"
            " than before; they are not marked as vanished"
        )
    return Absence(tuple(sorted(gone)), returned, tuple(notes))


def _culprit(found: Survey, pattern: str, folders: Folders) -> str:
    """What fails under a pattern that is listed partly, in brackets, those first that hide most."""
    mine = [
        one
        for one in found.failures
        if one.location == pattern
        or (
            one.location.startswith(pattern)
            if MARK in pattern
            else folders.holds(pattern, one.location.partition(INSIDE)[0])
        )
    ]
    if not mine:
        return ""
    first = min(mine, key=lambda one: one.reason not in ("unreadable", "missing", "not_installed"))
    more = f" and {counted(len(mine) - 1, 'other')}" if len(mine) > 1 else ""
    return f" ({first.location}: {first.reason}{more})"


class Folders:
    """The folders in which missing files stood, each looked at once."""

    def __init__(self, project: Path, devices: Mapping[str, int]) -> None:
        self.base, self.devices = os.path.abspath(project), devices  # noqa: PTH100 - links stay
        self.unsure = 0
        self._known: dict[str, int | None] = {}

    def is_gone(self, location: str, pattern: str) -> bool:
        """Whether the file of a location is gone for certain."""
        if "://" in pattern:  # it was listed to its end, and others were found there
            return True
        path = self.path(location, pattern)
        if os.path.lexists(
            path
        ):  # there, though it was not listed: hidden now, or a link that leaves
            return False
        device = self._device(os.path.dirname(path))  # noqa: PTH120
        if device is None or self.devices.get(location, device) != device:
            self.unsure += 1
            return False
        return True

    def holds(self, pattern: str, location: str) -> bool:
        """Whether a location lies where this pattern looks, or, of a glob, in the folder it looks below."""
        root, path = self._root(pattern), self.path(location, pattern)
        return path == root or path.startswith(root.rstrip(os.sep) + os.sep)

    def _root(self, pattern: str) -> str:
        root = os.path.normpath(os.path.join(self.base, os.path.expanduser(pattern)))  # noqa: PTH111, PTH118
        while glob.has_magic(root) and not os.path.lexists(root):
            root = os.path.dirname(root)  # noqa: PTH120
        return root

    def path(self, location: str, pattern: str) -> str:
        """The path of a location under a pattern."""
        root = self._root(pattern)
        is_inside = root == self.base or root.startswith(self.base.rstrip(os.sep) + os.sep)
        return os.path.join(self.base if is_inside else os.path.dirname(root), location)  # noqa: PTH118, PTH120

    def _device(self, folder: str) -> int | None:
        """The device of a folder, or of the nearest one above that is left; None where it cannot be listed."""
        if folder not in self._known:
            try:
                with os.scandir(folder):
                    self._known[folder] = os.stat(folder).st_dev  # noqa: PTH116
            except (FileNotFoundError, NotADirectoryError):
                above = os.path.dirname(folder)  # noqa: PTH120
                self._known[folder] = None if above == folder else self._device(above)
            except OSError:
                self._known[folder] = None
        return self._known[folder]
