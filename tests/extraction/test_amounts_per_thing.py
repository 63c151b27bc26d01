"""An amount for one unit of time or one person is a rate; a price, a yield, what a household or a match has is a level that says per what."""

from __future__ import annotations

import pytest

from kouan import metrics


@pytest.mark.parametrize(
    ("text", "kind", "per_unit"),
    [
        ("芒果收购价每公斤5.2元。", "level", "公斤"),
        ("公司每股收益0.8元。", "level", "股"),
        ("新房均价每平方米2.1万元。", "level", "平方米"),
        ("柴油售价为7.45元/升。", "level", "升"),
        ("该县户均贷款46万元。", "level", "户"),
        ("小麦平均亩产400公斤。", "level", "亩"),
        ("本赛季场均观众1.7万人。", "level", "场"),
        ("工业电价为0.6元/千瓦时。", "level", "千瓦时"),
        ("公司每10股派发现金红利4.7元。", "level", "10股"),
        ("口岸日均验放旅客3万人次。", "rate", "日"),
        ("全市人均可支配收入3万元。", "rate", "人"),
        ("每千人口床位数为8张。", "rate", "千人"),
        ("补助标准为300元/人。", "rate", "人"),
        ("酒店每晚房价1100元。", "rate", "晚"),
    ],
)
def test_only_what_is_for_a_time_or_a_person_is_a_rate(text: str, kind: str, per_unit: str) -> None:
    *_, one = metrics(f"2025-10-20\n\n{text}")
    assert (one.kind.value, one.per_unit) == (kind, per_unit)
