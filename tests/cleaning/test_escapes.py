"""Whole sentences under every escape that pages leave in them come back exactly; what only looks like one stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

import numpy as np
import pytest
from factories import decoding_of, knowledge
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.cleaning.pipeline import RULES, clean_batch
from kouan.cleaning.rule import Rule, tried
from kouan.model.view import BatchView

SENTENCES = [
    "拱北口岸昨天（1月5日）验放旅客25万余人次，同比增长12.8%。",
    "“三互”合作让通关时间缩短了三分之一——企业拍手称快。",
    "中欧班列今年已开行1052列，货值7.97亿美元；回程占四成。",
    "他说：“今年上半年我们来了3次，每次不到7分钟！”",
    "丹尼斯·穆内内表示，APEC会议将于9时50分开幕……",
    "截至12时，共1250名关员赶赴现场，物资40吨。",
]


def signs(write: Callable[[str], str]) -> Callable[[str], str]:
    """Damage of every character that is not ASCII."""
    return lambda text: "".join(sign if sign.isascii() else write(sign) for sign in text)


def octets(form: str, codec: str) -> Callable[[str], str]:
    return signs(lambda sign: "".join(form % octet for octet in sign.encode(codec)))


FAMILIES: dict[str, Callable[[str], str]] = {
    "units of JSON": lambda text: json.dumps(text)[1:-1],
    "units of JSON, all": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text),
    "units of escape()": signs(lambda sign: f"%u{ord(sign):04X}"),
    "UTF-8 in percent": signs(quote),
    "UTF-8 in percent, all": quote,
    "GBK in percent": octets("%%%02X", "gb18030"),
    "UTF-8 in a Python string": octets("\\x%02x", "utf-8"),
    "UTF-8 in quoted-printable": octets("=%02X", "utf-8"),
    "GBK in quoted-printable": octets("=%02X", "gb18030"),
    "decimal references": signs(lambda sign: f"&#{ord(sign)};"),
    "hexadecimal references": signs(lambda sign: f"&#x{ord(sign):x};"),
    "decimal references, unfinished": signs(lambda sign: f"&#{ord(sign)}"),
    "hexadecimal references, unfinished": signs(lambda sign: f"&#x{ord(sign):x}"),
    "references escaped twice": signs(lambda sign: f"&amp;#{ord(sign)};"),
    "references escaped three times": signs(lambda sign: f"&amp;amp;#{ord(sign)};"),
    "names": lambda text: text.replace("“", "&ldquo;").replace("”", "&rdquo;"),
    "names escaped twice": lambda text: text.replace("“", "&amp;ldquo;").replace(
        "”", "&amp;rdquo;"
    ),
    "numbers of Windows-1252": lambda text: text.replace("“", "&#147;").replace("”", "&#148;"),
}
HOSTILE = [
    "\\u4e2d.", "%E4%B8%AD ", "=E4=", "&#20013", "&amp;amp;", "a?&#20013", "中.", "中...", "口岸来了.\n", "中 ",
    "本 报 讯 记 ", "通 知\n", "著，譯", "著作用", "於先生", "位於坦", "國國國國国国。", "東京は國", "中 and 中", "《中 and 中",
    "１，", "\u200c中", "\ufe0f", "a://b?c=%E4%B8%AD&", "C:\\u4e2d",
]  # fmt: skip
MINE = tuple(
    rule
    for rule in RULES
    if rule.name
    in {
        "escape_sequence", "character_reference", "full_stop", "letter_spacing", "wide_letter", "invisible",
        "particle", "script", "stray_word", "spacing",
    }
)  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_a_sentence_comes_back_from_under_its_escapes(family: str) -> None:
    damaged = [FAMILIES[family](sentence) for sentence in SENTENCES]
    batch = clean_batch([decoding_of(text) for text in damaged], knowledge())
    assert list(batch.texts) == SENTENCES


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_clean_sentence_stays(sentence: str) -> None:
    assert clean_batch([decoding_of(sentence)], knowledge())[0].clean == sentence


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.name)
@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_hostile_text_costs_in_proportion_to_its_length(
    rule: Rule, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice the text is read twice at most: counted in characters that the rule asks for, not in time."""
    asked: list[int] = []
    slice_text = BatchView.slice_text

    def counted(view: BatchView, start: int, end: int) -> str:
        text = slice_text(view, start, end)
        asked.append(len(text))
        return text

    monkeypatch.setattr(BatchView, "slice_text", counted)
    work = []
    for size in (2_000, 4_000):
        asked.clear()
        rule(BatchView.of([pattern * (size // len(pattern))], knowledge()))
        work.append(sum(asked))
    assert work[1] <= 2.2 * work[0] + 500


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=6),
            st.sampled_from(
                [
                    *HOSTILE,
                    "\\u6e5b",
                    "%u6E5B",
                    "%E6%B9%9B",
                    "&#8220;",
                    "&nbsp",
                    "\ud7a3",
                    "の",
                    "は",
                    "著",
                    "於",
                ]
            ),
        ),
        max_size=12,
    ).map("".join)
)
def test_no_rule_raises_and_each_is_idempotent(text: str) -> None:
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    for rule in MINE:
        if rule.name in ("escape_sequence", "character_reference"):
            tried(
                rule, text, knowledge()
            )  # what a reference names may be one itself: the rounds see to it
            continue
        once = tried(rule, text, knowledge())
        assert tried(rule, once, knowledge()) == once, rule.name


def test_a_rule_that_finds_nothing_makes_nothing() -> None:
    view = BatchView.of(["口岸通关顺畅，旅客满意。"], knowledge())
    for rule in MINE:
        assert not np.any(rule(view).start), rule.name
