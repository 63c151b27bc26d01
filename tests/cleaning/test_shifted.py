"""Bytes read out of step: what is repaired, what is only suspected, and what is left alone."""

from __future__ import annotations

import random
import tomllib

import numpy as np
import pytest
from factories import ROOT, knowledge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.benchmark.noise_shifted import Damaged, shifted
from kouan.cleaning.mojibake.channel import double_bytes
from kouan.cleaning.mojibake.crowds import LONGEST, crowded
from kouan.cleaning.mojibake.promise import _best_parts
from kouan.cleaning.mojibake.shifted import forget, reader_of, repairs
from kouan.cleaning.mojibake.shown import Asked
from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.rule import tried
from kouan.cleaning.rules.misread_bytes import MARGIN, MOST_SEARCHED, misread_bytes
from kouan.language.ngrams import contexts
from kouan.model.article import Script
from kouan.model.characters import codes_of, text_of
from kouan.model.edits import Edits
from kouan.model.view import BatchView
from kouan.reading.decoding import decode

CASES = tomllib.loads((ROOT / "tests/cases/shifted_bytes.toml").read_text("utf-8"))
KEPT = tomllib.loads((ROOT / "tests/cases/keeps_meaning.toml").read_text("utf-8"))
ODD = [text for row in KEPT["negative"] for text in row["text"]]
REPAIRED = [*CASES["wild"], *CASES["synthetic"]]
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def proposed(text: str) -> Edits:
    return misread_bytes(BatchView.of([text], knowledge()))


def guessed_in(edits: Edits) -> str:
    mask = np.zeros(len(edits.after), bool) if edits.guessed is None else edits.guessed
    return text_of(edits.after[mask])


@pytest.mark.parametrize("case", REPAIRED, ids=lambda case: case["becomes"][:12])
def test_a_run_out_of_step_is_read_in_step(case: dict[str, str]) -> None:
    assert tried(misread_bytes, case["text"], knowledge()) == case["becomes"]


@pytest.mark.parametrize("case", REPAIRED, ids=lambda case: case["becomes"][:12])
def test_characters_of_which_a_byte_was_lost_are_marked_as_guessed(case: dict[str, str]) -> None:
    assert guessed_in(proposed(case["text"])) == case["guessed"]


@pytest.mark.parametrize("case", REPAIRED, ids=lambda case: case["becomes"][:12])
def test_a_repaired_run_is_not_touched_again(case: dict[str, str]) -> None:
    edits = proposed(case["becomes"])
    assert not len(edits)
    assert not edits.suspicions


@pytest.mark.parametrize("case", CASES["doubtful"], ids=lambda case: case["text"][:12])
def test_below_the_margin_the_text_stays_and_the_candidates_are_told(case: dict[str, str]) -> None:
    edits = proposed(case["text"])
    assert not len(edits)
    (doubt,) = edits.suspicions
    assert case["candidate"] in doubt.candidates
    assert doubt.margin is not None
    assert 0 < doubt.margin <= MARGIN


@pytest.mark.parametrize("text", ODD, ids=lambda text: text[:12])
def test_text_that_is_odd_and_right_stays_as_it_is(text: str) -> None:
    assert not len(proposed(text))


def test_hardly_any_odd_text_is_suspected() -> None:
    assert sum(bool(proposed(text).suspicions) for text in ODD) <= 2


@pytest.mark.parametrize("sign", ["_", "|"])
def test_what_parts_a_title_from_its_site_is_no_slip(sign: str) -> None:
    title = f"边城口岸旅客数创新高{sign}某某网\n"
    for text in (title, title * 20):
        edits = proposed(text)
        assert not len(edits)
        assert not edits.suspicions


def test_the_run_of_003_reads_as_it_was_written() -> None:
    (raw,) = (ROOT / "seeds").glob("003_*.txt")
    (document,) = clean_batch([decode(raw.read_bytes())], knowledge())
    assert "向全国陆海空口岸推行中国公民出入境通关排队不超过30分钟" in document.clean
    assert document.ledger.rebuild(document.clean) == raw.read_bytes()


def test_a_reading_in_brackets_decides_between_characters() -> None:
    reader = reader_of(knowledge(), Script.HANT)
    for reading, fits in (("guān", True), ("guan", True), ("mǎ", False)):
        text = f"中國公民出入境通P({reading})排隊不超過30分鐘"
        [read] = repairs(knowledge(), [(reader, Asked(text, 8, 9))])
        said = "" if read is None else "".join(piece.after for piece in read.pieces)
        assert ("關" in said) == fits, (reading, said)


@pytest.mark.parametrize("case", CASES["known_failure"], ids=lambda case: case["text"][:12])
@pytest.mark.xfail(strict=True, reason="the bytes do not say it")
def test_what_is_not_repaired_yet(case: dict[str, str]) -> None:
    assert tried(misread_bytes, case["text"], knowledge()) == case["becomes"]


def test_private_characters_that_were_kept_make_the_repair_exact() -> None:
    run, behind = "积极推动两国人员往来和经贸合作", "2024年"
    damage = shifted(run, "gb18030", random.Random(1), behind=behind, keep_private=True)
    assert tried(misread_bytes, "边检机关" + damage.text, knowledge()) == "边检机关" + run + behind


def test_a_pair_that_the_next_character_cannot_begin_does_not_vanish() -> None:
    table = double_bytes("gb18030")
    for place in np.flatnonzero(table.vanishes).tolist():
        assert 0x81 <= place >> 8 <= 0xFE
        assert 0x81 <= place & 0xFF <= 0xFE


def test_a_document_with_more_runs_than_can_be_searched_is_suspected_and_left_alone() -> None:
    line = shifted("海关总署加快推进口岸改革工作", "gb18030", random.Random(1), behind="3月").text
    text = "\n".join([f"会议要求{line}"] * (MOST_SEARCHED + 1))
    edits = proposed(text)
    assert not len(edits)
    assert len(edits.suspicions) == MOST_SEARCHED + 1
    assert all("too many" in one.note for one in edits.suspicions)


@pytest.mark.parametrize(
    "text",
    ["?" * 333_000, "鑫" * 333_000, "湛诎锻菩兄袊癯鋈刖" * 33_000, "a中?" * 111_000],
    ids=["questions", "one character", "endless run", "letters"],
)
def test_what_is_no_text_is_hardly_searched(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []
    monkeypatch.setattr(
        "kouan.cleaning.rules.misread_bytes._search",
        lambda view, home, found, certain: iter(
            [searched.append(end - start) for start, end in found]
        ),
    )
    assert not len(proposed(text))
    assert len(searched) <= MOST_SEARCHED
    assert sum(searched) <= MOST_SEARCHED * LONGEST


@relaxed
@given(st.text(max_size=80))
def test_no_text_makes_the_rule_raise(text: str) -> None:
    assert len(crowded(BatchView.of([text.replace("\x1e", "")], knowledge()))) >= 0
    proposed(text.replace("\x1e", ""))


@pytest.mark.slow
@relaxed
@given(
    st.lists(
        st.sampled_from(
            [
                "湛诎锻菩兄袊",
                "癯鋈刖惩P",
                "?",
                "(guān)",
                "檢查",
                "口岸",
                "z",
                "\ue24c",
                "，",
                "\n",
                "3月",
                "皵U",
                "龑",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_a_second_look_finds_nothing_to_do(text: str) -> None:
    once = text
    for _ in range(6):
        once, before = tried(misread_bytes, once, knowledge()), once
        if once == before:
            return
    raise AssertionError(once)


@relaxed
@given(
    st.text("海关口岸通关便利化改革检查人员贸易，。", min_size=6, max_size=30),
    st.sampled_from(["9月", "P(a)", ",", "\n", "A股"]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 9),
)
def test_the_damage_tells_the_truth_about_itself(
    run: str, behind: str, marked: bool, kept: bool, seed: int
) -> None:
    damage: Damaged = shifted(
        run, "gb18030", random.Random(seed), behind=behind, mark="?" * marked, keep_private=kept
    )
    assert damage.truth == run + behind
    assert len(damage.seen) == len(damage.truth)
    assert not damage.seen[0]
    first, stop = damage.touched
    assert first == 0
    assert all(damage.seen[stop:])


@pytest.mark.parametrize("blank", [" ", "\u3000", "、"], ids=["half", "full", "mark"])
def test_a_list_of_rare_names_is_not_even_suspected(blank: str) -> None:
    edits = proposed(
        blank.join(("郗晔", "逄焱", "禤洁", "芮婧琬", "邬翀赟", "鄢璟", "冼昱骞", "晁垚") * 3)
    )
    assert not len(edits)
    assert not edits.suspicions


def test_a_code_that_lacks_a_character_has_not_read_it() -> None:
    big5, gb18030 = (
        next(one for one in reader_of(knowledge(), Script.HANT).channels if one.codec == codec)
        for codec in ("big5hkscs", "gb18030")
    )
    assert not big5.may_have_read(codes_of("湛诎锻菩"))
    assert gb18030.may_have_read(codes_of("湛诎锻菩"))


def test_what_a_search_is_told_is_what_the_model_says() -> None:
    speech = reader_of(knowledge(), Script.HANS).speech
    text = "海关总署公布口岸通关时间"
    rng = np.random.default_rng(1)
    context = np.unique(contexts(speech.model.symbols(codes_of(text))))
    which = rng.integers(0, len(context), 4000)
    rare = np.arange(0x4E00, 0x9FA5, dtype=np.uint32)
    code = np.concatenate((rng.choice(rare, 3500), rng.choice(codes_of(text), 500)))
    said, _ = speech.say(context, which, code)
    expected = speech.model.log_probability(context[which], speech.model.symbols(code))
    assert np.allclose(said, expected, atol=1e-4)


def test_greek_and_russian_letters_side_by_side_are_no_language() -> None:
    assert "企业发展提供有力支持" in tried(misread_bytes, "各地笠捣⒄固峁┯辛χС帧", knowledge())


def test_a_run_without_a_really_rare_character_is_found() -> None:
    assert "应用于全" in tried(misread_bytes, "芯片已经在工厂τ糜谌盗础", knowledge())


@pytest.mark.parametrize("kind", ["wild", "synthetic", "doubtful", "known_failure"])
def test_runs_that_are_searched_side_by_side_read_as_each_does_alone(kind: str) -> None:
    texts = [case["text"] for case in CASES[kind]]
    forget(knowledge())
    alone = [proposed(text) for text in texts]
    forget(knowledge())
    together = misread_bytes(BatchView.of(texts, knowledge()))
    assert text_of(together.after) == "".join(text_of(edits.after) for edits in alone)
    assert [(one.candidates, one.margin) for one in together.suspicions] == [
        (one.candidates, one.margin) for edits in alone for one in edits.suspicions
    ]


@pytest.mark.parametrize("text", ["?\ufffd@\ufffd", "逄焱α"])
def test_a_text_at_the_rim_of_a_batch_is_seen_as_any_other(text: str) -> None:
    alone, among = BatchView.of([text], knowledge()), BatchView.of(["", text, ""], knowledge())
    assert [end - start for start, end in crowded(alone)] == [
        end - start for start, end in crowded(among)
    ]
    assert len(misread_bytes(alone).suspicions) == len(misread_bytes(among).suspicions)


@relaxed
@given(
    st.lists(
        st.lists(st.floats(-9, 9, allow_nan=False).map(lambda one: round(one, 1)), max_size=6),
        min_size=1,
        max_size=6,
    )
)
def test_the_best_part_of_each_stretch_is_its_own(stretches: list[list[float]]) -> None:
    value, begin, stop = [], [], []
    for one in stretches:
        begin.append(len(value))
        value += [*one, 99.0]  # of the last character with the line break behind it
        stop.append(len(value))
        value.append(99.0)  # of the line break with what follows
    expected = [
        max([0.0, *(sum(one[low:high]) for high in range(len(one) + 1) for low in range(high))])
        for one in stretches
    ]
    found = _best_parts(np.array(value[:-1]), np.array(begin), np.array(stop))
    assert np.allclose(found, expected)
