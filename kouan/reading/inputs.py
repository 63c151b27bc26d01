"""What a source names in; an input to be read, or the failure that says why it gives no document, out."""

from __future__ import annotations

import stat
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

    `reason` is one of missing, not_a_file, outside_link, unreadable, too_large, changed, unsupported, and of what
    stands inside a file corrupt, encrypted, unsafe_name, bomb, too_many, too_deep, no_text; and
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
