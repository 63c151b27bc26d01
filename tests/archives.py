"""Archives for the tests: sound ones of any kind, and those that nobody should trust."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Mapping, Sequence

Files = Mapping[str, bytes] | Sequence[tuple[str, bytes]]


def pairs(files: Files) -> list[tuple[str, bytes]]:
    return list(files.items()) if isinstance(files, Mapping) else list(files)


def zipped(files: Files, **flags: int) -> bytes:
    """A zip file; `links` is the number of entries, from the end, that are links."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        listed = pairs(files)
        for number, (name, raw) in enumerate(listed):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            is_link = number >= len(listed) - flags.get("links", 0)
            entry.external_attr = ((stat.S_IFLNK if is_link else stat.S_IFREG) | 0o644) << 16
            archive.writestr(entry, raw)
    return whole.getvalue()


def tarred(files: Files, others: Sequence[tarfile.TarInfo] = ()) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for entry in others:
            archive.addfile(entry)
        for name, raw in pairs(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
    return whole.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, target
    return entry


def encrypted(archive: bytes) -> bytes:
    """The same zip file with every entry marked as encrypted, in its headers and its directory."""
    raw = bytearray(archive)
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


#: Every kind of archive that holds several members, by its ending.
ARCHIVES = {
    ".zip": zipped,
    ".tar": tarred,
    ".tar.gz": lambda files: gzip.compress(tarred(files)),
    ".tgz": lambda files: gzip.compress(tarred(files)),
    ".tar.bz2": lambda files: bz2.compress(tarred(files)),
    ".tar.xz": lambda files: lzma.compress(tarred(files)),
}
#: Every kind of packed file, by its ending.
PACKED = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}
