"""Inputs as earlier runs saw them in; which of today's are the same, without opening one, out.

Only a cache: a file that is lost, damaged or of another layout means that inputs are hashed again. It is
one Arrow file, since two million rows are compared as columns, and Arrow alone is imported for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.columns import numbers, numbers_array, places_in, text_array, truth_array, truths
from flows.ingestion.refused import Refusal
from flows.ingestion.replacing import replacing
from flows.ingestion.state import RACY_NS
from kouan.reading.inputs import Input

FILE: Final = "sightings.arrow"
#: What must be as it was, for the content to be taken as it was.
STATUS: Final = ("size", "modified_ns", "changed_ns", "inode", "device")
SCHEMA: Final = pa.schema(
    [
        pa.field("location", pa.large_string()),
        *(pa.field(name, pa.int64()) for name in STATUS),
        pa.field("document_id", pa.binary(32)),
        pa.field("settled", pa.bool_()),
        pa.field("input", pa.int64()),
    ]
)
_DIGEST: Final = 16
#: A status that no file has.
NEVER: Final = -1


class Finding(NamedTuple):
    """A finding about an input that waits in the quarantine."""

    quarantine_id: str
    location: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sightings:
    """Rows as `SCHEMA` says, one per location.

    A row is settled when its document stood at its location, read in `state`, in the warehouse that
    `warehouse` identifies: there is nothing to do for it, nor to ask the warehouse.
    """

    rows: pa.Table
    warehouse: str = ""
    state: str = ""
    #: The newest run of that warehouse.
    run: str = ""
    #: What waits in it about inputs.
    waiting: tuple[Finding, ...] = ()
    #: Files that were refused for what they are.
    refused: tuple[Refusal, ...] = ()

    def match(self, inputs: Sequence[Input]) -> Match:
        """Where each input stands in these rows, and whether its file is the same."""
        if not inputs or not self.rows.num_rows:
            none = np.full(len(inputs), -1, np.int64)
            return Match(none, none >= 0)
        places = text_array(entry.location for entry in inputs)
        position = places_in(places, self.rows["location"])
        same = position >= 0
        for number, name in enumerate(STATUS, 2):
            had = numbers(self.rows[name])[position]
            same &= had == np.fromiter((entry[number] for entry in inputs), np.int64, len(inputs))
        return Match(position, same)

    def settled(self) -> npt.NDArray[np.bool_]:
        """Which rows are settled."""
        return truths(self.rows["settled"])

    def missing(self, inputs: Sequence[Input], patterns: Iterable[str]) -> pa.Table:
        """Rows of files that were found under one of these inputs and are not among today's."""
        wanted = np.array([number_of(pattern) for pattern in patterns], np.int64)
        mine = (
            np.isin(numbers(self.rows["input"]), wanted)
            if self.rows.num_rows
            else np.zeros(0, np.bool_)
        )
        rows = self.rows.filter(truth_array(mine))
        today = text_array(entry.location for entry in inputs)
        return rows.filter(pc.invert(pc.is_in(rows["location"], value_set=today)))

    def moved(self, inputs: Sequence[Input], match: Match) -> dict[int, int]:
        """Devices by the numbers they had and have now: a restart may number them anew."""
        found = np.flatnonzero(match.position >= 0)
        if not len(found):
            return {}
        had = numbers(self.rows["device"])[match.position[found]]
        has = np.fromiter(
            (inputs[number].device for number in found.tolist()), np.int64, len(found)
        )
        pairs = np.unique(np.stack([had, has], axis=1), axis=0)
        return {int(before): int(after) for before, after in pairs}

    def without(self, locations: Sequence[str]) -> Sightings:
        """The same without some locations."""
        gone = pc.is_in(self.rows["location"], value_set=text_array(locations))
        return replace(self, rows=self.rows.filter(pc.invert(gone)))

    def document_ids(self, positions: npt.NDArray[np.int64]) -> Iterator[str]:
        """The documents at these rows."""
        taken = self.rows["document_id"].take(numbers_array(positions))
        return (one.as_py().hex() for one in taken)


@dataclass(frozen=True, slots=True)
class Match:
    """For each input its row (-1: never seen), and whether its status is the same."""

    position: npt.NDArray[np.int64]
    same: npt.NDArray[np.bool_]


@cache
def number_of(pattern: str) -> int:
    """A number for an input as the run names it."""
    said = blake2b(pattern.encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(said.digest(), "big", signed=True)


def rows_of(
    inputs: Sequence[Input], document_ids: Sequence[str | None], settled: Any, hashed_ns: int
) -> pa.Table:
    """Inputs with the document that each is, as rows; None (it could not be read) leaves one out.

    `hashed_ns` is when hashing began: a file that had just been changed is not trusted the next time.
    """
    kept = [number for number, document in enumerate(document_ids) if document is not None]
    status = np.array([inputs[number][2:7] for number in kept], np.int64).reshape(-1, len(STATUS))
    status[np.maximum(status[:, 1], status[:, 2]) > hashed_ns - RACY_NS, 1] = NEVER
    ids = pa.py_buffer(bytes.fromhex("".join(document_ids[number] or "" for number in kept)))
    columns = [
        text_array(inputs[number].location for number in kept),
        *(numbers_array(status[:, number]) for number in range(len(STATUS))),
        pa.FixedSizeBinaryArray.from_buffers(pa.binary(32), len(kept), [None, ids]),
        truth_array(np.asarray(settled, np.bool_)[kept]),
        numbers_array(
            np.fromiter((number_of(inputs[one].pattern) for one in kept), np.int64, len(kept))
        ),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def read_sightings(home: Path) -> Sightings:
    """What earlier runs saw; nothing where the file is not there or not whole."""
    try:
        content = (home / FILE).read_bytes()
        digest, arrow = content[:_DIGEST], memoryview(content)[_DIGEST:]
        if blake2b(arrow, digest_size=_DIGEST).digest() != digest:
            raise ValueError("damaged")
        rows = pa.ipc.open_file(pa.py_buffer(arrow)).read_all()
    except (OSError, ValueError):  # ArrowInvalid is a ValueError
        return Sightings(pa.Table.from_batches([], SCHEMA))
    said = {key.decode(): value.decode() for key, value in (rows.schema.metadata or {}).items()}
    if rows.schema.remove_metadata() != SCHEMA:
        return Sightings(pa.Table.from_batches([], SCHEMA))
    rows = rows.replace_schema_metadata(None)
    if "waiting" not in said:  # an older kouan wrote it: the warehouse is to be asked
        return Sightings(rows)
    waiting = tuple(Finding(*one) for one in json.loads(said["waiting"]))
    refused = tuple(
        Refusal(place, pattern, tuple(status), *rest)
        for place, pattern, status, *rest in json.loads(said.get("refused", "[]"))
    )
    warehouse, state, run = (said.get(name, "") for name in ("warehouse", "state", "run"))
    return Sightings(rows, warehouse, state, run, waiting, refused)


def write_sightings(home: Path, seen: Sightings) -> None:
    """Replace the file in one step."""
    said = {
        "warehouse": seen.warehouse,
        "state": seen.state,
        "run": seen.run,
        "waiting": json.dumps(seen.waiting),
        "refused": json.dumps(seen.refused),
    }
    rows = seen.rows.combine_chunks().replace_schema_metadata(said)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, rows.schema) as file:
        file.write_table(rows)
    arrow = sink.getvalue()
    with replacing(home / FILE) as file:
        file.writelines((blake2b(arrow, digest_size=_DIGEST).digest(), arrow))


def merged(rows: pa.Table, fresh: pa.Table) -> pa.Table:
    """The rows seen before with the fresh ones in their place."""
    is_replaced = pc.is_in(rows["location"], value_set=fresh["location"])
    return pa.concat_tables([rows.filter(pc.invert(is_replaced)), fresh]).combine_chunks()


def unsettled(rows: pa.Table) -> pa.Table:
    """The same rows, none of them settled."""
    none = truth_array(np.zeros(rows.num_rows, np.bool_))
    return rows.set_column(rows.schema.get_field_index("settled"), "settled", none)


def settled_by(rows: pa.Table, standing: pa.Table) -> pa.Table:
    """Rows settled where the warehouse says that this very document stands at this place.

    `standing` has the columns location and document_id (hexadecimal).
    """
    places = standing["location"].cast(pa.large_string())
    position = places_in(rows["location"], places)
    stands = position >= 0
    if stands.any():
        theirs = standing["document_id"].take(numbers_array(position[stands]))
        mine = rows["document_id"].filter(truth_array(stands))
        equal = np.fromiter(
            (
                one.as_py().hex() == other.as_py()
                for one, other in zip(
                    chain.from_iterable(mine.chunks),
                    chain.from_iterable(theirs.chunks),
                    strict=True,
                )
            ),
            np.bool_,
            len(mine),
        )
        stands[stands] = equal
    return rows.set_column(rows.schema.get_field_index("settled"), "settled", truth_array(stands))


def identity_of(file: Path) -> str:
    """What tells one state of a file from another without opening it; empty where there is none."""
    try:
        place = file.resolve(strict=True)
        status = place.stat()
    except OSError:
        return ""
    numbers = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)
    return f"{place.name} {' '.join(map(str, numbers))}"
