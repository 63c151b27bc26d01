"""A file put together from several encodings is read stretch by stretch, and what nobody can read stays where it was."""

from __future__ import annotations

import time

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading.test_decoding import assert_sound

from kouan.model.decoding import Decoding
from kouan.reading.decoding import decode

NEWS = "海关总署今天发布通知，新的措施在全国口岸施行，货物通关时间缩短了三分之一。"
MORE = "记者从北京出入境边防检查总站获悉，春节期间旅客人数创下新高。"
TRADITIONAL = opencc.OpenCC("s2t").convert(NEWS)


def read(raw: bytes) -> Decoding:
    decoding = decode(raw)
    assert_sound(raw, decoding)
    return decoding


def written(*parts: tuple[str, str]) -> tuple[bytes, str]:
    """Parts, each in its own encoding, as one file; and what it says."""
    return b"".join(text.encode(codec) for text, codec in parts), "".join(text for text, _ in parts)


@pytest.mark.parametrize(
    "parts",
    [
        # a phrase inside a line
        ((NEWS, "utf-8"), ("出入境", "gb18030"), (MORE, "utf-8")),
        ((NEWS, "utf-8"), (" 口岸网 ", "gb18030"), (MORE, "utf-8")),
        ((NEWS, "gb18030"), ("边防检查站", "utf-8"), (MORE, "gb18030")),
        ((NEWS, "gb18030"), ("边检", "utf-8"), (MORE, "gb18030")),
        ((TRADITIONAL, "big5hkscs"), ("口岸網", "utf-8"), (TRADITIONAL, "big5hkscs")),
        # a paragraph, with and without a line of its own
        ((NEWS, "utf-8"), (MORE, "gb18030"), (NEWS, "utf-8")),
        ((NEWS + "\n", "utf-8"), (MORE + "\n", "gb18030"), (NEWS, "utf-8")),
        ((NEWS, "gb18030"), (MORE, "utf-8"), (NEWS, "gb18030")),
        ((NEWS, "gb18030"), (TRADITIONAL, "big5hkscs"), (NEWS, "gb18030")),
        ((NEWS + "\n", "gb18030"), (TRADITIONAL + "\n", "big5hkscs"), (NEWS, "gb18030")),
        ((TRADITIONAL + "\n", "big5hkscs"), (NEWS + "\n", "gb18030"), (TRADITIONAL, "big5hkscs")),
        # a template in one encoding, what it shows in another
        (("<title>" + MORE + "</title>\n", "utf-8"), ((NEWS + "\n") * 60, "gb18030")),
        (("<title>" + MORE * 30 + "</title>", "utf-8"), (("<p>" + NEWS + "</p>") * 200, "gb18030")),
        (("<title>" + MORE * 30 + "</title>", "gb18030"), (("<p>" + NEWS + "</p>") * 200, "utf-8")),
        # HZ in text of eight bits
        ((NEWS, "utf-8"), (MORE, "hz"), (NEWS, "utf-8")),
        ((NEWS, "gb18030"), (MORE, "hz"), (NEWS, "gb18030")),
    ],
)
def test_each_stretch_is_read_in_its_own_encoding(parts: tuple[tuple[str, str], ...]) -> None:
    raw, text = written(*parts)
    assert read(raw).text == text


@pytest.mark.xfail(strict=True, reason="GB18030 reads a short stretch of Big5 without a hole")
def test_a_word_of_big5_in_gb18030_is_left_to_the_rules_for_misread_text() -> None:
    raw, text = written((NEWS, "gb18030"), ("海關", "big5hkscs"), (MORE, "gb18030"))
    assert read(raw).text == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-32-le"])
def test_a_file_cut_off_in_the_middle_of_a_character_loses_that_alone(codec: str) -> None:
    text = TRADITIONAL if codec == "big5hkscs" else NEWS
    for length in (12, 20, 30):
        raw = text[:length].encode(codec)
        for lost in range(1, len(text[length - 1].encode(codec))):
            assert read(raw[:-lost]).text == text[: length - 1] + "\ufffd"


def test_a_character_of_four_bytes_cut_off_leaves_the_rest() -> None:
    raw = (NEWS + "𠮷").encode("gb18030")
    for lost in (1, 2, 3):
        assert read(raw[:-lost]).text.startswith(NEWS)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs"])
def test_a_lost_byte_costs_two_characters_at_most(codec: str) -> None:
    text = (TRADITIONAL if codec == "big5hkscs" else NEWS) * 3
    at = len(text[:50].encode(codec)) + 1
    raw = text.encode(codec)
    decoding = read(raw[:at] + raw[at + 1 :])
    assert decoding.text[:50] == text[:50]
    assert decoding.text[-59:] == text[-59:]
    assert len(decoding.text) <= len(text) + 1


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (
            b"\xed\xa1\x82\xed\xbe\xb7",
            "𠮷",
        ),  # a pair of surrogates as two characters of UTF-8 (CESU-8)
        (b"\xed\xa1\x82", "\ufffd"),  # half of it
        (b"\xed\xbe\xb7\xed\xa1\x82", "\ufffd\ufffd"),
        (b"\xc0\x80", "\ufffd\ufffd"),  # overlong
        (b"\xf5\x80", "\ufffd\ufffd"),
        (b"\xe5\x85", "\ufffd"),
    ],
)
def test_what_strict_utf_8_forbids_keeps_its_bytes(raw: bytes, text: str) -> None:
    decoding = read(NEWS.encode() + raw + MORE.encode())
    assert decoding.text == NEWS + text + MORE
    assert b"".join(part.raw for part in decoding.segments if part.codec is None) == raw


def test_half_a_surrogate_before_a_private_character_is_no_pair() -> None:
    assert read(NEWS.encode() + b"\xed\xa1\x82\xee\x80\x80").text == NEWS + "\ufffd\ue000"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_lone_surrogate_keeps_its_bytes(codec: str) -> None:
    half = "\ud842".encode(codec, "surrogatepass")
    decoding = read(NEWS.encode(codec) + half + MORE.encode(codec))
    assert decoding.text == NEWS + "\ufffd" + MORE


def test_a_tail_of_zeros_does_not_hide_the_text_before_it() -> None:
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        decoding = read(NEWS.encode(codec) + bytes(4096))
        assert decoding.text.startswith(NEWS)
        assert decoding.refusal is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"~{<:Ky2;~}, ~{NpJ)~}.", "己所不, 勿施."),
        (b"~{<:Ky~}~\n~{2;NpJ)~}~~", "己所不勿施~"),  # a line that goes on, a tilde
        (b"~{<:Ky2;", "己所不"),  # cut off
        (b"~{<:Ky2", "己所\ufffd"),  # within a character
        (b"~{<:Ky2;~", "己所不"),  # within the sign that ends the run
        (b"~{<:Ky2;\nHello ~{NpJ)~}", "己所不\nHello 勿施"),  # a line ends a run
        (b"a ~{b~} c", "a ~{b~} c"),
        (b"{{~{x}~}}", "{{~{x}~}}"),
    ],
)
def test_hz_is_read_with_its_escapes_and_its_faults(raw: bytes, text: str) -> None:
    assert read(raw).text == text


stretches = st.tuples(
    st.text(st.sampled_from("海关总署口岸边检的，。ab \n"), min_size=1, max_size=12),
    st.sampled_from(("utf-8", "gb18030", "big5hkscs", "hz", "utf-16-le", "euc_jp")),
)


@given(st.lists(stretches | st.binary(max_size=6), max_size=8))
@settings(max_examples=300, deadline=None)
def test_any_encodings_end_to_end_come_back(parts: list[tuple[str, str] | bytes]) -> None:
    raw = b"".join(
        part if isinstance(part, bytes) else part[0].encode(part[1], "ignore") for part in parts
    )
    read(raw)


def test_lines_beyond_counting_are_read_each_in_its_encoding() -> None:
    lines = 20_000
    raw = ("口岸，新的措施在\n".encode("gb18030") + "口岸，新的措施在\n".encode()) * (lines // 2)
    assert read(raw).text == "口岸，新的措施在\n" * lines


@pytest.mark.slow
def test_a_line_without_end_costs_time_in_proportion() -> None:
    def seconds(repeats: int) -> float:
        raw = bytearray(NEWS.encode("gb18030") * repeats)
        raw[500::997] = b"\xff" * len(raw[500::997])
        began = time.process_time()
        assert decode(bytes(raw)).rebuild() == raw
        return time.process_time() - began

    seconds(1000)
    assert seconds(80_000) < 12 * seconds(20_000) + 1


@pytest.mark.parametrize("gap", range(60, 160, 4))
def test_two_lost_bytes_in_a_long_line_keep_what_stands_between_them_once(gap: int) -> None:
    far = "口岸通关" * 4000
    raw = f"{far}|{'海' * gap}|{far}".encode().replace(b"|", b"\xff")
    decoding = read(raw)
    assert decoding.rebuild() == raw
    assert decoding.text == f"{far}\ufffd{'海' * gap}\ufffd{far}"
