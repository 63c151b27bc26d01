"""Looking over a warehouse: parts that are gone or spoilt, and keys that stand twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batches import BODY, Page, already

from warehouse.upkeep.soundness import look_at_keys, look_at_parts


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("template") / "home"
    already(home, Page(), Page("inbox/b.txt", body=BODY + "又讯。"))
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "home", symlinks=True)


def raw_of(home: Path) -> Path:
    (part,) = (home / "parts").iterdir()
    return part / "raw.parquet"


def test_a_sound_warehouse_has_no_faults(home: Path):
    assert look_at_parts(home) == (2, 1, ())
    assert look_at_parts(home, deep=True) == (2, 1, ())
    assert look_at_keys(home) == ()


def test_a_part_that_is_gone_is_found_at_a_glance(home: Path):
    shutil.rmtree(raw_of(home).parent)
    (fault,) = look_at_parts(home).faults
    assert fault.said == "is missing; 2 documents need it"


@pytest.mark.parametrize("name", ["raw", "edit_pass", "segment"])
def test_a_part_that_cannot_be_read_is_found_by_reading_it(home: Path, name: str):
    raw_of(home).with_name(f"{name}.parquet").write_bytes(b"PAR1 no more")
    assert look_at_parts(home).faults == ()
    (fault,) = look_at_parts(home, deep=True).faults
    assert "cannot be read" in fault.said


def test_bytes_that_are_not_those_of_their_document_are_found(home: Path):
    table = pq.read_table(raw_of(home))
    ids = table["document_id"].to_pylist()
    raw = [table["raw"][0].as_py() + b" ", table["raw"][1].as_py()]
    pq.write_table(table.set_column(1, "raw", pa.array(raw, pa.binary())), raw_of(home))
    (fault,) = look_at_parts(home, deep=True).faults
    assert fault.what == ids[0]
    pq.write_table(table.slice(1), raw_of(home))
    (fault,) = look_at_parts(home, deep=True).faults
    assert fault.what == ids[0]
    assert fault.said.startswith("is not in part")


def test_bytes_that_are_only_referred_to_have_to_follow_from_text_and_ledger(home: Path):
    table = pq.read_table(raw_of(home))
    without = table.set_column(1, "raw", pa.nulls(len(table), pa.binary()))
    pq.write_table(without, raw_of(home))
    assert look_at_parts(home, deep=True).faults == ()
    texts = ["", *table["clean"].to_pylist()[1:]]
    other = without.set_column(2, "clean", pa.array(texts, pa.string()))
    pq.write_table(other, raw_of(home))
    faults = look_at_parts(home, deep=True).faults
    assert [fault.what for fault in faults] == [table["document_id"][0].as_py()]
