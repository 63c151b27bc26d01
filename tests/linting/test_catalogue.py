"""The catalogue says of every finding what it is, what is done, and how sure that is; counts add up."""

from __future__ import annotations

import json

from factories import knowledge
from linting.documents import cleaned_by

from kouan.cleaning.pipeline import LAYERS, RULES
from kouan.linting.catalogue import catalogue
from kouan.linting.checking import Checking
from kouan.linting.hits import lint
from kouan.linting.tally import Tally
from kouan.linting.wording import fault, severity_of
from kouan.model.edits import Edit, Suspicion

ENTRIES = {entry.name: entry for entry in catalogue(knowledge())}


def test_every_finding_is_in_the_catalogue_and_described() -> None:
    rules = [entry.name for entry in ENTRIES.values() if entry.rule]
    assert rules == [rule.name for rule in RULES]
    for entry in ENTRIES.values():
        assert entry.summary
        assert entry.remedy
        assert entry.changes or entry.marks, entry.name
        assert fault(entry.name).strip()


def test_what_changes_text_says_how_sure_it_is_and_what_its_edits_are_called() -> None:
    for entry in ENTRIES.values():
        if entry.changes:
            assert entry.confidence is not None
            least, most = entry.confidence
            assert 0 < least <= most <= 1
            assert entry.kinds


def test_a_rule_comes_after_those_of_the_layer_before_it() -> None:
    assert ENTRIES[LAYERS[0][0].name].after == ()
    before = LAYERS[_layer_of("width") - 1]
    assert ENTRIES["width"].after == tuple(rule.name for rule in before)


def _layer_of(name: str) -> int:
    return next(
        number for number, layer in enumerate(LAYERS) if name in {rule.name for rule in layer}
    )


def test_a_suspicion_is_a_note_unless_the_characters_are_wrong() -> None:
    assert severity_of("width") == "warning"
    assert severity_of("width", is_suspicion=True) == "note"
    assert severity_of("misread_bytes", is_suspicion=True) == "warning"


def test_edits_and_suspicions_of_one_rule_on_one_line_are_two_hits() -> None:
    cleaned = cleaned_by(
        "陸??湛，陸",
        ("misread_bytes", [Edit(5, 6, "路", kind="mojibake")]),
        suspicions=[Suspicion("misread_bytes", 0, 4, "陸??湛")],
    )
    assert [(hit.start, hit.is_fixable) for hit in lint(cleaned)] == [(0, False), (5, True)]


def test_the_statistics_count_faults_files_and_what_can_be_mended() -> None:
    tally = Tally()
    faulty = cleaned_by(
        "(a)一(b)\n(c),陸",
        ("gloss", [Edit(0, 3, ""), Edit(4, 7, ""), Edit(8, 11, "")]),
        ("width", [Edit(2, 3, "，")]),
        suspicions=[Suspicion("stray_word", 3, 4, "陸")],
    )
    tally.add(lint(faulty))
    tally.add(lint(faulty))
    tally.add(())
    assert [(row.rule, row.places, row.hits, row.files, row.fixable) for row in tally.rows] == [
        ("gloss", 6, 4, 2, 6),
        ("stray_word", 2, 2, 2, 0),
        ("width", 2, 2, 2, 2),
    ]
    assert tally.summary == "10 faults in 2 files of 3; --fix mends 8"
    assert Tally().summary == ""


def test_statistics_are_columns_or_objects() -> None:
    faulty = cleaned_by("一(yī)", ("gloss", [Edit(1, 5, "")]))
    for style in ("text", "json"):
        checking = Checking(style, statistics=True)
        assert checking.add("a.txt", faulty) == ""
        said = checking.rest()
        if style == "json":
            (row,) = json.loads(said)
            assert (row["rule"], row["places"]) == ("gloss", 1)
        else:
            assert said.split() == ["1", "1", "gloss", "pinyin", "reading", "in", "brackets"]
        assert checking.exit_code == 1
