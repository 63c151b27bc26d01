"""Text that a wrong codec read comes back as it was written, healthy text stays, and what is lost is marked."""

from __future__ import annotations

import random
import tomllib
from typing import Any

import numpy as np
import pytest
from factories import ROOT, knowledge
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from flows.benchmark.noise_classic import REVERSIBLE
from flows.benchmark.noise_classic import wrong_codec as damaged_by
from kouan.cleaning.mojibake.views import each_read, octets, read
from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.rule import tried
from kouan.cleaning.rules.destroyed_text import destroyed_text
from kouan.cleaning.rules.wrong_codec import wrong_codec
from kouan.model.characters import codes_of, text_of
from kouan.model.view import BatchView
from kouan.reading.decoding import decode

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "wrong_codec.toml").read_text("utf-8")
)
SENTENCE = "去年拱北口岸出入境旅客达1.45亿人次，同比增长5%，旅客排队不超过30分钟"
#: Families whose codecs carry any Simplified sentence, so that every run of one comes back.
SURE = sorted(
    name
    for name in REVERSIBLE
    if name.startswith(("utf8_as_latin1", "utf8_as_cp1252", "gbk_as_latin1", "gbk_as_cp1252"))
)
relaxed = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def texts_of(*kinds: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{kind} {case['damaged'][:20]!r}")
        for kind in kinds
        for case in CASES[kind]
    ]


def once(text: str) -> str:
    return tried(wrong_codec, text, knowledge())


@pytest.mark.parametrize("case", texts_of("wild", "synthetic"))
def test_a_damaged_text_comes_back(case: dict[str, str]) -> None:
    assert once(case["damaged"]) == case["truth"]


@pytest.mark.parametrize("case", texts_of("synthetic"))
def test_a_character_is_called_guessed_exactly_where_a_byte_was_not_seen(
    case: dict[str, str],
) -> None:
    edits = wrong_codec(BatchView.of([case["damaged"]], knowledge()))
    mask = np.zeros(len(edits.after), bool) if edits.guessed is None else edits.guessed
    assert text_of(edits.after[mask]) == case.get("guessed", "")


@pytest.mark.parametrize("case", texts_of("negative"))
def test_a_healthy_text_stays_and_is_not_doubted(case: dict[str, str]) -> None:
    edits = wrong_codec(BatchView.of([case["damaged"]], knowledge()))
    assert (len(edits), edits.suspicions) == (0, ())


@pytest.mark.parametrize("case", texts_of("destroyed"))
def test_a_destroyed_text_is_marked_and_left_as_it_stands(case: dict[str, str]) -> None:
    view = BatchView.of([case["damaged"]], knowledge())
    assert len(wrong_codec(view)) == 0
    assert destroyed_text(view).suspicions


@pytest.mark.parametrize("case", texts_of("known_failure"))
@pytest.mark.xfail(strict=True, reason="not repaired yet; the note of each case says why")
def test_a_damage_that_is_not_repaired_yet(case: dict[str, str]) -> None:
    assert once(case["damaged"]) == case["truth"]


@pytest.mark.parametrize("family", SURE)
def test_every_reversible_family_comes_back_inside_a_healthy_line(family: str) -> None:
    done = damaged_by(SENTENCE, family, random.Random(1))
    assert done is not None
    assert once(f"据海关统计，{done.text}。") == f"据海关统计，{SENTENCE}。"


@relaxed
@given(st.integers(0, len(SENTENCE) - 6), st.integers(6, 30), st.sampled_from(SURE))
def test_a_run_comes_back_or_stays_but_never_becomes_a_third_thing(
    first: int, length: int, family: str
) -> None:
    before, run, behind = (
        SENTENCE[:first], SENTENCE[first : first + length], SENTENCE[first + length :],
    )  # fmt: skip
    done = damaged_by(run, family, random.Random(1))
    if done is not None:
        damaged = before + done.text + behind
        assert once(damaged) in (SENTENCE, damaged)


@relaxed
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.text(st.characters(min_codepoint=0x80, max_codepoint=0x17F), max_size=20),
            st.text(st.characters(min_codepoint=0xE000, max_codepoint=0xF8FF), max_size=6),
            st.sampled_from([case["damaged"] for kind in CASES.values() for case in kind]),
            st.sampled_from(["?", "\ufffd", "锟", "&#228;", "%D6", "\\u00e4", "\n", "海关"]),
        ),
        max_size=8,
    ).map("".join)
)
def test_any_text_is_read_without_an_error_and_rebuilt_from_its_ledger(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    document = clean_batch([decode(raw)], knowledge())[0]
    assert document.ledger.rebuild(document.clean) == raw
    assert document.residual_edits == 0


def test_a_destroyed_or_doubted_place_gives_no_fact() -> None:
    document = clean_batch([decode("去年锟斤拷锟斤拷1.45锟斤拷锟剿次".encode())], knowledge())[0]
    assert any(damage.rule == "destroyed_text" for damage in document.damages)


def test_the_bytes_of_a_text_and_the_text_of_bytes_lead_back_to_each_other() -> None:
    for codec in ("gb18030", "big5hkscs"):
        said = "中國海關，1.45億"
        data = octets(codec, codes_of(said))
        assert data.data.tobytes() == said.encode(codec)
        assert text_of(read(codec, data.data).codes) == said


def test_every_byte_is_accounted_for_whatever_the_bytes_are() -> None:
    rng = np.random.default_rng(1)
    for codec in ("utf-8", "gb18030", "big5hkscs"):
        data = rng.integers(0, 256, 3000).astype(np.uint8)
        done = read(codec, data)
        assert done.start[0] == 0
        assert (np.diff(done.start) >= 0).all()
        assert done.start[-1] < len(data)


def test_signs_of_two_documents_are_not_counted_together() -> None:
    traditional = "&#146敢驪\u00a0檢疫䀀檢驗\u00a0檢疫局¡"
    alone, beside = (
        clean_batch([decode(raw) for raw in raws], knowledge())[0]
        for raws in ([traditional.encode()], [traditional.encode(), b"\x00 \x00 \x80"])
    )
    assert beside.clean == alone.clean
    assert beside.suspicions == alone.suspicions


@given(
    st.lists(
        st.binary(min_size=2, max_size=2).filter(lambda pair: pair[0] > 0x80 and pair[1] > 0x3F)
    )
)
@example([b"\x81\xff", b"\xff\x81", b"\xfe\xfe", b"\x80\x40", b"\xb9\xfa"])
@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs", "cp949", "cp932"])
def test_pairs_read_at_once_are_read_as_each_by_itself(codec: str, pairs: list[bytes]) -> None:
    numbers = np.array([int.from_bytes(pair, "big") for pair in pairs], np.int64)
    assert each_read(codec, numbers) == [pair.decode(codec, "ignore") for pair in pairs]
