"""A few keys go from statement to statement as values, many as tables: both roads end with the same rows."""

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from batches import BODY, Page, digest_of_rows, document_of, processed_of, run_of
from hypothesis import given, settings
from hypothesis import strategies as st
from prepared import lay_out

from flows.copies import NearCopies
from kouan.tabulation import part_id, tables, write_part
from warehouse.publish import publish
from warehouse.publishing.state import known_documents
from warehouse.records import Findings

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
    known = known_documents(home)
    fresh: dict[str, Page] = {}
    copies: dict[str, list[str]] = {}
    for place, content in zip(PLACES, inbox, strict=True):
        if content < 0:
            continue
        page = replace(CONTENTS[content], location=place)
        id_ = document_of(page).document_id
        if id_ in known and place in known[id_].locations:
            continue
        if id_ in known or id_ in fresh:
            copies.setdefault(id_, []).append(place)
        else:
            fresh[id_] = page
    parts = []
    if fresh:
        processed = processed_of(*fresh.values())
        name = part_id(processed.batch, "state")
        parts = [write_part(tables(processed, "state"), home / "parts", name)]
    with patch("warehouse.publish._instant", return_value=BEGUN + timedelta(days=number)):
        run = run_of(f"run-{number}")
        publish(home, parts, Findings(), (), run, (), copies, comparison=NearCopies())


def digest(steps: list[tuple[int, ...]], few: int) -> str:
    """A digest of all rows after these steps, where so many keys are few."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as patched:
        for module in ("warehouse.noted", "warehouse.changes"):
            patched.enter_context(patch(f"{module}.FEW", few))
        lay_out(Path(folder))
        for number, inbox in enumerate(steps, 1):
            step(Path(folder), inbox, number)
        return digest_of_rows(Path(folder))


def test_a_changed_page_ends_with_the_same_rows_whether_keys_are_few_or_many():
    steps = [(0, 1, -1), (0, 3, -1)]
    assert digest(steps, 64) == digest(steps, 1)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(STEPS)
def test_rows_are_the_same_whether_keys_are_few_or_many(steps: list[tuple[int, ...]]) -> None:
    assert digest(steps, 64) == digest(steps, 1)
