"""Whatever happens to an inbox, the warehouse ends up with what stands there, and a second look changes nothing."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from batches import Page, ask, digest_of_rows, found_in, published
from hypothesis import given, settings
from hypothesis import strategies as st

PLACES = ("inbox/a.txt", "inbox/b.txt", "inbox/c.txt")
CONTENTS = [Page(title=f"题目{number}") for number in range(3)]
#: After each step: which content stands at each place.
STEPS = st.lists(
    st.tuples(*[st.integers(0, len(CONTENTS) - 1)] * len(PLACES)), min_size=1, max_size=4
)


def look(home, inbox, run_id):
    """What a run does with an inbox: leave known documents, note copies, publish the rest."""
    fresh, copies = found_in(
        home,
        (
            replace(CONTENTS[content], location=place)
            for place, content in zip(PLACES, inbox, strict=True)
        ),
    )
    if not fresh and not copies:
        return False
    published(home, *fresh, run_id=run_id, locations=copies)
    return True


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(STEPS)
def test_every_place_is_told_with_what_stands_there(steps):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for number, inbox in enumerate(steps, 1):
            look(home, inbox, f"run-{number}")
            stands = {CONTENTS[content].title for content in inbox}
            valid = ask(home, "SELECT title, location FROM current_article")
            assert {title for title, _ in valid} == stands
            assert len(valid) == len(stands)
            for title, location in valid:
                assert CONTENTS[inbox[PLACES.index(location)]].title == title
            before = digest_of_rows(home, ())
            assert not look(home, inbox, "run-9")
            assert digest_of_rows(home, ()) == before
