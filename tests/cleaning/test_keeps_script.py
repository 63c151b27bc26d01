"""Text of other regions, times and languages keeps its meaning through the whole pipeline, and its original script."""

from __future__ import annotations

import tomllib

import pytest
from factories import ROOT, knowledge

from kouan.cleaning.pipeline import clean_batch
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode

CASES = tomllib.loads((ROOT / "tests" / "cases" / "keeps_script.toml").read_text("utf-8"))
KEPT = [
    pytest.param(
        case["text"],
        case.get("after", case["text"]),
        id=f"{case['about']}-{number}",
        marks=[pytest.mark.xfail(strict=True, reason=case["why"])] if "why" in case else [],
    )
    for provenance in ("wild", "synthetic", "known_failure")
    for number, case in enumerate(CASES.get(provenance, ()))
]


def cleaned(text: str) -> Cleaned:
    return clean_batch([decode(text.encode())], knowledge())[0]


@pytest.mark.parametrize(("text", "after"), KEPT)
def test_a_text_reads_as_its_writer_meant_it(text: str, after: str) -> None:
    assert cleaned(text).clean == after
    assert cleaned(after).clean == after


def test_the_original_script_is_reached_through_the_ledger() -> None:
    raw = "羅湖口岸的旅客排著隊，於先生曬乾了餅乾。".encode()
    document = clean_batch([decode(raw)], knowledge())[0]
    assert document.clean == "罗湖口岸的旅客排着队，於先生晒干了饼干。"
    origins = [document.ledger.origin(at, at + 1) for at in range(len(document.clean))]
    assert "".join(raw[first:last].decode() for first, last in origins) == raw.decode()


def test_a_conversion_that_could_go_two_ways_says_so() -> None:
    document = cleaned("餅乾和徵求意見的經濟復甦，於是排著隊。")
    choices = [
        (edit.before, edit.after, edit.kind, edit.confidence < 0.95)
        for done in document.passes
        for edit in done
        if edit.kind in ("script_choice", "particle")
    ]
    assert choices == [
        ("乾", "干", "script_choice", True),
        ("徵", "征", "script_choice", True),
        ("甦", "苏", "script_choice", True),
        ("於", "于", "script_choice", True),
        ("著", "着", "particle", True),
    ]


def test_an_undecided_line_follows_its_neighbours() -> None:
    simplified = "这里是简体中文的段落，关于口岸的报道。"
    traditional = "這裡是繁體中文的段落，關於口岸的報導。"
    text = f"{simplified}\n學\n{simplified}\n{traditional}\n學\n{traditional}"
    assert cleaned(text).clean.split("\n")[1::3] == ["學", "学"]


def test_a_line_in_both_scripts_is_judged_by_its_sentences() -> None:
    text = "这里是简体中文，关于口岸与乾陵。這裡是繁體中文，關於口岸與餅乾。这是后来的话。"
    assert cleaned(text).clean == (
        "这里是简体中文，关于口岸与乾陵。这里是繁体中文，关于口岸与饼干。这是后来的话。"
    )
