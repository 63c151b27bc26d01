"""Packs: one document is read without the others, and bytes may be kept or only referred to."""

import hashlib

import pyarrow.parquet as pq
from batches import Page, document_of, processed_of, run_of

from kouan.model.packing import referred
from kouan.tabulation import part_id, tables, write_part
from warehouse.packs import document_ledger, original
from warehouse.publish import publish
from warehouse.records import Findings


def published_part(home, *pages, refer_to=None):
    processed = processed_of(*pages)
    made = tables(processed, "state-1")
    if refer_to:
        made["raw"] = referred(made["raw"], refer_to)
    part = write_part(made, home / "parts", part_id(processed.batch, "state-1"))
    publish(home, [part], Findings(), (), run_of())
    return part


def test_of_a_part_only_the_group_of_the_document_is_read(tmp_path, monkeypatch):
    pages = [
        Page(f"inbox/{n}.txt", title=f"第{n}号" + hashlib.sha512(bytes([n])).hexdigest() * 200)
        for n in range(40)
    ]
    part = published_part(tmp_path, *pages)
    groups = pq.ParquetFile(part / "raw.parquet").num_row_groups
    assert groups > 5
    read = []
    real = pq.ParquetFile.read_row_groups
    monkeypatch.setattr(
        pq.ParquetFile,
        "read_row_groups",
        lambda self, wanted, *a, **k: (read.append(len(wanted)), real(self, wanted, *a, **k))[1],
    )
    document = document_of(pages[7])
    assert document_ledger(tmp_path, document.document_id).raw == document.raw
    assert read[0] == 1


def test_bytes_that_are_only_referred_to_follow_from_text_and_ledger(tmp_path):
    document = document_of(Page())
    file = tmp_path / "a.txt"
    file.write_bytes(document.raw)
    part = published_part(tmp_path, document, refer_to={document.document_id: str(file)})
    assert pq.ParquetFile(part / "raw.parquet").read(["raw"]).to_pydict() == {"raw": [None]}
    assert document_ledger(tmp_path, document.document_id).raw == document.raw
    assert original(tmp_path, part.name, document.document_id) is None
    file.write_bytes(document.raw + b"x")
    said = original(tmp_path, part.name, document.document_id)
    assert f"{file}: the file has changed since it was read" in said
    file.unlink()
    said = original(tmp_path, part.name, document.document_id)
    assert f"{file}: the file cannot be read any more" in said
    assert document_ledger(tmp_path, document.document_id).raw == document.raw


def test_bytes_that_are_kept_need_no_file(tmp_path):
    document = document_of(Page())
    part = published_part(tmp_path, document)
    assert original(tmp_path, part.name, document.document_id) is None
    assert document_ledger(tmp_path, document.document_id).raw == document.raw
