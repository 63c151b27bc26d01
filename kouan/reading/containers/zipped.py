"""A zip file in, its members and faults out; nothing is ever written to disk."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

from kouan.reading.containers.compressed import DAMAGE as PACKED
from kouan.reading.containers.entries import Entries, Entry
from kouan.reading.containers.found import Fault, Found, Meter, Step
from kouan.reading.containers.names import readable

#: What `zipfile` raises on bytes that are not what they should be; NotImplementedError: a way of packing it lacks.
DAMAGE: Final = (*PACKED, zipfile.BadZipFile, struct.error, NotImplementedError, RuntimeError)
UTF_8: Final = 0x800
ENCRYPTED: Final = 0x1


def zip_contents(stream: IO[bytes], meter: Meter) -> Iterator[Found | Fault]:
    """The members of a zip file in the order of its directory."""
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGE as error:
        yield Fault(
            "", "corrupt", f"is no whole zip file ({error}); fetch or pack it anew", ends=True
        )
        return
    yield from members(archive, meter, range(len(archive.infolist())))


def members(
    archive: zipfile.ZipFile, meter: Meter, numbers: Iterable[int]
) -> Iterator[Found | Fault]:
    """Some members, by their numbers in the directory, in this order."""
    entries = Entries(meter)
    for number in numbers:
        info = archive.infolist()[number]
        name = entries.admitted(_entry(info))
        if isinstance(name, Fault):
            yield name
        if not isinstance(name, str):
            continue
        meter.bytes(info.file_size)
        try:
            raw = read_entry(archive, number, info.file_size)
        except NotImplementedError as error:
            yield Fault(
                name, "unsupported", f"cannot be unpacked ({error}); pack it anew with deflate"
            )
        except DAMAGE as error:
            yield Fault(name, "corrupt", f"is damaged ({error}); fetch or pack the archive anew")
        else:
            yield Found(name, raw, (Step("zip", number, info.file_size),))


def read_entry(archive: zipfile.ZipFile, number: int, size: int) -> bytes:
    """The bytes of an entry, not more than its directory says.

    Raises:
        DAMAGE: they cannot be unpacked, or are not those the directory promises.
    """
    with archive.open(archive.infolist()[number]) as packed:
        raw = packed.read(size)
        if len(raw) < size or packed.read(1):
            raise zipfile.BadZipFile("it is not as long as the directory says")
    return raw


def _entry(info: zipfile.ZipInfo) -> Entry:
    return Entry(
        _name(info),
        info.file_size,
        info.is_dir(),
        stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG),
        ("encrypted", "is encrypted; unpack it with its password, and add the files")
        if info.flag_bits & ENCRYPTED
        else None,
        info.compress_size,
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The name; where it is not marked as UTF-8, `zipfile` read it as code page 437."""
    if info.flag_bits & UTF_8:
        return readable(info.filename.encode("utf-8", "surrogatepass"))
    try:
        return readable(info.filename.encode("cp437"))
    except UnicodeEncodeError:
        return readable(info.filename.encode("utf-8", "surrogatepass"))
