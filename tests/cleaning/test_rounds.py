"""Who is shown a document again: a rule that is spared would have found nothing."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from factories import knowledge
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kouan.cleaning.pipeline import clean_batch
from kouan.cleaning.rounds import Rounds
from kouan.model.ledger import Pass
from kouan.model.processed import Cleaned
from kouan.reading.decoding import decode

LINES = [
    "标题", "正文在此，口岸通关。", "", "　", "2018-07-16 09:54:07", "发布时间：2018年7月16日 来源：新华网", "某某在线", "(來源:法制日報)", "版权声明：本网",
    "某某平台常务理事单位", "- [理事单位] 甲公司", "[会员单位] 乙", "[会员单位] 丙公司", "[会员单位]", "- 标题一(2011-02-18)", "- 標題二(2011-02-17)", "相关 2011-02-16", "标题三 2011-02-15",
    "相关链接：", "羅湖口岸是我國最大的旅檢口岸,日均出入境旅客高達25萬余人次", "罗湖口岸是我国最大的旅检口岸，日均出入境旅客高达25万余人次", "檢驗(yàn)檢疫局質(zhì)量(liàng)", "旅(lv)客",
    "該站主動服務國家。該站立足口岸", "“一帶一路”倡議,着力打造。", "区位优势 and 特色", "於", "隨著", "乾", "(", "),“", "&nbsp;", "&am", "p;", "\r", "\u200d", "\u3000", " ",
    "首页", "新闻", "体育", "发表评论", "关于我们", "1楼 海边人 发表于 10:00", "2楼 北方的狼 回复", "沙发", "楼主 发表于 2012-01-02 10:00",
    "１，２３４人次", "１２(yī)３", "通 告", "口岸.", "驗(yàn).", "優勢 and 特色", "發展\u200c", "李锟拷", "&#22269",
    "陸??湛诎锻菩兄袊癯鋈刖惩P(guān)排隊", "第一段寫到這裏，國家\n\n“一帶”戰略，打造檢查站。", "随着,口岸;", "\ufeff", "湖(hú)\u200d湖",
]  # fmt: skip

pages = st.lists(
    st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n", "\n", "\n\n", ""])), max_size=30
).map(lambda parts: "".join(line + end for line, end in parts))


BODY = "正文在此，口岸通关。\n" + "".join(
    f"第{number}段，讲的是通关。\n" for number in "二三四五六七"
)
#: A line that goes brings others together, or nearer to the rim of the page.
REVEALING = [
    "标题\n版权声明：本网\n" + BODY + "2018-07-16 09:54:07\n" + BODY,
    "标题\n正文。\n- 标题一(2011-02-18)\n(来源:法制日报)\n- 标题二(2011-02-17)",
    "标题\n正文。\n[会员] 甲公司\n[会员] 乙公司\n(来源:法制日报)\n[会员] 丙公司",
    "昨天过关的见闻\n昨天去了一趟拱北口岸，人真多，排了两个小时才过关。\n9楼 如有侵权请联系删除\n"
    "1楼 甲 发表于 2012-01-02\n真多。\n2楼 乙 回复\n真多。",
    "标题\n" + "版权声明：本网\n" * 9 + "某某省统计局\u30002018-07-16 10:05\u3000【打印】\n" + BODY,
]


def outcome(document: Cleaned) -> tuple[object, ...]:
    passes = [(done.rule, [*done]) for done in document.passes]
    return document.clean, passes, document.suspicions, document.residual_edits


def wake_all(rounds: Rounds, done: Pass) -> None:
    rounds._waiting |= done.edit_count > 0


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(REVEALING)
@given(st.lists(pages, min_size=1, max_size=6))
def test_a_rule_that_is_spared_would_have_found_nothing(texts: list[str]) -> None:
    assert_none_is_spared_in_vain(texts)


@pytest.mark.parametrize("text", REVEALING)
def test_a_line_that_goes_wakes_the_rules_that_watch_for_it(text: str) -> None:
    assert_none_is_spared_in_vain([text])


def assert_none_is_spared_in_vain(texts: list[str]) -> None:
    decodings = [decode(text.encode()) for text in texts]
    spared = clean_batch(decodings, knowledge())
    with patch.object(Rounds, "_wake", wake_all):
        shown = clean_batch(decodings, knowledge())
    assert [outcome(one) for one in spared] == [outcome(one) for one in shown]


#: What a search looks at: some of it is repaired, some doubted, most of it is found to be in order.
ODD = ["ÖÐ¹úº£¹Ø×ÜÊð", "口岸 涓\ue15f浗 口岸", "BeyoncÃ©", "김종국 한세대학교", "\ue5e5\ue5e5一、口岸", "邛崃新城", "РОССИЯ", "ä¸\xadå›½?", "口岸\ufffd\ufffd\ufffd", "&nbsp;"]  # fmt: skip
odd_pages = st.lists(st.sampled_from(ODD + LINES[:12]), max_size=12).map("\n".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(odd_pages, min_size=1, max_size=3))
def test_what_is_settled_would_be_found_in_vain_again(texts: list[str]) -> None:
    decodings = [decode(text.encode()) for text in texts]
    remembered = clean_batch(decodings, knowledge())
    with patch("kouan.cleaning.mojibake.settled.settle", lambda *_: None):
        searched = clean_batch(decodings, knowledge())
    assert [outcome(one) for one in remembered] == [outcome(one) for one in searched]


def test_a_paragraph_of_any_number_of_lines_is_joined_in_one_round() -> None:
    lines = [
        f"编号为{number}的旅客欢迎这些便民措施，以前排队过关要半个多小时，现在用不了几分钟就能过关，一年到头往来于口岸"
        for number in range(100, 140)
    ]
    text = "标题\n" + "\n".join(lines) + "\n他说，家人也愿意来了。"
    document = clean_batch([decode(text.encode())], knowledge())[0]
    assert document.clean == "标题\n" + "".join(lines) + "他说，家人也愿意来了。"
    assert document.residual_edits == 0
    assert len(document.passes) == 1
