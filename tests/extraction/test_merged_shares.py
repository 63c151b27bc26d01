"""A share that several have together is of their whole and named by all of them; one told 分别 is that of its own name."""

from __future__ import annotations

import pytest
from growth import is_search_linear

from kouan import metrics
from kouan.extraction.figures import merged_shares


def last(text: str) -> tuple[str | None, str | None]:
    *_, one = metrics(f"2025-10-20\n\n{text}")
    return one.subject, one.indicator


@pytest.mark.parametrize(
    ("text", "subject", "indicator"),
    [
        ("全国游客30万人次，其中广东省和浙江省合计占50%。", "中国", "广东省和浙江省合计"),
        (
            "湖北省门诊300万人次，其中武汉市与宜昌市加起来占六成。",
            "湖北省",
            "武汉市与宜昌市加起来",
        ),
        ("全市企业300家，其中青山镇、白水镇合计占50%。", None, "青山镇、白水镇合计"),
        (
            "全市企业300家，青山镇、白水镇、黑石镇三地共占八成。",
            None,
            "青山镇、白水镇、黑石镇三地共",
        ),
        ("全市企业300家，其中青山镇、白水镇分别占30%和20%。", "白水镇", None),
        ("全市企业300家，其中青山镇占30%。", "青山镇", None),
    ],
)
def test_a_share_of_several_is_of_their_whole(
    text: str, subject: str | None, indicator: str | None
) -> None:
    assert last(text) == (subject, indicator)


@pytest.mark.parametrize("piece", ["甲镇、", "甲和乙共", "其中甲以及"])
def test_a_search_for_several_takes_time_in_proportion(piece: str) -> None:
    assert is_search_linear(merged_shares._MERGED, piece)
