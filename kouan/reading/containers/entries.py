"""An entry of an archive's directory in, its name, or why it gives no document, out: one rule for every kind of archive."""

from __future__ import annotations

from typing import NamedTuple

from kouan.reading.containers.found import Fault, Meter
from kouan.reading.containers.names import Names, is_hidden, leaves

UNSAFE = (
    "its name leads out of the archive; it is not read. Pack it anew under a plain name, and ask"
    " who sent it"
)


class Entry(NamedTuple):
    """What an archive says of one of its members before it is unpacked."""

    name: str
    size: int
    is_folder: bool
    is_file: bool
    #: Reason and words, where it is packed in a way that is not read.
    unread: tuple[str, str] | None = None
    #: Bytes that it takes packed by itself; None: it is packed with all others.
    packed: int | None = None


class Entries:
    """The entries of one archive, one after the other."""

    def __init__(self, meter: Meter) -> None:
        self._meter, self._names = meter, Names()

    def admitted(self, entry: Entry) -> str | Fault | None:
        """The name under which a member is read, a fault where it is not; None: nobody misses it.

        Raises:
            LimitError: there are too many.
        """
        is_unsafe = leaves(entry.name)
        if entry.is_folder or (is_hidden(entry.name) and not is_unsafe):
            return None
        self._meter.member()
        name = self._names.own(entry.name)
        if is_unsafe:
            return Fault(name, "unsafe_name", UNSAFE)
        if not entry.is_file:
            return Fault(name, "not_a_file", "is a link or a device, not a file; pack its content")
        if entry.unread is not None:
            return Fault(name, *entry.unread)
        return self._meter.beyond(name, entry.size, entry.packed) or name
