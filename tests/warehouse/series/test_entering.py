"""Which figures are observations: what is touched and what is built say the same of them."""

import pytest
from series_rows import Stated, observed


@pytest.mark.parametrize(
    ("said", "enters"),
    [
        ({}, True),
        ({"subject": None, "place": "湛江港"}, True),
        ({"subject": None}, False),
        ({"kind": "share"}, True),
        ({"kind": "rate"}, True),
        ({"kind": "change"}, False),
        ({"modality": "preliminary"}, True),
        ({"modality": "forecast"}, False),
        ({"measure": "stock", "span": "instant"}, True),
    ],
)
def test_a_fact_of_somebody_or_some_place_enters_and_nothing_else(store, said, enters):
    rows = observed(store, Stated("2", "2023", **said), columns="value")
    assert len(rows) == enters
