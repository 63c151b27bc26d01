"""Tidying: what a killed process left goes, what a row names or a run may still want stays."""

import os
import time

from batches import Page, already, ask

from warehouse.provenance.explanation import document_ledger
from warehouse.upkeep.tidying import drop_drafts, drop_unnamed_parts


def test_drafts_go_and_nothing_else(tmp_path):
    already(tmp_path, Page())
    (tmp_path / "journal").mkdir(exist_ok=True)
    before = {path.name for path in tmp_path.iterdir()}
    for name in ("parts/.abc-x1", "journal/.00000002-y"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("snapshot-a.draft", "snapshot-a.draft.wal", "snapshot-b.lock-draft"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / ".current.duckdb").symlink_to("snapshot-b.duckdb")
    assert len(drop_drafts(tmp_path)) == 6
    assert {path.name for path in tmp_path.iterdir()} == before
    assert drop_drafts(tmp_path) == ()
    assert len(ask(tmp_path, "FROM article")) == 1


def test_parts_that_no_document_names_go_when_they_are_older_than_the_run(tmp_path):
    already(tmp_path, Page())
    old, new = tmp_path / "parts" / "old", tmp_path / "parts" / "new"
    old.mkdir()
    new.mkdir()
    began = time.time() - 60
    os.utime(old, (began - 1, began - 1))
    assert drop_unnamed_parts(tmp_path, began) == ("parts/old",)
    assert new.is_dir()
    (document_id,) = ask(tmp_path, "SELECT document_id FROM document")[0]
    assert document_ledger(tmp_path, document_id).clean


def test_a_folder_without_a_warehouse_is_left_alone(tmp_path):
    assert drop_drafts(tmp_path / "nowhere") == ()
    assert drop_unnamed_parts(tmp_path, time.time()) == ()
    assert list(tmp_path.iterdir()) == []
