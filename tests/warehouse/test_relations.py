"""What leads from one table to another: names that are there, and rows that lead somewhere."""

import pytest
from batches import Page, ask, published, run_of

from warehouse.catalog import tables
from warehouse.publish import publish
from warehouse.records import Findings, StateRecord
from warehouse.relations import relations


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("home")
    published(place, Page("a.txt"), Page("b.txt"), Page("c.txt", title="另一篇"))
    said = StateRecord("state-1", "words", "code", "0.1.0", ())
    publish(place, [], Findings(), [], run_of("run-2"), state=said)
    return place


def test_every_relation_names_columns_of_one_type_on_both_sides():
    for one in relations():
        here, there = tables()[one.table], tables()[one.other]
        for mine, theirs in zip(one.columns, one.other_columns, strict=True):
            assert here.column(mine).type == there.column(theirs).type, one


def test_every_table_of_facts_leads_to_its_document_and_article():
    leads = {(one.table, one.other) for one in relations()}
    for name in ("block", "mention", "metric", "position"):
        assert (name, "article") in leads
    for name in ("article", "item", "removed", "suspicion", "contextual_edit", "duplicate"):
        assert (name, "document") in leads


@pytest.mark.parametrize("one", relations(), ids=lambda one: f"{one.table}.{one.columns[0]}")
def test_what_is_published_leads_somewhere(one, home):
    mine = ", ".join(f'"{name}"' for name in one.columns)
    theirs = ", ".join(f'"{name}"' for name in one.other_columns)
    stated = " AND ".join(f'"{name}" IS NOT NULL' for name in one.columns)
    lost = f"SELECT {mine} FROM {one.table} WHERE {stated} AND ({mine}) NOT IN (SELECT ({theirs}) FROM {one.other})"
    assert ask(home, lost) == []
