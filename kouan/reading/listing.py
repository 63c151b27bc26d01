"""Patterns in, the files they name out: single files, folders with all below them, globs.

Hidden files and folders are left out of folders and globs; whoever wants one names it. An empty
folder is no failure, since an inbox at rest is empty; a glob that fits nothing is.
"""

from __future__ import annotations

import glob
import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kouan.reading.inputs import Failure, Input, Survey, failure_of, not_a_file


def survey(
    patterns: Sequence[str],
    root: Path,
    elsewhere: Callable[[str], Iterable[Input | Failure]] | None = None,
) -> Survey:
    """The files that patterns name, each once, sorted by location; relative patterns start at `root`.

    A location is the path below `root`; of a file outside of it, its folder's name and the path
    below that; and where two files would share one location, the whole path. `elsewhere` lists what an
    address names.
    """
    base = os.path.abspath(root)  # noqa: PTH100 - links stay: the location is the path as it was named
    found: dict[str | Path, Input] = {}
    failures: dict[str, Failure] = {}
    partly = set()
    for pattern in patterns:
        is_elsewhere = elsewhere is not None and "://" in pattern
        for one in elsewhere(pattern) if elsewhere and is_elsewhere else _named(pattern, base):
            if isinstance(one, Input):
                found.setdefault(one.file, one)
                continue
            failures.setdefault(one.location, one)
            # a link in a folder that leads nowhere hides nothing but itself
            is_all = one.reason == "missing" and one.location == _shown(pattern)
            if is_all or one.reason in ("unreadable", "not_installed"):
                partly.add(pattern)
    listed = list(found.values())
    if len({entry.location for entry in listed}) < len(listed):
        listed = _told_apart(listed)
    listed.sort(key=_by_location)
    ordered = sorted(failures.values(), key=lambda failure: failure.location)
    return Survey(listed, ordered, frozenset(partly))


def _by_location(entry: Input) -> str:
    return entry.location


def _told_apart(listed: list[Input]) -> list[Input]:
    """Files that share a location, each under its whole path."""
    shared = Counter(entry.location for entry in listed)
    return [
        entry._replace(location=_shown(str(entry.file).lstrip(os.sep)))
        if shared[entry.location] > 1
        else entry
        for entry in listed
    ]


def _named(pattern: str, base: str) -> Iterator[Input | Failure]:
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
            yield from _globbed(path, pattern, base)
        else:
            yield failure_of(place, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _below(path, path, base, pattern)
    else:
        folder = os.path.dirname(path)  # noqa: PTH120
        yield _judged(path, _location(path, folder, base), place, status, pattern)


def _globbed(path: str, pattern: str, base: str) -> Iterator[Input | Failure]:
    """The files a glob fits, and all that lies in the folders it fits."""
    fixed, place = path, _shown(pattern)
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
            yield from _below(match, fixed, base, pattern)
        else:
            here = _location(match, fixed, base)
            yield _judged(match, here, here, status, pattern)


def _below(top: str, folder: str, base: str, pattern: str) -> Iterator[Input | Failure]:
    """All files below one folder; links are followed to files of the folder that was asked for only."""
    waiting = [top]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as entries:
                listed = sorted(entries, key=_by_name)
        except OSError as error:
            yield failure_of(_location(here, folder, base), error)
            continue
        # once a folder and not once a file: this is most of what listing costs
        beginning = _location(os.path.join(here, "x"), folder, base)[:-1]  # noqa: PTH118
        for entry in listed:
            name = entry.name
            if name.startswith("."):
                continue
            place = beginning + _shown(name)
            try:
                if entry.is_symlink() and _leaves(entry.path, folder):
                    yield _outside(place, folder)
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif (
                    not entry.is_dir()
                ):  # a link to a folder in here: its files are found where they lie
                    yield _judged(entry.path, place, place, entry.stat(), pattern)
            except OSError as error:
                yield failure_of(place, error)


def _by_name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _judged(
    path: str, location: str, place: str, status: os.stat_result, pattern: str
) -> Input | Failure:
    """An input under its location, or the failure of what was named as `place`."""
    if not stat.S_ISREG(status.st_mode):
        return not_a_file(place, status.st_mode)
    return Input(
        path,
        location,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        status.st_dev,
        pattern,
    )


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


def _location(path: str, folder: str, base: str) -> str:
    if path.startswith(base.rstrip(os.sep) + os.sep):
        return _shown(path[len(base.rstrip(os.sep)) + 1 :])
    return _shown(os.path.join(os.path.basename(folder), os.path.relpath(path, folder)))  # noqa: PTH118, PTH119


def _shown(path: str) -> str:
    """A path as text: "/" between its parts, bytes that are no UTF-8 escaped."""
    if os.sep == "/" and path.isascii():
        return path
    return os.fsencode(path.replace(os.sep, "/")).decode("utf-8", "backslashreplace")
