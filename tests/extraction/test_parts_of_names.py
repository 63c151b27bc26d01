"""The words of a part that a body's name begins or ends with stay part of what is counted."""

from __future__ import annotations

import pytest

from kouan import metrics


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("工商银行全行业贷款余额300亿元。", "part=全行业"),
        ("国际货运有限公司国际货运量300万吨。", "part=国际"),
    ],
)
def test_the_part_is_whole(text: str, part: str) -> None:
    (figure,) = metrics(f"2021年3月9日\n\n{text}")
    assert part in figure.dimensions
