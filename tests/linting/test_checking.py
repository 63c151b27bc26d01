"""What `kouan check` and `kouan clean` print can be read by its readers and applied by `patch`, and hostile text stays text."""

from __future__ import annotations

import json

import pytest
from factories import SEEDS, knowledge
from hypothesis import given, settings
from hypothesis import strategies as st
from linting.documents import cleaned_by

from kouan.linting.checking import check, clean, clean_documents, clean_files
from kouan.linting.difference import unified_diff
from kouan.linting.formats import FORMATS
from kouan.model.batch import Batch
from kouan.model.edits import Edit
from kouan.reading.sources import Failure

MISSING = Failure("gone.txt", "missing", "gone.txt: there is no such file; correct the name")
FAULTY = ("a.txt", cleaned_by("一\n驗(yàn)", ("gloss", [Edit(3, 8, "")])))
CLEAN = ("b.txt", cleaned_by("口岸"))
REFUSED = ("c.txt", cleaned_by("", refusal="empty"))


def test_exit_codes_tell_none_any_and_unreadable_apart() -> None:
    assert check([CLEAN], []).exit_code == 0
    assert check([CLEAN, FAULTY], []).exit_code == 1
    assert check([FAULTY], [MISSING]).exit_code == 2
    assert clean([FAULTY], []).exit_code == 0
    assert clean([FAULTY, REFUSED], []).exit_code == 1
    assert clean([FAULTY, REFUSED], [MISSING]).exit_code == 2


def test_text_is_a_line_a_hit() -> None:
    outcome = check([FAULTY, CLEAN], [MISSING])
    assert outcome.output == "a.txt:2:2 gloss pinyin reading in brackets: remove “(yàn)”\n"
    assert outcome.errors == ("gone.txt: missing: there is no such file; correct the name",)


def test_json_is_an_array_of_objects() -> None:
    (row,) = json.loads(check([FAULTY, CLEAN], [], "json").output)
    assert (row["file"], row["line"], row["column"], row["rule"]) == ("a.txt", 2, 2, "gloss")
    assert json.loads(check([CLEAN], [], "json").output) == []


def test_sarif_points_at_the_same_place_and_tells_of_failures() -> None:
    log = json.loads(check([("目录/a b.txt", FAULTY[1])], [MISSING], "sarif").output)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E7%9B%AE%E5%BD%95/a%20b.txt"
    assert place["region"] == {
        "startLine": 2,
        "startColumn": 2,
        "endLine": 2,
        "endColumn": 7,
        "charOffset": 3,
        "charLength": 5,
        "properties": {"utf16StartColumn": 2, "utf16EndColumn": 7},
    }
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "gloss"
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "gone.txt" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_github_commands_cannot_be_broken_out_of() -> None:
    hostile = cleaned_by("x\n::error::y%0A", ("spacing", [Edit(0, 15, "")]))
    output = check([("a,b:c%.txt", hostile)], [], "github").output
    assert output.count("\n") == 1
    assert output.startswith("::warning file=a%2Cb%3Ac%25.txt,line=1,")
    assert "y%250A" in output


@pytest.mark.parametrize("style", FORMATS)
def test_nothing_in_a_document_or_a_name_acts_on_a_terminal(style: str) -> None:
    hostile = cleaned_by("\x1b[31m\u202e\x07口", ("invisible", [Edit(0, 7, "")]))
    output = check([("\x1b[2Ja.txt", hostile)], [MISSING], style).output
    assert not set("\x1b\x07") & set(output)
    assert style == "json" or "\u202e" not in output


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(KeyError):
        check([CLEAN], [], "yaml")


def test_clean_prints_the_clean_text_and_names_what_it_refuses() -> None:
    outcome = clean([FAULTY, CLEAN, REFUSED], [])
    assert outcome.output == "一\n驗\n口岸\n"
    assert outcome.errors[0].startswith("c.txt: empty: there is no text")


def test_files_to_write_leave_refused_documents_alone() -> None:
    files, refused = clean_files([FAULTY, CLEAN, REFUSED])
    assert [(file.location, file.content.decode(), file.is_changed) for file in files] == [
        ("a.txt", "一\n驗", True),
        ("b.txt", "口岸", False),
    ]
    assert len(refused) == 1


def test_a_diff_shows_the_changed_line_in_its_context() -> None:
    text = "".join(f"第{number}行\n" for number in range(1, 10))
    cleaned = cleaned_by(
        text, ("spacing", [Edit(text.index("第5行"), text.index("第5行") + 1, "")])
    )
    assert unified_diff(cleaned, "a.txt") == (
        "--- a.txt\n+++ a.txt\n@@ -2,7 +2,7 @@\n 第2行\n 第3行\n 第4行\n-第5行\n+5行\n 第6行\n 第7行\n 第8行\n"
    )
    assert unified_diff(cleaned_by(text), "a.txt") == ""


def test_a_diff_for_a_terminal_is_escaped() -> None:
    cleaned = cleaned_by("\x1b[31m口\n", ("invisible", [Edit(0, 5, "")]))
    assert "\x1b" in unified_diff(cleaned, "a")
    assert "\x1b" not in unified_diff(cleaned, "a", escape=True)


def patched(text: str, diff: str) -> str:
    """What `patch` makes of a text: hunks applied line by line, context checked."""
    source = text.split("\n")
    made: list[str] = []
    at = 0
    for line in diff.split("\n")[2:-1]:
        if line.startswith("@@"):
            begin, _, count = line.split()[1][1:].partition(",")
            first = int(begin) - (count != "0")
            made += source[at:first]
            at = first
        elif line.startswith("\\"):
            continue
        elif line.startswith("+"):
            made.append(line[1:])
        else:
            assert source[at] == line[1:]
            at += 1
            if line.startswith(" "):
                made.append(line[1:])
    return "\n".join(made + source[at:])


lines = st.lists(st.sampled_from(["", "一", "二", "三", "四"]), min_size=1, max_size=25).map(
    "\n".join
)
spans = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 12), st.sampled_from(["", "新", "\n", "新\n新"])),
    max_size=5,
)


@given(lines, st.lists(spans, max_size=3))
@settings(max_examples=300, deadline=None)
def test_a_diff_leads_from_the_decoded_to_the_clean_text(
    text: str, passes: list[list[tuple[int, int, str]]]
) -> None:
    cleaned = cleaned_by(text + "\n")
    made: list[tuple[str, list[Edit]]] = []
    for edits in passes:
        size = len(cleaned.clean) - 1  # the last line feed stays, so that both texts end with one
        made.append(
            (
                "rule",
                [
                    Edit(min(start, size), min(start + length, size), after)
                    for start, length, after in edits
                ],
            )
        )
        cleaned = cleaned_by(text + "\n", *made)
    diff = unified_diff(cleaned, "a")
    assert (
        patched(cleaned.decoding.text, diff) if diff else cleaned.decoding.text
    ) == cleaned.clean


def test_a_text_without_a_last_line_feed_says_so() -> None:
    diff = unified_diff(cleaned_by("一\n二", ("spacing", [Edit(2, 3, "三\n")])), "a")
    assert diff == "--- a\n+++ a\n@@ -1,2 +1,2 @@\n 一\n-二\n\\ No newline at end of file\n+三\n"


def test_the_seeds_are_cleaned_and_checked_in_one_go() -> None:
    batch = Batch.of((path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt")))
    documents = clean_documents(batch, knowledge())
    outcome = check(documents, [])
    assert outcome.exit_code == 1
    assert {line.split(":")[0] for line in outcome.output.splitlines()} >= {
        "002_8f6647493323ad8f.txt",
        "003_0187bd9f4de61dd6.txt",
    }
    for _, document in documents:
        diff = unified_diff(document, "a")
        assert (
            patched(document.decoding.text, diff) if diff else document.decoding.text
        ) == document.clean
