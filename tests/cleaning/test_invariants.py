"""The invariants of the ledger, over texts and bytes that nobody chose."""

from __future__ import annotations

import numpy as np
from factories import SEEDS, knowledge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.cleaning.pipeline import CleanedBatch, clean_batch
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode

#: What the rules look for, so that arbitrary texts meet them often.
FRAGMENTS = [
    "檢驗(yàn)檢疫局", "(yàn)", "質(zhì)", "羅湖口岸是我國最大的旅檢口岸,日均出入境旅客高達25萬余人次", "\n", "\r\n", "\ufeff", "&nbsp;", "&amp;",
    "&#8220;", "陸??湛诎锻菩兄袊癯鋈刖惩P(guān)排隊", "2018-07-16 09:54:07", "Landbridge平臺", "(來源:法制日報)", "版权声明：本网", "- [常務理事單位] 甲公司",
    "某某平台常务理事单位", "相关链接：", "- 标题一(2011-02-18)", "，", "。", ",", "(", ")", "“", "”", " and ", "著", "随著", " ", "\u3000", "#", "9:50", "https://a.cn/?q=口岸",
    "乾隆", "於", "\\u6e5b\\u6c5f", "%E6%B9%9B%E6%B1%9F", "%u6E5B", "=E6=B9=9B", "&amp;ldquo;", "&#20013", "&#146;", "\\n", "\\/", "本 报 讯 记 者", "通 知",
    "５月２８日", "１，２３４", "...", "......", ".", "……", "衞生署", "老么", "著名", "名著手", "東京で会議が開かれた", "대한민국", "\ufe0f", "\u2066", "\u200c", " or ", "《", "\x1e", "\x00", "\u200b", "\u2028", "\U00020000", "一二三四五六七八九十一二三四五六七八九十，一二三四五六七八九十",
]  # fmt: skip

texts = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.text(max_size=12),
        st.text("的一是在不了有和人这中大为上个国檢驗。，,()\n ", max_size=20),
    ),
    max_size=24,
).map("".join)
encodings = st.sampled_from(["utf-8", "gb18030", "big5hkscs", "utf-16", "utf-16-le"])
raws = st.one_of(
    st.binary(max_size=200),
    st.tuples(texts, encodings).map(lambda pair: pair[0].encode(pair[1], "ignore")),
    st.tuples(texts, st.binary(max_size=6), texts).map(
        lambda parts: (
            parts[0].encode("utf-8", "ignore") + parts[1] + parts[2].encode("gb18030", "ignore")
        )
    ),
)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cleaned(*raw: bytes) -> CleanedBatch:
    return clean_batch([decode(one) for one in raw], knowledge())


def outcome(document: Cleaned) -> tuple[object, ...]:
    passes = [(done.rule, [*done]) for done in document.passes]
    return document.clean, passes, document.removals, document.suspicions, document.refusal


def conserves_every_code_point(document: Cleaned) -> None:
    assert document.ledger.conserved(len(document.clean))
    text = document.decoding.text
    for done in document.passes:
        for edit in done:
            assert edit.before == text[edit.start : edit.end]
        parts, at = [], 0
        for edit in done:
            parts += (text[at : edit.start], edit.after)
            at = edit.end
        text = "".join((*parts, text[at:]))
    assert text == document.clean


def has_monotone_origins(document: Cleaned, raw: bytes) -> None:
    size = len(document.clean)
    starts = np.arange(size)
    first, last = document.ledger.origins(starts, starts + 1)
    assert (first <= last).all()
    assert (np.diff(first) >= 0).all()
    assert size == 0 or (first[0] >= 0 and last[-1] <= len(raw))


@relaxed
@given(st.lists(raws, min_size=1, max_size=4))
def test_raw_bytes_come_back_every_code_point_is_accounted_for_and_origins_are_monotone(
    raw: list[bytes],
) -> None:
    """Up to four documents at once: a batch takes little longer than the longest of them."""
    batch = cleaned(*raw)
    for number, one in enumerate(raw):
        document = batch[number]
        assert document.ledger.rebuild(document.clean) == one
        conserves_every_code_point(document)
        has_monotone_origins(document, one)


@relaxed
@given(raws)
def test_cleaning_clean_text_makes_no_edit(raw: bytes) -> None:
    once = cleaned(raw)[0]
    assert once.residual_edits == 0
    again = clean_batch([decode(once.clean.encode())], knowledge())[0]
    if again.decoding.encoding in ("utf-8", "ascii") and again.decoding.text == once.clean:
        assert [[*done] for done in again.passes] == []
        assert again.clean == once.clean


@relaxed
@given(st.lists(raws, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_neighbours_order_and_batch_size_change_nothing(raw: list[bytes], random: object) -> None:
    alone = {one: outcome(cleaned(one)[0]) for one in raw}
    shuffled = list(raw)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    together = cleaned(*shuffled)
    for number, one in enumerate(shuffled):
        assert outcome(together[number]) == alone[one]


def test_a_piece_is_read_alike_though_another_beside_it_is_known_already() -> None:
    """The hangul tells a codec for the whole document; its own piece is searched in the first copy only."""
    raw = "\U000dac1cª@\r檢驗(yàn)檢疫局檢驗(yàn)檢疫局대한민국".encode()
    alone = outcome(cleaned(raw)[0])
    assert [outcome(one) for one in cleaned(raw, raw)] == [alone, alone]


def test_an_untouched_character_leads_to_its_own_bytes() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        raw = path.read_bytes()
        document = cleaned(raw)[0]
        starts = np.arange(len(document.clean))
        first, last = document.ledger.origins(starts, starts + 1)
        same = sum(
            raw[a:b].decode("utf-8", "replace") == character
            for character, a, b in zip(document.clean, first.tolist(), last.tolist(), strict=True)
        )
        replaced = sum(int((done.edits.after_length > 0).sum()) for done in document.passes)
        assert same >= len(document.clean) - replaced


def test_the_seeds_read_as_they_should() -> None:
    names = sorted(SEEDS.glob("*.txt"))
    batch = cleaned(*(path.read_bytes() for path in names))
    second, third = batch[2], batch[3]
    assert second.clean.count("罗湖口岸是我国最大的旅检口岸") == 1
    assert "(" not in second.clean
    assert "2011-02-18" not in second.clean
    assert "境（园）人员" in third.clean
    assert "版权" not in third.clean
    assert not third.suspicions
    assert "陆海空口岸推行中国公民出入境通关排队不超过30分钟" in third.clean
    assert "区位优势和特色，提出" in batch[4].clean
