"""Addresses of files elsewhere in (memory://, s3://, https://, whatever fsspec knows), the files they name out.

Nothing is asked over a network unless somebody names its address. fsspec is an extra; a file system that it
needs a library for says so.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import IO, Any, Final

from kouan.reading.containers.found import plain
from kouan.reading.inputs import Failure, Input, Member

MARK: Final = "://"
#: An archive of the web is fetched up to this size.
MOST_FETCHED: Final = 8 << 30
CHUNK: Final = 1 << 20
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
    """A remote file, to be read from any place; one of the web is fetched first, to a file without a name.

    Raises:
        Exception: whatever its file system raises; OSError: it is too large to be fetched.
    """
    stream = _stream(entry)
    if stream.seekable() and not _is_web(entry):
        return stream
    fetched: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - who reads it closes it
    with stream:
        while part := stream.read(CHUNK):
            fetched.write(part)
            if fetched.tell() > MOST_FETCHED:
                fetched.close()
                raise OSError(f"it is larger than {MOST_FETCHED:,} bytes; fetch it yourself")
    fetched.seek(0)
    return fetched


def _is_web(entry: Input) -> bool:
    return str(entry.file).split(MARK, 1)[0].lower() in WEB


def _stream(entry: Input) -> IO[bytes]:
    from fsspec.core import url_to_fs

    files, path = url_to_fs(str(entry.file))
    # not every server gives parts of a file: from the beginning to the end any does
    stream: IO[bytes] = files.open(path, "rb", **({"block_size": 0} if _is_web(entry) else {}))
    return stream


def read(entry: Input, max_size: int) -> bytes | Failure:
    """The bytes of a remote file, not more than the limit."""
    parts: list[bytes] = []
    left = max_size + 1
    try:
        with _stream(entry) as stream:
            while left > 0 and (part := stream.read(left)):
                parts.append(bytes(part))
                left -= len(part)
    except Exception as error:
        return failure_of(entry.location, error)
    raw = b"".join(parts)
    if len(raw) > max_size:
        said = f"more than {max_size:,} bytes; split it, or raise --max-size"
        return Failure(entry.location, "too_large", f"{entry.location}: {said}")
    return raw


def failure_of(place: str, error: Exception) -> Failure:
    """The failure that an error of a file system elsewhere means."""
    said = plain(error)
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
