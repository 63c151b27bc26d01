"""Documents of some parts in; one pack with their bytes and ledgers out, named by what is in it."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kouan.model.knowledge import digest_of
from warehouse.copying import sync
from warehouse.packs import PARTS

#: The files of a part that are needed once its rows are published.
FILES: Final = ("raw", "edit_pass", "segment")

#: How the names of packs begin that are not whole yet.
DRAFTS: Final = ".pack-"

#: Documents in one row group, so that reading one does not read them all.
_GROUP: Final = 64


def packed_bytes(part: Path) -> int:
    """Bytes of those files of a part that a pack holds."""
    return sum((part / f"{name}.parquet").stat().st_size for name in FILES)


def is_pack(part: Path) -> bool:
    """Whether a part holds nothing but what is needed once its rows are published."""
    return part.is_dir() and {path.name for path in part.iterdir()} == {
        f"{name}.parquet" for name in FILES
    }


def write_pack(home: Path, documents: Mapping[str, Sequence[str]]) -> str:
    """Write the bytes and ledgers of documents, given by part, to one pack, and give its name.

    Equal contents have one name; a pack that is there is left as it is. A kill leaves no half pack.

    Raises:
        OSError, pa.ArrowException: a part cannot be read. ValueError: it does not hold a document.
    """
    folder = home / PARTS
    draft = Path(tempfile.mkdtemp(prefix=DRAFTS, dir=folder))
    try:
        digests = []
        for name in FILES:
            # Parts of an older kouan lack a column.
            table = pa.concat_tables(
                (
                    _rows(folder / part / f"{name}.parquet", wanted)
                    for part, wanted in sorted(documents.items())
                ),
                promote_options="default",
            )
            table = table.sort_by(
                [("document_id", "ascending")]
                if name == "raw"
                else [("document_id", "ascending"), ("position", "ascending")]
            )
            if name == "raw":
                _check(table, documents)
            path = draft / f"{name}.parquet"
            rows_each = max(1, len(table) // max(1, sum(map(len, documents.values()))))
            pq.write_table(table, path, compression="zstd", row_group_size=_GROUP * rows_each)
            sync(path)
            digests.append(hashlib.sha256(path.read_bytes()).hexdigest())
        sync(draft)
        pack_id = digest_of("pack", *digests)
        if not (folder / pack_id).is_dir():
            draft.rename(folder / pack_id)
            sync(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return pack_id


def _rows(path: Path, wanted: Sequence[str]) -> pa.Table:
    with pq.ParquetFile(path) as file:
        table = file.read()
    return table.filter(pc.is_in(table["document_id"], pa.array(wanted, pa.string())))


def _check(table: pa.Table, documents: Mapping[str, Sequence[str]]) -> None:
    found = set(table["document_id"].to_pylist())
    for part, wanted in documents.items():
        if missing := set(wanted) - found:
            raise ValueError(f"part {part} does not hold document {min(missing)}")
