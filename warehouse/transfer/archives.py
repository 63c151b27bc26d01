"""Files and their manifest in, one archive out that is read again before it takes its name; and back, file by file."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Final

from warehouse.copying import DRAFT, PIECE, DamagedError, sync
from warehouse.transfer.manifest import LARGEST, MANIFEST, Manifest, ManifestError, parse_manifest

ARCHIVES: Final = (".tar", ".tar.gz", ".tgz")

_REMEDY: Final = "use another backup, or fetch this one again from where it was written"


def is_archive(target: Path) -> bool:
    """Whether a name is that of an archive, and not of a folder."""
    return target.name.endswith(ARCHIVES)


def write_archive(
    target: Path, manifest: Manifest, sources: Mapping[str, Path], told: Callable[[int], None]
) -> None:
    """Write an archive with the manifest first and then its files, in the manifest's order.

    Raises:
        DamagedError: what was written is not what the manifest says.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}{DRAFT}")
    try:
        with draft.open("wb") as out:
            mode = "w:" if target.name.endswith(".tar") else "w:gz"
            with tarfile.open(fileobj=out, mode=mode, format=tarfile.PAX_FORMAT) as archive:  # type: ignore[call-overload]
                content = manifest.as_bytes()
                archive.addfile(_member(MANIFEST, len(content)), io.BytesIO(content))
                for file in manifest.files:
                    with sources[file.path].open("rb") as source:
                        archive.addfile(_member(file.path, file.bytes), source)
                    told(file.bytes)
            out.flush()
            os.fsync(out.fileno())
        named = {file.path: file.sha256 for file in manifest.files}
        for name, digest in members(draft, lambda _name: None):
            if name != MANIFEST and named[name] != digest:
                raise DamagedError(
                    f"{target}: {name} in it is not what was read; it changed meanwhile, or the disk is faulty. Try again"
                )
        os.link(draft, target)  # unlike a rename it fails where a file has come meanwhile
        sync(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o644, int(time.time())
    return member


def manifest_in(place: Path) -> Manifest:
    """The manifest of an archive.

    Raises:
        ManifestError: it is no archive of a backup.
    """
    try:
        with tarfile.open(place) as archive:
            first = archive.next()
            if first is None or first.name != MANIFEST or not first.isreg() or first.size > LARGEST:
                raise ManifestError(f"{place}: this is no archive that `kouan backup` wrote")
            file = archive.extractfile(first)
            content = file.read() if file else b""
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ManifestError(f"{place}: cannot be read ({error}); {_REMEDY}") from error
    return parse_manifest(content, "kouan backup", place)


def members(
    place: Path,
    opened_for: Callable[[str], IO[bytes] | None],
    told: Callable[[int], None] = lambda _bytes: None,
) -> Iterator[tuple[str, str]]:
    """Each file of an archive with its digest; it is written to what `opened_for` gives for its name.

    Raises:
        ManifestError: the archive is cut off or damaged, or holds something that is no file.
    """
    try:
        with tarfile.open(place) as archive:
            for member in archive:
                if not member.isreg():
                    raise ManifestError(
                        f"{place}: {member.name[:80]!r} is a link or no file; {_REMEDY}"
                    )
                source, out = archive.extractfile(member), opened_for(member.name)
                digest = hashlib.sha256()
                while source and (piece := source.read(PIECE)):
                    digest.update(piece)
                    told(len(piece))
                    if out:
                        out.write(piece)
                if out:
                    out.flush()
                    os.fsync(out.fileno())
                    out.close()
                yield member.name, digest.hexdigest()
    except (tarfile.TarError, EOFError) as error:
        raise ManifestError(f"{place}: is cut off or damaged ({error}); {_REMEDY}") from error
