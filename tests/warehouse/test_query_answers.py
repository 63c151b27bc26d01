"""The query book against the sample documents: every question with the rows that a reader of them would give."""

import json
from functools import cache

import pytest
from answered import ANSWERS, ASKED, answer_of, written
from asked_homes import HOMES

from warehouse.asking.query import saved_queries

KNOWN = json.loads(ANSWERS.read_text("utf-8"))


@pytest.fixture(scope="module")
def homes(tmp_path_factory):
    """Each warehouse as it is first asked."""
    place = tmp_path_factory.mktemp("homes")
    return cache(lambda name: HOMES[name](place / name))


@pytest.mark.parametrize(("name", "where", "parameters"), ASKED, ids=[one[0] for one in ASKED])
def test_a_question_is_answered_as_the_documents_say(homes, name, where, parameters):
    found = json.loads(written({name: answer_of(homes(where), name, parameters)}))
    assert found[name] == KNOWN[name]
    assert found[name]["rows"]


def test_every_question_of_the_book_has_its_answer():
    assert len(saved_queries()) >= 25
    assert saved_queries().keys() == {name for name, _, _ in ASKED} == KNOWN.keys()


def test_every_parameter_has_an_answer_with_another_value_than_its_default_somewhere():
    """Else nobody would notice a parameter that does nothing."""
    asked = {name: given for name, _, given in ASKED}
    silent = {
        name
        for name, query in saved_queries().items()
        if query.parameters and asked[name] and not (query.parameters.keys() & asked[name].keys())
    }
    assert silent == set()
