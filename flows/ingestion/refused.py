"""Files that were refused for what they are in; whether one is as it was, so that it is neither opened nor told again, out.

A file that is too large, or of a format that is not read, stays so until it, or what reads it, changes. Its finding
waits in the quarantine; that is told once, and costs a stat from then on (decision 0039).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from flows.ingestion.state import RACY_NS
from flows.summary import counted
from kouan.reading.inputs import Failure, Input

#: What lies in a file itself, or in what stands in it. The rest is of the day: a disk that is away, rights, a file that
#: another program writes.
LASTING: Final = frozenset(
    {
        "not_a_file", "outside_link", "too_large", "unsupported", "corrupt", "encrypted", "unsafe_name", "bomb", "too_many",
        "too_deep", "no_text", "not_installed",
    }
)  # fmt: skip


class Refusal(NamedTuple):
    """A file as it was when it was refused, with what was said of it."""

    location: str
    pattern: str
    status: tuple[int, ...]
    reason: str
    detail: str
    #: What read it: the state, and how large a file may be.
    read_by: str
    #: Whether it had been the same for a while; if not, it may have changed without a trace in its times.
    is_sure: bool = True


class Refusals:
    """What earlier runs refused, while a run looks at its inputs."""

    def __init__(self, earlier: Sequence[Refusal], read_by: str, *, full: bool = False) -> None:
        self._earlier = {one.location: one for one in earlier}
        self._today: dict[str, Refusal] = {}
        self._read_by, self._full = read_by, full

    def known(self, entry: Input) -> Failure | None:
        """What is said of a file that need not be opened to say it again."""
        had = self._earlier.get(entry.location)
        if had is None or self._full or not (had.is_sure and had.read_by == self._read_by):
            return None
        if had.status != _status(entry):
            return None
        self._today[entry.location] = had
        return Failure(had.location, had.reason, had.detail)

    def note(self, entry: Input, failure: Failure, began: int) -> None:
        """Remember what was said of a file that was read from `began` on."""
        if failure.reason in LASTING:
            is_sure = max(entry.modified_ns, entry.changed_ns) <= began - RACY_NS
            said = (failure.reason, failure.detail, self._read_by, is_sure)
            self._today[entry.location] = Refusal(
                entry.location, entry.pattern, _status(entry), *said
            )

    def is_changed(self, location: str) -> bool:
        """Whether a file that is refused today is not as it was when it was refused before."""
        had, now = self._earlier.get(location), self._today.get(location)
        if now is None or had is None:
            return now is not None
        if had.is_sure:
            return had.status != now.status
        # a time that was not sure then, as that of an address which tells none, does not make it another
        size, _, _, *place = had.status
        return [size, *place] != [now.status[0], *now.status[3:]]

    def rows(self, inputs: Sequence[Input]) -> tuple[Refusal, ...]:
        """What is to be remembered: today's, and those of inputs that were not asked for."""
        if not self._earlier:
            return tuple(self._today[location] for location in sorted(self._today))
        patterns = {entry.pattern for entry in inputs}
        others = (one for one in self._earlier.values() if one.pattern not in patterns)
        kept = {one.location: one for one in others} | self._today
        return tuple(kept[location] for location in sorted(kept))


def parted(
    failures: Iterable[Failure],
    waiting: Collection[tuple[str, str]],
    refusals: Refusals,
    changed: Collection[str],
) -> tuple[list[Failure], list[Failure]]:
    """Failures that are news, and those that lie in their files and wait in the quarantine already.

    `waiting` are places and reasons. A file that is not as it was is news again, an archive (those that changed are
    named) where it gives nothing at all: what stands in one that grows may stay as it is.
    """
    news: list[Failure] = []
    standing: list[Failure] = []
    for one in failures:
        is_news = one.reason not in LASTING or (one.location, one.reason) not in waiting
        is_news |= refusals.is_changed(one.location) or one.location in changed
        (news if is_news else standing).append(one)
    return news, standing


def told_of(standing: Collection[Failure]) -> list[str]:
    """What a run says of inputs that it refuses as runs before it did.

    >>> told_of([Failure("in/a.rtf", "unsupported", "in/a.rtf: …")])
    ['1 input cannot be read and waits, as before: kouan quarantine list --where level=input']
    """
    if not standing:
        return []
    waits = "waits" if len(standing) == 1 else "wait"
    return [
        f"{counted(len(standing), 'input')} cannot be read and {waits}, as before: kouan quarantine list --where level=input"
    ]


def _status(entry: Input) -> tuple[int, ...]:
    return tuple(entry[2:7])
