"""What a container tells of what it holds: members with their bytes, and faults; and the limits it is held to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

#: How a step finds a member: unpack a stream, take a slice of it, or ask the container by number or offset.
Kind = Literal["gzip", "bzip2", "xz", "slice", "zip", "warc", "pdf"]

#: Below this size nothing is a bomb: a blank page is packed a thousandfold.
HARMLESS: Final = 1 << 20


class Step(NamedTuple):
    """One step from a container to a member of it; several lead through containers in containers.

    `at` and `size` are half-open bytes of the stream for a slice; for a zip file `at` is the number of
    the entry, for a web archive the offset of the record.
    """

    kind: Kind
    at: int = 0
    size: int = 0


class Found(NamedTuple):
    """A member with its bytes, and what the container knows of it."""

    name: str
    raw: bytes
    steps: tuple[Step, ...]
    url: str | None = None
    crawled_at: str | None = None
    source: str | None = None
    #: How the bytes become text, as `kouan.reading.forms` names it; empty for a text as it stands.
    read_as: str = ""
    #: The file itself: it turned out to hold nothing but one document.
    is_whole: bool = False


class Fault(NamedTuple):
    """A member that gives no document, or (without a name) the container itself.

    `said` says what is wrong and what would be right. With `ends`, what follows in the container could not
    be looked at.
    """

    name: str
    reason: str
    said: str
    ends: bool = False


class Passed(NamedTuple):
    """Something in a container that is no text and claims to be none: an image, a request; counted by kind."""

    kind: str


def oversize(size: int, limit: int) -> str:
    """What is wrong with a document of this size, and what would be right."""
    return f"{size:,} bytes, the limit is {limit:,}; split it, or raise --max-size"


def plain(error: Exception) -> str:
    """What an error of a library says, on one line of bounded length; its kind where it says nothing."""
    return " ".join(str(error).split())[:200] or type(error).__name__


class LimitError(Exception):
    """A container is beyond a limit; nothing more is read from it."""

    def __init__(self, reason: str, said: str) -> None:
        super().__init__(said)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What a container may hold. Beyond a limit it is refused with a finding, what came before is read."""

    #: Bytes of one member, and of a container inside a container, which is read whole.
    size: int = 32 << 20
    #: Bytes that one file may hold unpacked, all containers in it together.
    unpacked: int = 16 << 30
    #: How much larger than its packed bytes a member may be.
    ratio: int = 200
    #: Members of one file.
    members: int = 2_000_000
    #: Containers in containers.
    depth: int = 3


class Meter:
    """Counts what comes out of one file, through all containers in it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.unpacked = 0
        self.members = 0

    def member(self) -> None:
        """Count a member.

        Raises:
            LimitError: there are too many.
        """
        self.members += 1
        if self.members > self.limits.members:
            raise LimitError(
                "too_many",
                f"it holds more than {self.limits.members:,} members; the rest is not read. Split it, or raise"
                " max_members in the settings",
            )

    def bytes(self, number: int) -> None:
        """Count unpacked bytes.

        Raises:
            LimitError: there are too many.
        """
        self.unpacked += number
        if self.unpacked > self.limits.unpacked:
            raise LimitError(
                "bomb",
                f"it unpacks to more than {self.limits.unpacked:,} bytes; the rest is not read. If it is no bomb,"
                " split it, or raise max_unpacked in the settings",
            )

    def too_large(self, size: int) -> str | None:
        """What is wrong with a member of this size; None: nothing."""
        return oversize(size, self.limits.size) if size > self.limits.size else None

    def swollen(self, size: int, packed: int) -> str | None:
        """What is wrong with so many bytes packed into so few; None: nothing."""
        if size <= HARMLESS or size <= self.limits.ratio * max(1, packed):
            return None
        return (
            f"its bytes grow more than {self.limits.ratio}-fold when they are unpacked, as those of a bomb do;"
            " nothing more of it is read. If it is none, unpack it yourself, or raise max_ratio in the settings"
        )

    def beyond(self, name: str, size: int, packed: int | None = None) -> Fault | None:
        """A fault where a member is too large, or swollen from its `packed` bytes (None: it has none of its own)."""
        if said := self.too_large(size):
            return Fault(name, "too_large", said)
        if packed is not None and (said := self.swollen(size, packed)):
            return Fault(name, "bomb", said)
        return None
