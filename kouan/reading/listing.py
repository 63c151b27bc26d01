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
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kouan.reading.containers.found import Step, oversize


class Member(NamedTuple):
    """What is known of an input besides its file: the way to a document inside it, its address, its time.

    Without steps it is the file itself. `document_id` is the sha256 of a document inside, as it was listed.
    """

    steps: tuple[Step, ...]
    document_id: str
    url: str | None = None
    crawled_at: str | None = None
    source: str | None = None
    #: How its bytes become text; empty for a text as it stands.
    read_as: str = ""
    #: Where it stands, where its location is its address.
    place: str = ""


class Input(NamedTuple):
    """A file to read; `location` names it below the project, or below the folder that was asked for.

    A plain tuple with the path as text: two million of them are listed in one run. What stands inside a
    file is an input of its own, with the size of the member and the times of the file.
    """

    file: str | Path
    location: str
    size: int
    modified_ns: int
    #: The status of its inode changed then: it cannot be set back, as the time of change of the content can.
    changed_ns: int = 0
    inode: int = 0
    device: int = 0
    #: The pattern that named it first.
    pattern: str = ""
    #: What is known of it besides; None: it is the file, and nothing is.
    member: Member | None = None

    @property
    def is_inside(self) -> bool:
        """Whether it stands inside its file."""
        return self.member is not None and bool(self.member.steps)

    @property
    def is_own_file(self) -> bool:
        """Whether it is a file on this machine, and all of it: one that can be written to or referred to."""
        return not self.is_inside and "://" not in str(self.file)

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(self.file)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gives no document.

    `reason` is one of missing, not_a_file, outside_link, unreadable, too_large, changed, and of what stands
    inside a file corrupt, encrypted, unsafe_name, unsupported, bomb, too_many, too_deep, no_text; and
    not_installed where an extra is needed. `detail` is a sentence with the file and a remedy.
    """

    location: str
    reason: str
    detail: str


class Survey(NamedTuple):
    """What patterns name: the files, each once, sorted by location, and what failed.

    `partly` are the patterns of which something could not be listed: what was not found under them may
    be there all the same.
    """

    inputs: list[Input]
    failures: list[Failure]
    partly: frozenset[str]
    #: What else is to be said.
    notes: tuple[str, ...] = ()


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
            if one.reason in ("missing", "unreadable", "not_installed"):
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


def not_a_file(location: str, mode: int) -> Failure:
    """The failure of something that is there but holds no bytes to read to an end."""
    kind = next(
        (name for test, name in ((stat.S_ISDIR, "folder"), (stat.S_ISFIFO, "FIFO"), (stat.S_ISSOCK, "socket")) if test(mode)),
        "device",
    )  # fmt: skip
    return Failure(
        location, "not_a_file", f"{location}: is a {kind}, not a file; write its content to a file"
    )


def too_large(location: str, size: int, limit: int) -> Failure:
    """The failure of something that holds more bytes than a document may."""
    return Failure(location, "too_large", f"{location}: {oversize(size, limit)}")


def failure_of(location: str, error: OSError | ValueError) -> Failure:
    """The failure that an error of the operating system means; a ValueError is a zero byte in the name."""
    if not isinstance(error, OSError) or isinstance(error, FileNotFoundError | NotADirectoryError):
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
    if os.sep == "/" and path.isascii():
        return path
    return os.fsencode(path.replace(os.sep, "/")).decode("utf-8", "backslashreplace")
