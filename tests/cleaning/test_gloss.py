"""Readings in brackets go where they are readings of what stands before them, in every spelling that pages use."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import unicodedata
from typing import Any

import pytest
from factories import ROOT, knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.cleaning.readings import readings_of
from kouan.cleaning.rule import tried
from kouan.cleaning.rules.gloss import gloss
from kouan.model.view import BatchView

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (ROOT / "tests/cases/glosses.toml").read_text("utf-8")
)


def of(*provenances: str) -> list[dict[str, Any]]:
    return [case for provenance in provenances for case in CASES[provenance]]


@pytest.mark.parametrize(
    "case", of("wild", "synthetic", "negative", "doubtful"), ids=lambda case: case["text"]
)
def test_a_reading_goes_and_its_look_alike_stays(case: dict[str, Any]) -> None:
    assert tried(gloss, case["text"], knowledge()) == case.get("after", case["text"])


@pytest.mark.parametrize("case", of("known_failure"), ids=lambda case: case["text"])
@pytest.mark.xfail(strict=True, reason="not read yet")
def test_a_reading_that_is_not_known_yet(case: dict[str, Any]) -> None:
    assert tried(gloss, case["text"], knowledge()) == case["after"]


@pytest.mark.parametrize("case", of("doubtful"), ids=lambda case: case["text"])
def test_a_reading_of_another_character_is_a_suspicion(case: dict[str, Any]) -> None:
    (found,) = gloss(BatchView.of([case["text"]], knowledge())).suspicions
    assert found.surface == case["suspicion"]
    assert case["text"][found.start : found.end] == found.surface


def test_what_fits_is_no_suspicion() -> None:
    for case in of("wild", "synthetic", "negative"):
        assert not gloss(BatchView.of([case["text"]], knowledge())).suspicions


def test_witnesses_count_in_their_own_document_only() -> None:
    texts = ["開(kāi)關(guān)", "對(duì)著(zhe)門", "開(kāi)關(guān)對(duì)著(zhe)門"]
    view = BatchView.of(texts, knowledge())
    homes = view.document_of(gloss(view).start).tolist()
    assert homes == [0, 0, 1, 2, 2, 2, 2]


@given(
    st.lists(st.sampled_from("關檢驗質創旅樂長重行著女略俄安"), min_size=1, max_size=8),
    st.sampled_from(("NFC", "NFD")),
    st.sampled_from(("()", "（）", "(）")),
    st.data(),
)
@settings(max_examples=200, deadline=None)
def test_every_listed_reading_of_a_character_goes(
    characters: list[str], form: Any, brackets: str, data: st.DataObject
) -> None:
    text = ""
    for character in characters:
        said = data.draw(
            st.sampled_from([one for one in readings_of(character) if not one.isascii()])
        )
        text += f"{character}{brackets[0]}{unicodedata.normalize(form, said)}{brackets[1]}"
    assert tried(gloss, text, knowledge()) == "".join(characters)


@given(st.text(st.sampled_from("關檢(（)）guānyàn1 \u0304Ě'\n"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_brackets_of_any_content_are_taken_whole_or_left(text: str) -> None:
    edits = gloss(BatchView.of([text], knowledge()))
    for start, end in zip(edits.start.tolist(), edits.end.tolist(), strict=True):
        assert text[start] in "(（"
        assert text[end - 1] in ")）"
        assert "\n" not in text[start:end]


def test_characters_are_listed_alike_with_the_package_of_pypinyin_and_without() -> None:
    code = (
        "import sys; from kouan.cleaning.readings import readings_of;"
        " alone = [*map(readings_of, '好行铅㐀')]; assert 'pypinyin' not in sys.modules;"
        " from pypinyin.constants import PINYIN_DICT;"
        " assert alone == [tuple(PINYIN_DICT[ord(one)].split(',')) for one in '好行铅㐀']"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
