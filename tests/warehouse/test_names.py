"""Histories of names: what is carried forward by the versions that came and went is what all mentions say."""

import tempfile
from pathlib import Path

import pytest
from batches import Page, ask, published
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.model.facts import EntityType
from warehouse.changes import update
from warehouse.transaction import transaction

NAMED = (
    (EntityType.PORT, "罗湖口岸", "罗湖口岸"),
    (EntityType.PORT, "罗湖口岸", "口岸"),
    (EntityType.ORGANIZATION, "罗湖出入境边防检查站", "罗湖边检站"),
)
BODY = "罗湖边检站在罗湖口岸说，今年人多。"
#: In how many documents with a valid article each name of each entity stands, read from all mentions.
TOLD = """
WITH valid AS (
    SELECT mention.entity_id, mention.surface, mention.document_id
    FROM mention INNER JOIN article USING (article_id, valid_from) WHERE article.valid_to IS NULL
),
used AS (
    SELECT entity_id, surface AS alias, document_id FROM valid
    UNION SELECT entity_id, entity.name, document_id FROM valid INNER JOIN entity USING (entity_id)
)
SELECT entity_id, alias, count(*) FROM used GROUP BY ALL ORDER BY ALL
"""
CARRIED = (
    "SELECT entity_id, alias, documents FROM alias_history WHERE ended_at IS NULL ORDER BY ALL"
)
ENDED = "SELECT count(*) FROM alias_history WHERE (documents = 0) <> (ended_at IS NOT NULL)"

PAGES = st.builds(
    lambda place, title, names: Page(f"inbox/{place}.txt", title, BODY, tuple(names), ()),
    st.sampled_from("ab"),
    st.sampled_from(["一", "二"]),
    st.lists(st.sampled_from(NAMED), unique=True),
)


def page(place: str, *names: tuple[EntityType, str, str], title: str = "一") -> Page:
    return Page(f"inbox/{place}.txt", title, BODY, names, ())


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.lists(PAGES, min_size=1, max_size=2, unique_by=lambda one: one.location), max_size=4
    )
)
def test_a_history_carried_forward_says_what_all_mentions_say(steps: list[list[Page]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for run, pages in enumerate(steps, 1):
            published(Path(folder), *pages, run_id=f"run-{run}", state=f"state-{run}")
            assert ask(Path(folder), CARRIED) == ask(Path(folder), TOLD)
            assert ask(Path(folder), ENDED) == [(0,)]


def test_a_history_that_cannot_be_right_is_counted_anew(tmp_path):
    published(tmp_path, page("a", NAMED[0]), page("b", NAMED[0]))
    with transaction(tmp_path) as connection:
        update(connection, "alias_history", "documents = 0")
    published(tmp_path, page("a", NAMED[0], title="二"), run_id="run-2")
    assert ask(tmp_path, CARRIED) == ask(tmp_path, TOLD)
    assert [documents for *_, documents in ask(tmp_path, CARRIED)] == [2]
