"""Ledgers in, two Arrow tables out (edit_pass: a row per document and pass; segment), and back without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kouan.model.characters import codes_of, text_of
from kouan.model.columns import column, table, table_of_rows
from kouan.model.decoding import Segment
from kouan.model.edits import Edits
from kouan.model.ledger import Ledger, Pass

EDIT_PASS_SCHEMA: Final = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("position", pa.int32(), nullable=False),
        pa.field("rule", pa.string(), nullable=False),
        # length of the document before the pass, in code points
        pa.field("length", pa.int64(), nullable=False),
        pa.field("start", pa.list_(pa.int64()), nullable=False),
        pa.field("end", pa.list_(pa.int64()), nullable=False),
        pa.field("after", pa.string(), nullable=False),
        pa.field("after_length", pa.list_(pa.int64()), nullable=False),
        pa.field("confidence", pa.list_(pa.float32()), nullable=False),
        pa.field("kind", pa.list_(pa.uint8()), nullable=False),
        pa.field("kinds", pa.list_(pa.string()), nullable=False),
        pa.field("rules", pa.list_(pa.string()), nullable=False),
        pa.field("before", pa.string(), nullable=False),
        # places in `after` of characters put in without all their bytes seen
        pa.field("guessed", pa.list_(pa.int32()), nullable=False),
    ]
)

SEGMENT_SCHEMA: Final = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("position", pa.int32(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("byte_start", pa.int64(), nullable=False),
        pa.field("byte_end", pa.int64(), nullable=False),
        pa.field("codec", pa.string()),
        pa.field("raw", pa.binary(), nullable=False),
    ]
)

RAW_SCHEMA: Final = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        # null where the bytes are only referred to
        pa.field("raw", pa.binary()),
        pa.field("clean", pa.string(), nullable=False),
        # the file that has the bytes, where they are not kept
        pa.field("place", pa.string()),
        # the file that the bytes were taken from, of a Word document or a PDF file
        pa.field("original", pa.binary()),
    ]
)


def referred(raw: pa.Table, places: Mapping[str, str]) -> pa.Table:
    """Table raw without the bytes of documents whose file is known, and with that file instead."""
    rows = raw.to_pylist()
    for row in rows:
        row["place"] = places.get(row["document_id"])
        if row["place"] is not None:
            row["raw"] = None
    return table_of_rows(rows, RAW_SCHEMA)


def with_originals(raw: pa.Table, originals: Mapping[str, bytes]) -> pa.Table:
    """Table raw with the files that the bytes of some documents were taken from."""
    known = [originals.get(one) for one in raw["document_id"].to_pylist()]
    place = raw.schema.get_field_index("original")
    return raw.set_column(place, "original", column(known, pa.binary()))


def pack(ledgers: Iterable[tuple[str, Ledger]]) -> tuple[pa.Table, pa.Table]:
    """Ledgers by document_id as the tables edit_pass and segment; passes without an edit are left out."""
    passes: dict[str, list[Any]] = {name: [] for name in EDIT_PASS_SCHEMA.names}
    segments: dict[str, list[Any]] = {name: [] for name in SEGMENT_SCHEMA.names}
    for document_id, ledger in ledgers:
        for position, done in enumerate(done for done in ledger.passes if len(done.edits)):
            _append(passes, document_id=document_id, position=position, **_columns(done))
        for position, part in enumerate(ledger.segments):
            _append(
                segments,
                document_id=document_id,
                position=position,
                start=part.start,
                end=part.end,
                byte_start=part.byte_start,
                byte_end=part.byte_end,
                codec=part.codec,
                raw=part.raw,
            )
    return (
        table(passes, EDIT_PASS_SCHEMA),
        table(segments, SEGMENT_SCHEMA),
    )


def unpack(
    edit_passes: Sequence[Mapping[str, Any]], segments: Sequence[Mapping[str, Any]], clean: str
) -> Ledger:
    """The ledger of one document from its rows of both tables; it can count bytes at once."""
    ordered = sorted(segments, key=lambda row: int(row["position"]))
    parts = tuple(
        Segment(
            row["start"], row["end"], row["byte_start"], row["byte_end"], row["codec"], row["raw"]
        )
        for row in ordered
    )
    passes = tuple(map(_pass, sorted(edit_passes, key=lambda row: int(row["position"]))))
    ledger = Ledger(parts, passes, parts[-1].end if parts else 0)
    return ledger.bound(ledger.decoded(clean))


def _append(columns: dict[str, list[Any]], **row: Any) -> None:
    for name, value in row.items():
        columns[name].append(value)


def _columns(done: Pass) -> dict[str, Any]:
    edits = done.edits
    return {
        "rule": done.rule,
        "length": int(done.stops[0] - done.starts[0]),
        "start": edits.start,
        "end": edits.end,
        "after": text_of(edits.after),
        "after_length": edits.after_length,
        "confidence": edits.confidence,
        "kind": edits.kind,
        "kinds": list(map(str, edits.kinds)),
        "rules": list(done.rules),
        "before": text_of(done.before),
        "guessed": [] if edits.guessed is None else np.flatnonzero(edits.guessed),
    }


def _pass(row: Mapping[str, Any]) -> Pass:
    return Pass(
        row["rule"],
        Edits(
            np.array(row["start"], np.int64),
            np.array(row["end"], np.int64),
            codes_of(row["after"]),
            np.array(row["after_length"], np.int64),
            np.array(row["confidence"], np.float32),
            np.array(row["kind"], np.uint8),
            tuple(row["kinds"]),
            rules=tuple(row["rules"]),
            guessed=_mask(row.get("guessed") or (), len(row["after"])),  # packs of 0.1 have none
        ),
        codes_of(row["before"]),
        np.zeros(1, np.int64),
        np.array([row["length"]], np.int64),
    )


def _mask(places: Sequence[int], length: int) -> npt.NDArray[np.bool_] | None:
    if not len(places):
        return None
    mask = np.zeros(length, bool)
    mask[np.asarray(places)] = True
    return mask
