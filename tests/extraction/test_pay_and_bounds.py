"""Pay and rents are so much a month or an hour; 三分之一强 is more than a third, and what is 高出 is so much higher, not more."""

from __future__ import annotations

import pytest

from kouan.api import metrics
from kouan.model.facts import Bound, MetricKind


@pytest.mark.parametrize(
    ("text", "per_unit"),
    [
        ("本科毕业生平均月薪6980元。", "月"),
        ("职校毕业生起薪平均5380元。", "月"),
        ("外卖骑手日薪可达300元。", "日"),
        ("最低时薪调高到196元。", "小时"),
        ("企业给博士开出的年薪在30万元以上。", "年"),
        ("100万元房贷的月供减少到4200元。", "月"),
        ("车位月租300元。", "月"),
    ],
)
def test_pay_and_rents_are_rates(text: str, per_unit: str) -> None:
    found = metrics(text)[-1]
    assert (found.kind, found.per_unit) == (MetricKind.RATE, per_unit)


@pytest.mark.parametrize(
    ("text", "surface", "bound"),
    [
        ("研发费用扣除占三分之一强。", "三分之一强", Bound.OVER),
        ("城镇市场占四成强，乡村市场占两成。", "四成强", Bound.OVER),
        ("本地客占六成弱。", "六成弱", Bound.UNDER),
        ("收入增长三成，强于预期。", "三成", Bound.EXACT),
        ("全省三成强降雨出现在夜间。", "三成", Bound.EXACT),
        ("增速比全行贷款高出3.1个百分点。", "3.1个百分点", Bound.EXACT),
        ("录取最低分比去年高出14分。", "14分", Bound.EXACT),
        ("油价比上月高出约0.2元。", "约0.2元", Bound.ABOUT),
        ("参会人数比上届高出2000人以上。", "2000人以上", Bound.AT_LEAST),
    ],
)
def test_a_bound_is_what_the_words_say(text: str, surface: str, bound: Bound) -> None:
    found = metrics(text)[0]
    assert (found.surface, found.bound) == (surface, bound)
