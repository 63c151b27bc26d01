"""Addresses of files elsewhere in (memory://, s3://, https://, whatever fsspec knows), the files they name out.

Nothing is asked over a network unless somebody names its address. fsspec is an extra; a file system that it
needs a library for says so.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import IO, Any, Final

from kouan.reading.listing import Failure, Input, Member

MARK: Final = "://"
LOCAL: Final = ("file", "local")
WEB: Final = ("http", "https")
#: What tells one state of a remote file from another, besides its size.
STAMPS: Final = ("ETag", "etag", "LastModified", "last_modified", "Last-Modified", "mtime", "created", "updated", "Content-MD5", "md5Hash", "generation", "VersionId")  # fmt: skip
REMEDY: Final = "install it with `pip install 'kouan[remote]'`"


def is_remote(place: object) -> bool:
    """Whether a name is the address of a file elsewhere.

    >>> is_remote("s3://bucket/a.txt"), is_remote("/inbox/a.txt")
    (True, False)
    """
    return MARK in str(place)


def listed(pattern: str) -> Iterator[Input | Failure]:
    """The files that an address names: one, all below a folder, or those that a pattern fits."""
    if "::" in pattern:
        said = "chains of file systems are not followed; name the file itself, an archive is opened anyway"
        yield Failure(pattern, "unsupported", f"{pattern}: {said}")
        return
    if pattern.split(MARK, 1)[0].lower() in LOCAL:
        said = "is on this machine; name its path, so that links out of the folder are looked at"
        yield Failure(pattern, "unsupported", f"{pattern}: {said}")
        return
    try:
        yield from _listed(pattern)
    except Exception as error:  # of any library that fsspec calls
        yield failure_of(pattern, error)


def _listed(pattern: str) -> Iterator[Input | Failure]:
    from fsspec.core import url_to_fs

    files, path = url_to_fs(pattern)
    scheme = pattern.split(MARK, 1)[0].lower()
    found: Mapping[str, Any]
    if scheme not in WEB and any(sign in path for sign in "*?["):
        found = files.glob(path, detail=True)
        if not found:
            said = "no file fits this pattern; correct it, or put files there"
            yield Failure(pattern, "missing", f"{pattern}: {said}")
            return
    else:
        told = files.info(path)
        # a page of the web is a file, whatever it links to
        is_folder = told["type"] == "directory" and scheme not in WEB
        found = files.find(path, detail=True) if is_folder else {path: told}
    for name in sorted(found):
        told = found[name]
        parts = name.strip("/").split("/")
        if told["type"] != "directory" and not any(part.startswith(".") for part in parts[-1:]):
            yield _input(files.unstrip_protocol(name), told, pattern, scheme)


def _input(address: str, told: Mapping[str, Any], pattern: str, scheme: str) -> Input:
    stamps = [f"{name}={told[name]}" for name in STAMPS if told.get(name)]
    mark = int.from_bytes(blake2b("\n".join(stamps).encode(), digest_size=7).digest(), "big")
    return Input(
        address,
        address,
        told.get("size") or 0,
        # without a stamp nothing says that it is as it was: it is fetched again
        _instant(told) if stamps else time.time_ns(),
        0,
        mark,
        0,
        pattern,
        Member((), "", url=address) if scheme in WEB else None,
    )


def _instant(told: Mapping[str, Any]) -> int:
    for name in STAMPS:
        when = told.get(name)
        if isinstance(when, datetime):
            return int(when.timestamp() * 1e9)
        if isinstance(when, int | float):
            return int(when * 1e9)
    return 0


def opened(entry: Input) -> IO[bytes]:
    """A remote file, to be read from any place.

    Raises:
        Exception: whatever its file system raises.
    """
    from fsspec.core import url_to_fs

    files, path = url_to_fs(str(entry.file))
    stream: IO[bytes] = files.open(path, "rb")
    return stream if stream.seekable() else io.BytesIO(stream.read())


def read(entry: Input, max_size: int) -> bytes | Failure:
    """The bytes of a remote file, not more than the limit."""
    try:
        with opened(entry) as stream:
            raw = bytes(stream.read(max_size + 1))
    except Exception as error:
        return failure_of(entry.location, error)
    if len(raw) > max_size:
        said = f"more than {max_size:,} bytes; split it, or raise --max-size"
        return Failure(entry.location, "too_large", f"{entry.location}: {said}")
    return raw


def failure_of(place: str, error: Exception) -> Failure:
    """The failure that an error of a file system elsewhere means."""
    said = " ".join(str(error).split())[:200] or type(error).__name__
    if isinstance(error, ImportError):
        remedy = REMEDY if "fsspec" in said else "install what it names"
        return Failure(place, "not_installed", f"{place}: {said}; {remedy}")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Failure(place, "missing", f"{place}: there is no such file; correct the address")
    if isinstance(error, ValueError) and "rotocol" in said:
        return Failure(
            place, "unsupported", f"{place}: {said}; write memory://, s3://, https://, ..."
        )
    return Failure(
        place, "unreadable", f"{place}: cannot be read ({said}); check address and rights"
    )
