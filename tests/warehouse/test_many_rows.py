"""More rows than DuckDB keeps in one group, staged and published in one transaction: each of them is found again."""

import pyarrow as pa
import pytest
from batches import Page, ask, processed_of, run_of

from kouan.tabulation import tables, write_part
from warehouse.publish import publish
from warehouse.records import Findings

#: Two groups of rows and some.
MANY = 300_000


@pytest.mark.slow
def test_every_row_of_a_large_publication_is_found_again(tmp_path):
    made = tables(processed_of(Page()), "state-1")
    (mention, *_) = made["mention"].to_pylist()
    names = {"mention_id": pa.array([f"{number:032x}" for number in range(MANY)])}
    columns = [
        names.get(field.name, pa.array([mention[field.name]] * MANY, field.type))
        for field in made["mention"].schema
    ]
    made["mention"] = pa.Table.from_arrays(columns, schema=made["mention"].schema)
    part = write_part(made, tmp_path / "parts", "many")
    publish(tmp_path, [part], Findings(), [], run_of(released=1))
    assert ask(tmp_path, "SELECT count(DISTINCT mention_id) FROM current_mention") == [(MANY,)]
