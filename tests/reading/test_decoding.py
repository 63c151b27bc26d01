"""Decoding gives every byte back, reads the usual encodings exactly, and refuses what is no text."""

from __future__ import annotations

import contextlib
import os
import random
from pathlib import Path

import numpy as np
import opencc
import pytest
from factories import SEEDS
from growth import is_linear
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kouan.model.byte_places import widths
from kouan.model.decoding import Decoding
from kouan.model.ledger import Ledger
from kouan.reading.decoding import decode

CODECS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-16", "utf-32")
TRADITIONAL = opencc.OpenCC("s2t")

# what encodings stumble over: surrogate bytes, U+001E, Big5 doubles, its pairs that are two code points, marks
TROUBLE = (
    b"\x1e", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\xd8", b"\xd8\x00", b"\xed\xa0\x80", b"\xa2\xcc", b"\x88\x62",
    b"\xa1\xfe", b"\x84\x31\x95\x33", b"\x80", b"\x00", b"~{", b"~}", b"~{<:~}", b"\n", b"\xa3\xac\xa1\xa3\xb5\xc4" * 3, b"\xa1A\xaa\xba" * 3,
)  # fmt: skip
any_bytes = st.lists(
    st.binary(max_size=12)
    | st.sampled_from(TROUBLE)
    | st.text("口岸，。a\n", max_size=9).map(str.encode)
).map(b"".join)


def assert_sound(raw: bytes, decoding: Decoding) -> None:
    """The contract of a decoding, whatever the bytes were."""
    assert decoding.rebuild() == raw
    assert "\x1e" not in decoding.text
    assert not any("\ud800" <= character <= "\udfff" for character in decoding.text)
    at = byte_at = 0
    for segment in decoding.segments:
        assert (segment.start, segment.byte_start) == (at, byte_at)
        assert segment.end >= segment.start
        assert segment.byte_end > segment.byte_start
        at, byte_at = segment.end, segment.byte_end
        if segment.codec is not None:
            assert (
                widths(decoding.text[segment.start : segment.end], segment.codec).sum()
                == segment.byte_end - segment.byte_start
            )
    assert (at, byte_at) == (len(decoding.text), len(raw))


@given(any_bytes)
@settings(max_examples=400, deadline=None)
@example(b"\x88\x62\xa1A\xa1A\xa1A\xa1A\xa2\xcc")
@example(b"\xff\xfe\x00\xd8\x00\xd8\x00\xdc\x1e\x00a")
@example("中国，的。是\n".encode("gb18030") * 4 + "海关总署的人\n".encode() * 3 + b"\xff\n")
def test_any_bytes_come_back(raw: bytes) -> None:
    assert_sound(raw, decode(raw))


@given(st.text(max_size=60), st.sampled_from((*CODECS, "hz", "cp1252")))
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_in_any_encoding(text: str, codec: str) -> None:
    raw = text.encode(codec, "ignore")
    assert_sound(raw, decode(raw))


@given(any_bytes)
@settings(max_examples=100, deadline=None)
def test_each_character_has_its_place_among_the_bytes(raw: bytes) -> None:
    decoding = decode(raw)
    ledger = Ledger(decoding.segments, (), len(decoding.text)).bound(decoding.text)
    start, end = ledger.origins(np.arange(len(decoding.text)), np.arange(1, len(decoding.text) + 1))
    assert (start <= end).all()
    assert (start[1:] >= start[:-1]).all()
    assert ledger.origin(0, len(decoding.text)) == (0, len(raw) if decoding.text else 0)


def shares_right(texts: list[str], windows: int) -> dict[str, float]:
    """For each encoding, the share of random windows (40-1,000 characters) that decode to the identical string."""
    rng = random.Random(1)
    traditional = [TRADITIONAL.convert(text) for text in texts]
    shares = {}
    for codec in CODECS:
        right = 0
        for _ in range(windows):
            text = rng.choice(traditional if codec == "big5hkscs" else texts + traditional)
            length = rng.randint(40, 1000)
            start = rng.randrange(max(1, len(text) - length))
            window = text[start : start + length].encode(codec, "ignore").decode(codec)
            decoding = decode(window.encode(codec))
            right += decoding.refusal is None and decoding.text.removeprefix("\ufeff") == window
        shares[codec] = right / windows
    return shares


def test_windows_of_the_seeds_decode_to_the_identical_string() -> None:
    shares = shares_right([path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))], 150)
    assert min(shares.values()) >= 0.99, shares


@pytest.mark.skipif("KOUAN_CORPUS" not in os.environ, reason="KOUAN_CORPUS names no folder of news")
def test_windows_of_unseen_news_decode_to_the_identical_string() -> None:
    paths = sorted(Path(os.environ["KOUAN_CORPUS"]).rglob("*.txt"))
    shares = shares_right([path.read_text("utf-8") for path in paths[:300]], 150)
    assert min(shares.values()) >= 0.99, shares


def test_a_few_characters_are_enough() -> None:
    for text in ("口岸", "海关总署", "今年1—5月，出入境", "(完)"):
        assert decode(text.encode("gb18030")).text == text
    for text in ("海關總署", "檢驗檢疫局", "中國公民"):
        assert decode(text.encode("big5hkscs")).text == text


def test_gb18030_writes_back_what_it_reads() -> None:
    """The fast path relies on it: all sequences of two bytes, and a sample of those of four."""
    four = (
        bytes((a, b, c, d))
        for a in range(0x81, 0xFF, 5)
        for b in range(0x30, 0x3A)
        for c in range(0x81, 0xFF, 7)
        for d in range(0x30, 0x3A, 3)
    )
    two = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    read = 0
    for sequence in (*two, *four):
        with contextlib.suppress(UnicodeDecodeError):
            assert sequence.decode("gb18030").encode("gb18030") == sequence
            read += 1
    assert read > 30_000


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        (b"\xef\xbb\xbf\xe5\x8f\xa3", "\ufeff口", "utf-8"),
        ("口岸".encode("utf-16"), "\ufeff口岸", "utf-16-le"),
        ("口岸 2014".encode("utf-16-be"), "口岸 2014", "utf-16-be"),
        (b"~{<:Ky2;~}, ~{NpJ)~}.", "己所不, 勿施.", "hz"),
        (b"home ~{} and ~}", "home ~{} and ~}", "utf-8"),
        ("café crème à la carte".encode("latin-1"), "café crème à la carte", "cp1252"),
        (b"plain", "plain", "utf-8"),
    ],
)
def test_marks_and_rarer_encodings_are_read(raw: bytes, text: str, encoding: str) -> None:
    decoding = decode(raw)
    assert (decoding.text, decoding.encoding, decoding.refusal) == (text, encoding, None)


def test_bytes_that_cannot_be_read_are_kept_in_place() -> None:
    raw = "口岸".encode() + b"\xff" + "通关，的。".encode() + b"\xe5\x85"
    decoding = decode(raw)
    assert decoding.text == "口岸\ufffd通关，的。\ufffd"
    assert [segment.raw for segment in decoding.segments] == [b"", b"\xff", b"", b"\xe5\x85"]


def test_big5_doubles_keep_their_text_and_their_bytes() -> None:
    raw = "海關的人，中國的".encode("big5hkscs") + b"\xa2\xcc\x88\x62" + "人".encode("big5hkscs")
    decoding = decode(raw)
    assert decoding.text == "海關的人，中國的十Ê̄人"
    assert [segment.raw for segment in decoding.segments if segment.codec is None] == [
        b"\xa2\xcc\x88\x62"
    ]


def test_a_file_put_together_from_two_encodings_is_read_line_by_line() -> None:
    lines = ["海关总署发布通知，", "新的措施在口岸施行。", "货物通关更快了。"] * 2
    raw = b"".join(
        (line + "\n").encode("gb18030" if number % 3 else "utf-8")
        for number, line in enumerate(lines)
    )
    assert decode(raw).text == "\n".join(lines) + "\n"


def test_the_document_separator_of_a_batch_never_stands_in_a_text() -> None:
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        decoding = decode("口岸，的。在是\x1e通关，的。有人".encode(codec))
        assert decoding.text == "口岸，的。在是\ufffd通关，的。有人"
        assert decoding.refusal is None


@pytest.mark.parametrize(
    "raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u3000\n".encode(), "\u3000 \n".encode("utf-16")]
)
def test_nothing_but_white_space_is_refused_as_empty(raw: bytes) -> None:
    assert decode(raw).refusal == "empty"


def test_noise_is_refused_and_kept() -> None:
    rng = random.Random(3)
    for raw in (
        rng.randbytes(5000),
        bytes(4000),
        bytes(range(256)) * 9,
        b"\x89PNG\r\n\x1a\n" + rng.randbytes(900),
        b"\xff\xfe" + rng.randbytes(5000),
        b"\xff",
    ):
        decoding = decode(raw)
        assert decoding.refusal == "undecodable"
        assert_sound(raw, decoding)


def test_a_stray_control_does_not_make_noise_of_a_text() -> None:
    for raw in (b"a\x01b", "通关\x00时间，更短了。".encode(), ("口岸" * 50).encode() + bytes(2)):
        assert decode(raw).refusal is None


def test_an_encoding_without_a_codec_is_named() -> None:
    # 的 一 是 不 在 有 人 中 國 大 年 。 as EUC-TW writes them
    raw = bytes.fromhex("cefb c4a1 d1d2 c4e2 c7e3 c8b4 c4a9 c4e3 d9cf c4cb c8a1 a1a4") * 4
    decoding = decode(raw)
    assert (decoding.refusal, decoding.encoding) == ("unsupported_encoding", "euc-tw")
    assert decoding.rebuild() == raw


def test_lists_parted_by_enumeration_commas_are_not_taken_for_an_encoding_without_codec() -> None:
    text = "、".join("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许") + "·"
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        random.Random(2).randbytes(64 << 10),
        b"a\x1e",
        b"\xa2\xcc\xa4\x40",
        ("口岸，的。是在" * 5).encode("gb18030") + b"\xff",
        "口岸，的。\n".encode() + "中国的\n".encode("gb18030"),
    ],
    ids=["noise", "controls", "no characters", "lost bytes", "lines of two encodings"],
)
def test_hostile_files_cost_no_more_than_their_length(unit: bytes) -> None:
    def read(length: int) -> None:
        raw = unit * (length // len(unit))
        assert decode(raw).rebuild() == raw

    assert is_linear(read, 4 << 20)
