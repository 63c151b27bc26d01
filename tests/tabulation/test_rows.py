"""Row types against the tables they fill, and the Arrow types against the columns."""

import pyarrow as pa
import pytest
from batches import Page, processed_of

from kouan.tabulation import tables
from kouan.tabulation.rows import ROWS
from kouan.tabulation.schemas import schema
from warehouse import catalog

ARROW_OF = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER": pa.int32(),
    "INTEGER[]": pa.list_(pa.int32()),
    "BIGINT": pa.int64(),
    "BIGINT[]": pa.list_(pa.int64()),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "DECIMAL(38,10)": pa.decimal128(38, 10),
}


def test_a_part_has_the_tables_that_publishing_expects():
    assert tuple(ROWS) == catalog.PART_TABLES


@pytest.mark.parametrize("name", ROWS)
def test_a_row_type_bears_the_field_names_of_its_table(name):
    assert list(ROWS[name]._fields) == [
        column.name for column in catalog.tables()[name].part_columns
    ]


@pytest.mark.parametrize("name", ROWS)
def test_arrow_types_and_nulls_are_those_of_the_columns(name):
    found = schema(ROWS[name])
    for column in catalog.tables()[name].part_columns:
        field = found.field(column.name)
        assert (field.type, field.nullable) == (ARROW_OF[column.type], column.nullable), column.name


def test_an_empty_batch_has_every_table_with_its_schema():
    made = tables(processed_of(), "state")
    for name, row in ROWS.items():
        assert made[name].schema == schema(row)
        assert made[name].num_rows == 0


def test_a_file_name_that_is_no_unicode_does_not_stop_the_batch():
    made = tables(processed_of(Page(location="inbox/\udcff.txt")), "state")
    assert made["article"]["location"].to_pylist() == ["inbox/\\udcff.txt"]
