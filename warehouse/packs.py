"""The id of a document in; its bytes, ledger and clean text out, from the pack of the part that holds them."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from kouan.model.columns import column
from kouan.model.ledger import Ledger
from kouan.model.packing import unpack
from warehouse.connection import reader
from warehouse.provenance.identification import UnknownIdError
from warehouse.upkeep.living import pruned_on

#: The folder of the parts, below that of the warehouse.
PARTS: Final = "parts"


class PrunedError(UnknownIdError):
    """The bytes of this document were removed on purpose; the message says when and by which limit."""


class DocumentLedger(NamedTuple):
    """A document's bytes, the ledger between them and the clean text, and the clean text."""

    raw: bytes
    ledger: Ledger
    clean: str


def document_ledger(home: Path, document_id: str) -> DocumentLedger:
    """The bytes, ledger and clean text of one document, from the part that its row names.

    Raises:
        UnknownIdError: there is no such document, or its part is not there any more.
    """
    connection = reader(home)
    try:
        found = connection.execute(
            "SELECT part FROM document WHERE document_id = ?", [document_id]
        ).fetchall()
    finally:
        connection.close()
    if not found:
        raise UnknownIdError(f"{document_id}: no document has this id")
    return read_pack(home, found[0][0], document_id)


def read_pack(home: Path, part_id: str, document_id: str) -> DocumentLedger:
    """The same from a part whose name is known.

    Raises:
        UnknownIdError: the part is not there, or does not hold the document.
        PrunedError: its bytes were pruned; its rows stay.
    """
    if not part_id:
        raise PrunedError(_pruned(home, document_id))
    part = home / PARTS / part_id
    try:
        raw, passes, segments = (
            _rows(part / f"{name}.parquet", document_id) for name in ("raw", "edit_pass", "segment")
        )
    except OSError as error:
        raise UnknownIdError(
            f"{part}: the part that holds the bytes of document {document_id} cannot be read ({error});"
            " `kouan run --full` writes it anew"
        ) from error
    if not raw:
        raise UnknownIdError(
            f"{part}: the part does not hold document {document_id}; run `kouan run --full`"
        )
    clean = raw[0]["clean"]
    ledger = unpack(passes, segments, clean)
    held: bytes | None = raw[0]["raw"]
    return DocumentLedger(ledger.rebuild(clean) if held is None else held, ledger, clean)


def original(home: Path, part_id: str, document_id: str) -> str | None:
    """What is to be said of a document whose bytes are only referred to; None where they are kept, or lie there unchanged.

    Its bytes as they were follow from clean text and ledger whatever became of the file.
    """
    found = _rows(home / PARTS / part_id / "raw.parquet", document_id)
    place = found[0].get("place") if found else None
    if place is None:
        return None
    follows = "the bytes shown follow from the clean text and the recorded edits"
    try:
        now = hashlib.sha256(Path(place).read_bytes()).hexdigest()
    except OSError as error:
        return f"{place}: the file cannot be read any more ({error.strerror}); {follows}"
    if now != document_id:
        return f"{place}: the file has changed since it was read (sha256 is {now} now); {follows}"
    return None


def original_file(home: Path, part_id: str, document_id: str) -> bytes | None:
    """The Word document or PDF file that the bytes of a document were taken from; None where they are the file."""
    found = _rows(home / PARTS / part_id / "raw.parquet", document_id)
    kept: bytes | None = found[0].get("original") if found else None
    return kept


def file_of(home: Path, part_id: str, document_id: str) -> bytes:
    """The file that a document was read from: its own bytes, or the Word document or PDF they were taken from.

    Raises:
        UnknownIdError: the part does not hold it, or its bytes were pruned.
    """
    raw = read_pack(home, part_id, document_id).raw
    kept = original_file(home, part_id, document_id)
    return raw if kept is None else kept


def _pruned(home: Path, document_id: str) -> str:
    with closing(reader(home)) as connection:
        found = pruned_on(connection, document_id)
    when = f"on {found[0]:%Y-%m-%d} ({found[1]})" if found else "at a time that is not known"
    return f"{document_id}: its raw bytes and ledger were pruned {when}; what was found in it stays in the tables"


def _rows(path: Path, document_id: str) -> list[dict[str, Any]]:
    """The rows of one document, from the groups of rows that may hold it."""
    with pq.ParquetFile(path) as file:
        at = file.schema_arrow.names.index("document_id")
        groups = [
            number
            for number in range(file.num_row_groups)
            if _may_hold(file.metadata.row_group(number).column(at).statistics, document_id)
        ]
        table: pa.Table = file.read_row_groups(groups)
    mine = [here == document_id for here in table["document_id"].to_pylist()]
    # as a column of ours: Arrow would import pandas to ask it about the list, or about the text to compare with
    rows: list[dict[str, Any]] = table.filter(column(mine, pa.bool_())).to_pylist()
    return rows


def _may_hold(statistics: Any, document_id: str) -> bool:
    if statistics is None or not statistics.has_min_max:
        return True
    return bool(statistics.min <= document_id <= statistics.max)
