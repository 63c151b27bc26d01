"""A few keys go from statement to statement as values, many as tables: both roads end with the same rows."""

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from batches import BODY, Page, digest_of_rows, found_in, published
from hypothesis import given, settings
from hypothesis import strategies as st
from prepared import lay_out

from flows.copies import NearCopies

PLACES = ("inbox/a.txt", "inbox/b.txt", "inbox/c.txt")
LONG = BODY + "".join(f"第{number}条写明旅客从哪里来，到哪里去。" for number in range(40))
CONTENTS = (
    Page(body=LONG),
    Page(title="改过的题目", body=LONG),
    Page(title="别的报纸", body=LONG + "来源不同。"),
    Page(title="没有数字", names=(), figures=()),
)
#: After each step: which content stands at each place; nothing stands at some.
STEPS = st.lists(
    st.tuples(*[st.integers(-1, len(CONTENTS) - 1)] * len(PLACES)), min_size=1, max_size=4
)
BEGUN = datetime(2026, 1, 1)  # noqa: DTZ001 the table has instants without a zone


def step(home: Path, inbox: tuple[int, ...], number: int) -> None:
    """Publish what an inbox holds that is not known where it stands."""
    fresh, copies = found_in(
        home,
        (
            replace(CONTENTS[content], location=place)
            for place, content in zip(PLACES, inbox, strict=True)
            if content >= 0
        ),
    )
    with patch("warehouse.publish._instant", return_value=BEGUN + timedelta(days=number)):
        published(
            home,
            *fresh,
            run_id=f"run-{number}",
            state="state",
            locations=copies,
            comparison=NearCopies(),
        )


def digests(steps: list[tuple[int, ...]]) -> list[str]:
    """A digest of all rows after each of these steps."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        lay_out(home)
        found = []
        for number, inbox in enumerate(steps, 1):
            step(home, inbox, number)
            found.append(digest_of_rows(home))
        return found


def digests_by_tables(steps: list[tuple[int, ...]]) -> list[str]:
    """The same where one key is many: statements hand on what is behind the first, and none is kept as a value."""
    with patch("warehouse.changes.FEW", 1), patch("warehouse.noted.FEW", 0):
        return digests(steps)


def test_changed_pages_and_copies_end_with_the_same_rows_whether_keys_are_few_or_many():
    steps = [(0, 1, -1), (0, 0, 3)]
    assert digests(steps) == digests_by_tables(steps)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(STEPS)
def test_rows_are_the_same_whether_keys_are_few_or_many(steps: list[tuple[int, ...]]) -> None:
    assert digests(steps) == digests_by_tables(steps)
