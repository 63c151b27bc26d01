"""Patterns in, the files they name out: single files, folders with all below them, globs.

Hidden files and folders are left out of folders and globs; whoever wants one names it. An empty
folder is no failure, since an inbox at rest is empty; a glob that fits nothing is.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read; `location` names it below the project, or below the folder that was asked for."""

    path: Path
    location: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gives no document.

    `reason` is one of missing, not_a_file, outside_link, unreadable, too_large, changed; `detail` is a
    sentence with the file and a remedy.
    """

    location: str
    reason: str
    detail: str


def list_inputs(patterns: Sequence[str], root: Path) -> tuple[list[Input], list[Failure]]:
    """The files that patterns name, each once, sorted by location; relative patterns start at `root`.

    A location is the path below `root`; of a file outside of it, its folder's name and the path
    below that; and where two files would share one location, the whole path.
    """
    base = os.path.abspath(root)  # noqa: PTH100 - links stay: the location is the path as it was named
    inputs: dict[str, tuple[str, os.stat_result]] = {}
    failures: dict[str, Failure] = {}
    for pattern in patterns:
        for found in _named(pattern, base):
            if isinstance(found, Failure):
                failures.setdefault(found.location, found)
            else:
                inputs.setdefault(found.path, (found.folder, found.status))
    held: dict[str, list[str]] = {}
    for path, (folder, _) in inputs.items():
        held.setdefault(_location(path, folder, base), []).append(path)
    listed = [
        Input(
            Path(path),
            location if len(paths) == 1 else _shown(path.lstrip(os.sep)),
            inputs[path][1].st_size,
            inputs[path][1].st_mtime_ns,
        )
        for location, paths in held.items()
        for path in paths
    ]
    listed.sort(key=lambda entry: entry.location)
    return listed, sorted(failures.values(), key=lambda failure: failure.location)


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    #: The folder that was asked for.
    folder: str
    status: os.stat_result


def _named(pattern: str, base: str) -> Iterator[_Found | Failure]:
    """What one pattern names."""
    place = _shown(pattern)
    if "\0" in pattern:
        yield Failure(place, "missing", f"{place}: no path holds a zero byte; correct the name")
        return
    path = os.path.normpath(os.path.join(base, os.path.expanduser(pattern)))  # noqa: PTH111, PTH118
    try:
        status = os.stat(path)  # noqa: PTH116 - str paths are three times as fast, and there may be 200,000
    except OSError as error:
        if glob.has_magic(pattern):
            yield from _globbed(path, place, base)
        else:
            yield failure_of(place, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _below(path, path, base)
    else:
        yield _judged(path, os.path.dirname(path), place, status)  # noqa: PTH120


def _globbed(path: str, place: str, base: str) -> Iterator[_Found | Failure]:
    """The files a glob fits, and all that lies in the folders it fits."""
    fixed = path
    while glob.has_magic(fixed):
        fixed = os.path.dirname(fixed)  # noqa: PTH120
    matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207
    if not matches:
        yield Failure(
            place, "missing", f"{place}: no file fits this pattern; correct it, or put files there"
        )
    for match in matches:
        try:
            status = os.stat(match)  # noqa: PTH116
        except OSError as error:
            yield failure_of(_location(match, fixed, base), error)
            continue
        if _leaves(match, fixed):
            yield _outside(_location(match, fixed, base), fixed)
        elif stat.S_ISDIR(status.st_mode):
            yield from _below(match, fixed, base)
        else:
            yield _judged(match, fixed, _location(match, fixed, base), status)


def _below(top: str, folder: str, base: str) -> Iterator[_Found | Failure]:
    """All files below one folder; links are followed to files of the folder that was asked for only."""
    waiting = [top]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield failure_of(_location(here, folder, base), error)
            continue
        for entry in listed:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_symlink() and _leaves(entry.path, folder):
                    yield _outside(_location(entry.path, folder, base), folder)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif (
                    not entry.is_dir()
                ):  # a link to a folder in here: its files are found where they lie
                    yield _judged(
                        entry.path, folder, _location(entry.path, folder, base), entry.stat()
                    )
            except OSError as error:
                yield failure_of(_location(entry.path, folder, base), error)


def _judged(path: str, folder: str, place: str, status: os.stat_result) -> _Found | Failure:
    if stat.S_ISREG(status.st_mode):
        return _Found(path, folder, status)
    return not_a_file(place, status.st_mode)


def _leaves(path: str, folder: str) -> bool:
    """Whether a path leads out of a folder through a link."""
    real, home = os.path.realpath(path), os.path.realpath(folder)
    return real != home and not real.startswith(home.rstrip(os.sep) + os.sep)


def _outside(place: str, folder: str) -> Failure:
    return Failure(
        place,
        "outside_link",
        f"{place}: the link leaves {_shown(folder)}; name its target, or copy the file",
    )


def not_a_file(location: str, mode: int) -> Failure:
    """The failure of something that is there but holds no bytes to read to an end."""
    kind = next(
        (name for test, name in ((stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "FIFO"), (stat.S_ISSOCK, "socket")) if test(mode)),
        "device",
    )  # fmt: skip
    return Failure(
        location, "not_a_file", f"{location}: is a {kind}, not a file; write its content to a file"
    )


def failure_of(location: str, error: OSError) -> Failure:
    """The failure that an error of the operating system means."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Failure(location, "missing", f"{location}: there is no such file; correct the name")
    said = error.strerror or type(error).__name__
    return Failure(
        location,
        "unreadable",
        f"{location}: cannot be read ({said}); check its permissions and the disk",
    )


def _location(path: str, folder: str, base: str) -> str:
    if path.startswith(base.rstrip(os.sep) + os.sep):
        return _shown(path[len(base.rstrip(os.sep)) + 1 :])
    return _shown(os.path.join(os.path.basename(folder), os.path.relpath(path, folder)))  # noqa: PTH118, PTH119


def _shown(path: str) -> str:
    """A path as text: "/" between its parts, bytes that are no UTF-8 escaped."""
    return os.fsencode(path.replace(os.sep, "/")).decode("utf-8", "backslashreplace")
