"""What a rule says is of no period, though the sentence before tells one; what is done or planned by it is."""

from __future__ import annotations

import pytest
from factories import article_of

from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather

KNOWLEDGE = gather()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("根据《职工医保办法（试行）》，三级医院起付线为600元，报销比例为90%。", None),
        ("乘警提醒，按照规定，单件行李重量不得超过20公斤。", None),
        ("依照民法典，诉讼时效期间为3年。", None),
        ("按照《职工医保办法》，全市已减免费用300万元。", "2022-01/2022-06"),
        ("按照《工程建设标准》，今年将新建站点30个。", "2022"),
    ],
)
def test_a_rule_is_of_any_time(text: str, period: str | None) -> None:
    article, document = article_of(
        f"上半年，全市接诊旅客5万人次。{text}", published_at="2022-07-01"
    )
    _, *found = find_metrics(article, (), document, KNOWLEDGE)
    assert {one.period for one in found} == {period}
