"""A ratio below nothing is a change where it stands bare; where words name it, it is the level of what they name."""

from __future__ import annotations

import pytest

from kouan import metrics


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("公司净利率为-5%。", ["level"]),
        ("公司ROE为-12%。", ["level"]),
        ("测量误差为-0.5%至0.5%。", ["level"]),
        ("出口同比-3.6%。", ["change"]),
        ("货物吞吐量（亿吨） 2.19 -3.6%", ["change"]),
    ],
)
def test_a_ratio_below_nothing(text: str, kinds: list[str]) -> None:
    assert [one.kind.value for one in metrics(f"2021年3月9日\n\n{text}")] == kinds
