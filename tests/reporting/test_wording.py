import re
from importlib import resources

import pytest

from flows.reporting.changes import CATEGORIES
from flows.reporting.wording import Wording, labels
from kouan.model.article import RemovedKind, RepairKind, Role, Script
from kouan.model.facts import Bound, EntityType, MetricKind

CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Labels that are the same in every language.
UNTRANSLATED = {
    "page.other_language",
    "page.brand",
    "column.digest",
    "column.sql",
    "mark.replaced",
    "series.source_tier",
}


def test_every_label_is_said_in_both_languages():
    for group, entries in labels().items():
        for name, forms in entries.items():
            key = f"{group}.{name}"
            assert len(forms) in (2, 3), key
            assert all(forms), key
            if key not in UNTRANSLATED:
                assert CHINESE.search(forms[-1]), key
                assert not [
                    form for form in forms[:-1] if re.search(r"[\u4e00-\u9fff]{2}", form)
                ], key
            braces = [set(re.findall(r"\{(\w+)\}", form)) for form in forms]
            assert braces[0] == braces[-1] or len(forms) == 3, key
            assert braces[-2] == braces[-1], key


@pytest.mark.parametrize(
    ("group", "values"),
    [
        ("kind", [*RemovedKind, *RepairKind]),
        ("role", ["title", "subtitle", *Role]),
        ("script", Script),
        ("metric", MetricKind),
        ("bound", Bound),
        ("entity", EntityType),
        ("category", [*CATEGORIES, "doubt"]),
        ("severity", ["critical", "warning", "info"]),
        ("level", ["input", "document", "fact"]),
    ],
)
def test_every_value_of_a_vocabulary_has_a_name(group, values):
    assert {str(value) for value in values} <= labels()[group].keys()


def test_every_reason_says_what_to_do():
    assert labels()["reason"].keys() | {"other"} == labels()["remedy"].keys()


def test_no_label_is_left_over():
    """A label that no template and no module asks for is a label nobody keeps right."""
    folder = resources.files("flows.reporting")
    words = [one for one in resources.files("flows.series").iterdir() if one.name.endswith(".py")]
    sources = [
        *(folder / "templates").iterdir(),
        folder / "pages.py",
        folder / "columns.py",
        *words,
    ]
    text = "\n".join(source.read_text("utf-8") for source in sources)
    vocabularies = set(re.findall(r'(?:say\.name|badge)\(["\'](\w+)["\']', text))
    built = set(re.findall(r'["\'](\w+)\." ~', text)) | set(re.findall(r'f"(\w+)\.\{', text))
    for group, entries in labels().items():
        for name in entries:
            if group not in vocabularies | built:
                assert f"{group}.{name}" in text, f"{group}.{name}"


def test_a_value_that_a_project_brought_stands_for_itself():
    assert Wording("zh").name("kind", "my_own_rule") == "my_own_rule"


def test_every_note_of_a_shipped_check_is_said_in_chinese():
    from expectations.suites import SUITES
    from warehouse.checks import checks

    notes = {str(one.notes) for suite in SUITES.values() for one in suite} | {
        one.notes for one in checks()
    }
    assert len(notes) > 30
    assert [note for note in sorted(notes) if Wording("zh").sentence(note) == note] == []


def test_why_a_paragraph_or_a_document_is_held_is_said_in_chinese():
    from flows.contents import REFUSALS
    from warehouse.publishing.damaged import DETAILS

    details = [*REFUSALS.values(), *DETAILS.values()]
    assert [one for one in details if not CHINESE.search(Wording("zh").sentence(one))] == []
