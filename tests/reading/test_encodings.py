"""Each encoding is recognised at the lengths that occur, what is no Chinese too, and what a page declares is weighed."""

from __future__ import annotations

import sys
from pathlib import Path

import opencc
import pytest
from factories import knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.model.decoding import Decoding
from kouan.reading import opinions
from kouan.reading.charset import Candidate, rank
from kouan.reading.declaration import declared
from kouan.reading.decoding import decode
from kouan.reading.neighbours import euc_tw_reading
from kouan.reading.opinions import reconsidered

NEWS = "海关总署今天发布通知，新的措施在全国口岸施行，货物通关时间缩短了三分之一。"
TRADITIONAL = opencc.OpenCC("s2t").convert(NEWS)
JAPANESE = (
    "東京都は、新しい検疫の措置について発表した。これにより、空港での手続きが簡単になるという。"
)
KOREAN = (
    "대한민국 정부는 오늘 새로운 검역 조치를 발표하였다. 이 조치는 다음 달부터 시행된다고 한다."
)
FRENCH = (
    "Le ministère a annoncé que les contrôles à la frontière seront renforcés dès l’été prochain."
)


def read(raw: bytes) -> Decoding:
    decoding = decode(raw, knowledge())
    assert decoding.rebuild() == raw
    return decoding


@pytest.mark.parametrize(
    "codec",
    ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "hz"],
)
def test_twelve_characters_are_enough_anywhere_in_a_text(codec: str) -> None:
    text = TRADITIONAL if codec == "big5hkscs" else NEWS
    for start in range(len(text) - 12):
        window = text[start : start + 12]
        decoding = read(window.encode(codec))
        assert (decoding.text, decoding.encoding, decoding.refusal) == (window, codec, None)


@pytest.mark.parametrize(
    ("text", "codec"),
    [(JAPANESE, "euc_jp"), (JAPANESE, "cp932"), (KOREAN, "cp949"), (FRENCH, "cp1252")],
)
def test_pages_in_other_languages_are_read_by_their_own_codec(text: str, codec: str) -> None:
    decoding = read(text.encode(codec))
    assert (decoding.text, decoding.encoding, decoding.refusal) == (text, codec, None)


def test_shift_jis_characters_that_stand_twice_keep_their_bytes() -> None:
    raw = JAPANESE.encode("cp932") + b"\n\xfa\x4a\xfa\x54" + JAPANESE.encode("cp932")
    assert "Ⅰ" in read(raw).text


def test_chinese_is_not_taken_for_its_neighbours() -> None:
    """冠病毒感 in GB 2312 is Hangul in EUC-KR, 鬥爭 in Big5 is too."""
    for text, codec in (
        ("冠病毒感", "gb18030"),
        ("、红旗飘飘、彩", "gb18030"),
        ("鬥爭的鐵軍標", "big5hkscs"),
    ):
        assert read(text.encode(codec)).text == text


def euc_tw(text: str) -> bytes:
    """A text as EUC-TW, by the order that CNS 11643 shares with Big5."""
    from kouan.reading.neighbours import _plane_one

    table = {character: place for place, character in _plane_one().items()}
    return b"".join(table[character] for character in text)


def test_euc_tw_is_named_and_refused_from_a_dozen_characters_on() -> None:
    text = TRADITIONAL.replace("，", "")
    for start in range(len(text) - 12):
        raw = euc_tw(text[start : start + 12])
        decoding = read(raw)
        assert (decoding.encoding, decoding.refusal) == ("euc-tw", "unsupported_encoding")
        assert euc_tw_reading(raw) == text[start : start + 12]


def test_simplified_text_has_the_shape_of_euc_tw_and_is_read() -> None:
    assert euc_tw_reading(NEWS.encode("gb2312")) is not None
    assert read(NEWS.encode("gb2312")).encoding == "gb18030"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("联通", "gb18030"),  # C1AA CDA8: UTF-8 to a lax reader
        ("鞏固和發展", "gb18030"),  # strict UTF-8: 얹̺Ͱlչ
        ("多层次多", "utf-16-le"),  # ASCII and controls
        ("Bush hid the facts", "utf-8"),  # Chinese characters to a reader of UTF-16
        ("N-QqN-Y.", "utf-8"),
    ],
)
def test_bytes_that_two_strict_readers_accept_go_to_the_likelier_one(text: str, codec: str) -> None:
    assert read(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("page", "codec"),
    [
        (b'<meta charset="gb2312">', "gb18030"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=Big5'>", "big5hkscs"),
        (b'<?xml version="1.0" encoding="GBK"?>', "gb18030"),
        (b'@charset "shift_jis";', "cp932"),
        (b'<!-- <meta charset="gbk"> --><meta charset=utf-8>', "utf-8"),
        (b'<meta name="description" content="charset=big5">', None),
        (b'<script charset="gbk" src="a.js"></script>', None),
        (b"<p>the page says charset=gbk</p>", None),
        (b"<meta charset=windows-1251>", None),
        (b"<!-- <meta charset=gbk>", None),
    ],
)
def test_a_page_declares_in_its_own_tags_only(page: bytes, codec: str | None) -> None:
    assert declared(page) == codec


def test_a_declaration_decides_what_the_bytes_leave_open_and_no_more() -> None:
    for codec, text in (("gb2312", "戳"), ("big5", "期")):
        page = b'<meta charset="%b">' % codec.encode()
        assert read(page + b"\xb4\xc1").text[-1] == text
        wrong = b"<meta charset=gb2312>" if codec == "big5" else b"<meta charset=big5>"
        news = TRADITIONAL if codec == "big5" else NEWS
        assert read(wrong + news.encode(codec)).text.endswith(news)


def test_every_document_that_was_weighed_says_what_came_next() -> None:
    for text, codec, runner_up in (
        (NEWS, "gb18030", "big5hkscs"),
        (TRADITIONAL, "big5hkscs", "gb18030"),
        (NEWS, "utf-16-le", "utf-16-be"),
    ):
        decoding = read(text.encode(codec))
        assert decoding.margin > 0.3
        assert decoding.runner_up == runner_up
    assert (read(NEWS.encode()).runner_up, read(NEWS.encode()).margin) == (None, 0.0)


def test_the_model_is_asked_where_two_readings_are_close() -> None:
    raw = "約3300".encode("gb18030")
    ranked = rank(raw)
    assert ranked[0].codec == "big5hkscs"
    assert reconsidered(ranked, raw, knowledge())[0].codec == "gb18030"


def test_detectors_are_heard_where_the_model_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def detector(raw: bytes) -> str:
        asked.append(raw)
        return "big5hkscs"

    monkeypatch.setattr(opinions, "DETECTORS", ((detector, 0.95),))
    close = [Candidate("gb18030", "期", -8.0), Candidate("big5hkscs", "戳", -8.5)]
    assert reconsidered(close, b"\xb4\xc1", None)[0].codec == "big5hkscs"
    clear = [Candidate("gb18030", "期", -8.0), Candidate("big5hkscs", "戳", -12.5)]
    assert reconsidered(clear, b"\xb4\xc1", None) == clear
    assert len(asked) == 1


def test_the_detectors_are_known_by_their_own_names() -> None:
    raw = NEWS.encode("gb18030")
    assert next(ask(raw) for ask, _ in opinions.DETECTORS) == "gb18030"
    assert opinions._canonical("GB2312") == opinions._canonical("cp936") == "gb18030"
    assert opinions._canonical("UTF_16_LE") == "utf-16-le"
    assert opinions._canonical(None) is None


def test_a_document_of_some_length_asks_no_detector() -> None:
    import subprocess

    program = (
        "import sys; from kouan.reading.decoding import decode;"
        f"decode({NEWS.encode('gb18030')!r}); decode({TRADITIONAL.encode('big5')!r}); decode(b'caf\\xe9 cr\\xe8me');"
        "print('chardet' in sys.modules, 'charset_normalizer' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.split() == ["False", "False"]


@given(st.binary(max_size=80))
@settings(max_examples=200, deadline=None)
def test_candidates_are_ranked_whatever_the_bytes(raw: bytes) -> None:
    ranked = rank(raw)
    assert ranked
    assert [one.weight for one in ranked] == sorted((one.weight for one in ranked), reverse=True)
    assert len({one.codec for one in ranked}) == len(ranked)
