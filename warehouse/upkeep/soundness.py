"""A home in; what is wrong with its parts and keys out: bytes that are gone, bytes that are others, keys that stand twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.catalog import described, tables
from warehouse.connection import reader
from warehouse.packs import PARTS, read_pack
from warehouse.provenance.identification import UnknownIdError
from warehouse.releases.making import releases, verified
from warehouse.series import soundness as series
from warehouse.transfer.digests import Progress, quoted, silent
from warehouse.transfer.manifest import is_part_name
from warehouse.upkeep.living import living_documents

#: Documents whose bytes are looked at together.
_AT_ONCE: Final = 200


class Fault(NamedTuple):
    """Something that does not hold: what (a part, document or table), and what is wrong with it."""

    what: str
    said: str


class Sound(NamedTuple):
    """What was looked at, and what is wrong."""

    documents: int
    parts: int
    faults: tuple[Fault, ...]


def look_at_parts(home: Path, *, deep: bool = False, progress: Progress = silent) -> Sound:
    """Whether the part of every document is there; with `deep` also whether its bytes are those of the document.

    Documents whose bytes were pruned need none.

    Raises:
        NoWarehouseError: nothing has been published.
    """
    with closing(reader(home)) as connection:
        named = living_documents(connection)
    faults: list[Fault] = []
    for number, (part, documents) in enumerate(sorted(named.items())):
        progress("reading parts", number, len(named))
        if not is_part_name(part) or not (home / PARTS / part).is_dir():
            faults.append(Fault(part, f"is missing; {len(documents)} documents need it"))
        elif deep:
            faults.extend(_faults_of(home / PARTS / part, documents))
    progress("reading parts", len(named), len(named))
    return Sound(sum(map(len, named.values())), len(named), tuple(faults))


def look_at_keys(home: Path, progress: Progress = silent) -> tuple[Fault, ...]:
    """Tables in which several rows have one key, though it is declared to be one.

    Raises:
        NoWarehouseError: nothing has been published.
    """
    with closing(reader(home)) as connection:
        return doubled_keys(connection, progress)


def look_at_observations(home: Path) -> tuple[Fault, ...]:
    """Observations that do not say what the figures they were built from say.

    Raises:
        NoWarehouseError: nothing has been published.
    """
    with closing(reader(home)) as connection:
        return tuple(Fault("observation", said) for said in series.faults(connection))


def look_at_releases(home: Path) -> tuple[Fault, ...]:
    """Releases that are not what they were when they were made.

    Raises:
        NoWarehouseError: nothing has been published.
    """
    faults = []
    for release in releases(home):
        _, facts, digest = verified(home, release.release_name)
        if (facts, digest) != (release.facts, release.digest):
            said = (
                f"{facts} figures of {release.facts}, digest {digest} instead of {release.digest}"
            )
            faults.append(Fault(f"release {release.release_name}", said))
    return tuple(faults)


def doubled_keys(
    connection: duckdb.DuckDBPyConnection, progress: Progress = silent
) -> tuple[Fault, ...]:
    """The same over the database that is in use."""
    here = described(connection)  # one from before an upgrade lacks the newest tables
    keyed = [table for name, table in tables().items() if table.key and name in here]
    faults = []
    for number, table in enumerate(keyed):
        progress("reading tables", number, len(keyed))
        key = ", ".join(map(quoted, table.key))
        doubled = connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {quoted(table.name)} GROUP BY {key} HAVING count(*) > 1)"
        ).fetchall()[0][0]
        if doubled:
            faults.append(Fault(table.name, f"{doubled} keys ({key}) stand in several rows"))
    return tuple(faults)


def _faults_of(part: Path, documents: list[str]) -> Iterator[Fault]:
    """What is wrong with one part, for the documents that need it."""
    here, wanted = set(documents), set(documents)
    try:
        for name in ("edit_pass", "segment"):
            pq.ParquetFile(part / f"{name}.parquet").read()
        with pq.ParquetFile(part / "raw.parquet") as file:
            for batch in file.iter_batches(_AT_ONCE, columns=["document_id", "raw"]):
                for document_id, kept in zip(
                    batch["document_id"].to_pylist(), batch["raw"].to_pylist(), strict=True
                ):
                    wanted.discard(document_id)
                    if document_id not in here:
                        continue
                    raw = kept
                    if raw is None:  # only referred to: clean text and ledger have to give it
                        raw = read_pack(part.parent.parent, part.name, document_id).raw
                    if hashlib.sha256(raw).hexdigest() != document_id:
                        yield Fault(
                            document_id, f"its bytes in part {part.name} are not those it came with"
                        )
    except (OSError, ValueError, pa.ArrowException, UnknownIdError) as error:
        yield Fault(part.name, f"cannot be read: {error}")
        return
    for document_id in sorted(wanted):
        yield Fault(document_id, f"is not in part {part.name}")
