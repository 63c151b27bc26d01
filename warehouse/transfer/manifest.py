"""A folder that came from elsewhere in; its manifest, checked against what lies there, out; nothing outside it is touched."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Annotated, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from warehouse.connection import WarehouseError
from warehouse.copying import sha256_of
from warehouse.migrate import Migration, migrations

MANIFEST: Final = "manifest.json"

#: A manifest beyond this size is not read: two million pages in packs of 64 MB name a few thousand files.
LARGEST: Final = 256 << 20

#: No file, and no number of rows, is larger; what says so is no manifest of ours.
_MANY: Final = 1 << 50

_PART: Final = re.compile(r"[0-9a-f]{16,64}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\\]")


class ManifestError(WarehouseError):
    """What lies here is not what its manifest says; the message names the file and what to do."""


class NewerSchemaError(WarehouseError):
    """This was written by a newer kouan; the message says by which."""


def relative_name(name: str) -> str:
    """A path below a folder, as a manifest may name it.

    Raises:
        ValueError: it could lead out of the folder, or is written in an unusual way.
    """
    path = PurePosixPath(name)
    if (
        not name
        or len(name) > 1000
        or path.is_absolute()
        or ".." in path.parts
        or str(path) != name
        or _CONTROL.search(name)
        or re.match(r"[A-Za-z]:", name)
    ):
        raise ValueError(f"{name[:80]!r} is no path below the folder")
    return name


def is_part_name(name: str) -> bool:
    """Whether this can be the folder of a part: a digest, and no way to anywhere else."""
    return _PART.fullmatch(name) is not None


Name = Annotated[str, AfterValidator(relative_name)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Field(ge=0, le=_MANY)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Applied(_Strict):
    """A migration that the database has gone through."""

    version: Annotated[int, Field(ge=1, le=9999)]
    name: Name
    digest: Digest


class FileEntry(_Strict):
    """A file: its path in the folder, its length, its digest, and when its original was last changed (ns)."""

    path: Name
    bytes: Count
    sha256: Digest
    modified: Annotated[int, Field(ge=0, le=1 << 63)] = 0


class ColumnEntry(_Strict):
    """A column of an exported table, as the database describes it."""

    name: Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$", max_length=100)]
    type: Annotated[str, Field(max_length=200)]
    nullable: bool
    comment: str = ""


class TableEntry(_Strict):
    """A table: how many rows, and their digest where it was taken."""

    rows: Count
    digest: str = ""
    comment: str = ""
    file: Name | None = None
    columns: tuple[ColumnEntry, ...] = ()


class Manifest(_Strict):
    """What a backup or an export says of itself."""

    format: Literal["kouan backup", "kouan export"]
    version: Literal[1]
    created_at: datetime
    kouan: str
    duckdb: str
    run: str | None
    migrations: tuple[Applied, ...]
    tables: Mapping[str, TableEntry]
    files: tuple[FileEntry, ...]
    #: Parts that rows name and that were not there.
    missing_parts: tuple[str, ...] = ()
    #: Of an export: how its tables are written, which profile, and the run since which rows are given.
    form: Literal["parquet", "csv", "jsonl"] | None = None
    profile: Literal["facts", "text", "full"] | None = None
    since: str | None = None
    #: Of an export: whether all tables of its profile are in it.
    whole: bool = True
    #: Of a backup: where the working data lay in the project.
    home: str | None = None

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.bytes for file in self.files)

    def as_bytes(self) -> bytes:
        """The manifest as it is written: JSON that a person can read."""
        return self.model_dump_json(indent=1).encode() + b"\n"


_Kind = TypeVar("_Kind")


def read_manifest(path: Path, kind: Literal["kouan backup", "kouan export"]) -> Manifest:
    """The manifest in a file.

    Raises:
        ManifestError: it cannot be read, or is of another kind.
    """
    try:
        info = path.lstat()
        if not stat.S_ISREG(info.st_mode) or info.st_size > LARGEST:
            raise ManifestError(f"{path}: is no file, or far too large for a manifest; {_REMEDY}")
        content = path.read_bytes()
    except FileNotFoundError:
        raise ManifestError(f"{path}: there is no manifest, so this is no {kind}") from None
    return parse_manifest(content, kind, path)


_REMEDY: Final = "fetch it again from where it was written"


def parse_manifest(
    content: bytes, kind: Literal["kouan backup", "kouan export"], path: Path
) -> Manifest:
    """The manifest in these bytes; `path` is where they come from, for messages.

    Raises:
        ManifestError: they are no manifest of this kind.
    """
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "the whole"
        raise ManifestError(
            f"{path}: {where}: {problem['msg']}; this is no manifest of kouan, or it is damaged: {_REMEDY}"
        ) from None
    if manifest.format != kind:
        command = "restore" if manifest.format == "kouan backup" else "import"
        raise ManifestError(f"{path}: this is a {manifest.format}; use `kouan {command}`")
    names = [file.path for file in manifest.files]
    if len(set(names)) < len(names):
        raise ManifestError(f"{path}: a file is named twice; {_REMEDY}")
    return manifest


def check_schema(manifest: Manifest, path: Path) -> tuple[Migration, ...]:
    """The migrations that lead to the schema of a manifest, of those that are shipped.

    Raises:
        NewerSchemaError: kouan is older than what wrote it. ManifestError: its schema is another one.
    """
    shipped = migrations()
    if len(manifest.migrations) > len(shipped):
        newest = manifest.migrations[-1].name
        raise NewerSchemaError(
            f"{path}: was written by kouan {manifest.kouan} with a newer schema ({newest});"
            f" this kouan knows {len(shipped)} migrations. Install kouan {manifest.kouan} or newer"
        )
    for theirs, ours in zip(manifest.migrations, shipped, strict=False):
        if (theirs.version, theirs.digest) != (ours.version, ours.digest):
            raise ManifestError(
                f"{path}: its schema is not that of this kouan ({theirs.name} differs); use the kouan that wrote it"
            )
    return shipped[: len(manifest.migrations)]


def files_below(folder: Path) -> dict[str, Path]:
    """Every file below a folder by its relative path.

    Raises:
        ManifestError: there is a link, or something that is neither file nor folder.
    """
    found: dict[str, Path] = {}
    pending = [folder]
    while pending:
        for entry in os.scandir(pending.pop()):
            path = Path(entry.path)
            if entry.is_symlink():
                raise ManifestError(f"{path}: is a link; links are not followed, remove it")
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            elif entry.is_file(follow_symlinks=False):
                found[path.relative_to(folder).as_posix()] = path
            else:
                raise ManifestError(f"{path}: is neither a file nor a folder; remove it")
    return found


def check_files(
    manifest: Manifest, found: Mapping[str, Path], progress: Callable[[str, int, int], None]
) -> None:
    """Hold the files that lie there against a manifest: none missing, none added, none changed.

    Raises:
        ManifestError: the first difference.
    """
    named = {file.path: file for file in manifest.files}
    _check_names(named, found)
    for file in manifest.files:
        if (size := found[file.path].lstat().st_size) != file.bytes:
            raise ManifestError(
                f"{found[file.path]}: has {size} bytes where the manifest says {file.bytes}; {_REMEDY}"
            )
    done, total = 0, manifest.size
    for file in manifest.files:
        if sha256_of(found[file.path]) != file.sha256:
            raise ManifestError(
                f"{found[file.path]}: is damaged (its sha256 is not that of the manifest); {_REMEDY}"
            )
        done += file.bytes
        progress("verifying", done, total)


def _check_names(named: Iterable[str], found: Mapping[str, Path]) -> None:
    named = set(named)
    if missing := sorted(named - found.keys()):
        raise ManifestError(f"{missing[0]}: is missing; {_REMEDY}")
    if added := sorted(found.keys() - named - {MANIFEST}):
        raise ManifestError(
            f"{found[added[0]]}: is not in the manifest; look where it comes from, and remove it"
        )
