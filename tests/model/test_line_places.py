"""Where positions lie in the lines of a batch."""

from __future__ import annotations

import numpy as np
from factories import knowledge
from hypothesis import given
from hypothesis import strategies as st

from kouan.model.view import BatchView

pages = st.lists(st.text("口岸。\n", max_size=12), min_size=1, max_size=3)


@given(pages, st.data())
def test_positions_in_order_lie_in_the_lines_that_each_of_them_lies_in(
    texts: list[str], data: st.DataObject
) -> None:
    view = BatchView.of(texts, knowledge())
    place = st.integers(0, max(len(view.codes) - 1, 0))
    at = np.array(sorted(data.draw(st.lists(place, max_size=20))), np.int64)
    assert view.line_of_each(at).tolist() == view.line_of(at).tolist()
