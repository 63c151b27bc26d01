"""A tar stream in, its members and faults out; nothing is ever written to disk."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import Final

from kouan.reading.containers.compressed import CHUNK, Metered, broken
from kouan.reading.containers.compressed import DAMAGE as PACKED
from kouan.reading.containers.entries import Entries, Entry
from kouan.reading.containers.found import Fault, Found, Meter, Step
from kouan.reading.containers.names import readable

#: What `tarfile` raises on bytes that are not what they should be.
DAMAGE: Final = (*PACKED, tarfile.TarError, IndexError, KeyError, OverflowError)


def tar_contents(stream: Metered, meter: Meter) -> Iterator[Found | Fault]:
    """The members of a tar file in its order; each is a slice of the stream."""
    entries = Entries(meter)
    try:
        archive = tarfile.open(fileobj=stream, mode="r:", encoding="utf-8")  # noqa: SIM115 - it holds no file
        while (info := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined]  # a million of them would stay in memory
            name = entries.admitted(_entry(info))
            if isinstance(name, Fault):
                yield name
            if not isinstance(name, str):
                continue
            stream.seek(info.offset_data)
            raw = stream.read(info.size)
            if len(raw) < info.size:
                raise EOFError(f"it breaks off in {name}")
            yield Found(name, raw, (Step("slice", info.offset_data, info.size),))
        # `tarfile` takes a damaged header, and a file that breaks off before one, for the end
        if stream.last != bytes(tarfile.BLOCKSIZE):
            raise EOFError("no mark of its end" if not stream.last else "a header is none")
        while stream.read(CHUNK):  # the checksum of what it is packed in stands at the very end
            pass
    except DAMAGE as error:
        yield broken(error)


def _entry(info: tarfile.TarInfo) -> Entry:
    return Entry(
        readable(info.name.encode("utf-8", "surrogateescape")),
        info.size,
        info.isdir(),
        info.isreg(),
        ("unsupported", "is a sparse file; pack it anew without --sparse")
        if info.issparse()
        else None,
    )
