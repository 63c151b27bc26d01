"""A file in, an equal one on disk out, hashed on the way and read again; nothing half is ever left at its place."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import duckdb

from warehouse.connection import WarehouseError

#: Bytes read at a time.
PIECE: Final = 1 << 20
#: Files that are being written bear this ending until they are whole.
DRAFT: Final = ".draft"


_SAID: Final = {
    errno.ENOSPC: "the disk is full; free some space (`kouan prune` says what could go), or name another folder."
    " What was there before is whole",
    errno.EDQUOT: "your share of the disk is used up; free some space, or name another folder",
    errno.EFBIG: "files may not grow so large here (ulimit -f); raise the limit, or name another folder",
    errno.EROFS: "the disk is read-only; name another folder",
    errno.EACCES: "the folder may not be written; name another one, or change its rights",
    errno.EPERM: "the folder may not be written; name another one, or change its rights",
}


class SpaceError(WarehouseError):
    """A folder cannot take what is to be written; the message says what to do."""


class DamagedError(WarehouseError):
    """A file does not hold what it should; the message names it."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Say in words why nothing can be written to a folder: it is full, or may not be written.

    Raises:
        SpaceError: the disk is full, the folder may not be written, or a file may not grow so large.
    """
    try:
        yield
    except (OSError, duckdb.Error) as error:
        said = _SAID.get(refusal(error) or 0)
        if said is None:
            raise
        if isinstance(error, OSError):
            raise SpaceError(f"{error.filename or folder}: {said}") from error
        raise SpaceError(f"{folder}: {said} ({error})") from error


def refusal(error: OSError | duckdb.Error) -> int | None:
    """Why the system took nothing more, as its number; None where the error says something else."""
    if isinstance(error, OSError):
        return error.errno if error.errno in _SAID else None
    # DuckDB gives the words of the system, not its number, and has words of its own for a spill that is full
    if "out of disk" in str(error).lower():
        return errno.ENOSPC
    return next((number for number in _SAID if os.strerror(number) in str(error)), None)


def sha256_of(path: Path, told: Callable[[int], None] = lambda _bytes: None) -> str:
    """The digest of a file, read piece by piece; `told` hears how many bytes were read."""
    with path.open("rb", buffering=0) as file:
        return _hashed(file, lambda piece: told(len(piece)))


def _hashed(file: IO[bytes], each: Callable[[bytes], object]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
        each(piece)
    return digest.hexdigest()


def copy_whole(
    source: Path, target: Path, told: Callable[[int], None] = lambda _bytes: None
) -> str:
    """Copy a file to its place and give its digest; the copy is read again before it takes its name.

    A kill leaves at most a draft, whose name ends in .draft.

    Raises:
        DamagedError: the disk gave back other bytes than were written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}{DRAFT}")
    try:
        with source.open("rb", buffering=0) as file, draft.open("wb") as out:

            def each(piece: bytes) -> None:
                out.write(piece)
                told(len(piece))

            digest = _hashed(file, each)
            out.flush()
            os.fsync(out.fileno())
            _forget(out.fileno())
        if sha256_of(draft) != digest:
            raise DamagedError(
                f"{target}: the disk gave back other bytes than were written; look at the disk, or name another folder"
            )
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return digest


def write_whole(target: Path, content: bytes) -> None:
    """Write a small file in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}{DRAFT}")
    try:
        with draft.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    sync(target.parent)


def clone(source: Path, target: Path) -> None:
    """Copy a file as quickly as the file system can: some share the blocks until one side changes."""
    with source.open("rb", buffering=0) as file, target.open("wb", buffering=0) as out:
        size, done = os.fstat(file.fileno()).st_size, 0
        try:
            while done < size:
                copied = os.copy_file_range(file.fileno(), out.fileno(), size - done)
                if not copied:
                    break
                done += copied
        except OSError as error:
            if error.errno not in (errno.EXDEV, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL):
                raise
        file.seek(done)
        out.seek(done)
        while piece := file.read(PIECE):
            out.write(piece)
        os.fsync(out.fileno())


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the file system knows no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.ENOENT):
            raise
        clone(source, target)


def sync(path: Path) -> None:
    """Put a file or folder on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget(handle: int) -> None:
    """Let the system drop what it remembers of a file, so that reading it again reads the disk."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
