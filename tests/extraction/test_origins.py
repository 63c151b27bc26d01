"""Where some of those who were counted come from is a part of the count, and not whom it is about."""

from __future__ import annotations

import pytest

from kouan import metrics

#: The text, and the subject of each figure with the words for what it counts.
CASES = [
    (
        "琅岐口岸出入境旅客4.82万人次。其中，台湾居民1.37万人次；外国人3200人次。",
        ["琅岐口岸 出入境旅客", "琅岐口岸 台湾居民", "琅岐口岸 外国人"],
    ),
    (
        "满洲里口岸出入境旅客4.8万人次，其中俄罗斯游客3000人次，增长5%。",
        ["满洲里口岸 出入境旅客", "满洲里口岸 俄罗斯游客", "满洲里口岸 俄罗斯游客增长"],
    ),
    (
        "福建省旅游接待3000万人次，其中台湾居民约30万人次，港澳同胞20万人次。",
        ["福建省 旅游接待", "福建省 台湾居民", "福建省 港澳同胞"],
    ),
    (
        "湛江口岸旅客5万人次，其中香港居民占三成。",
        ["湛江口岸 旅客", "湛江口岸 香港居民"],
    ),
    # what people have is told of where they live, and so are people who are no part
    ("江苏省居民收入5万元，其中，南京市居民收入7万元。", ["江苏省 居民收入", "南京市 居民收入"]),
    ("台湾居民消费价格指数上涨2%。", ["台湾 居民消费价格指数上涨"]),
]


@pytest.mark.parametrize(("text", "told"), CASES, ids=[case[0][:12] for case in CASES])
def test_an_origin_is_no_subject(text: str, told: list[str]) -> None:
    figures = metrics(f"2021年3月2日\n\n{text}")
    assert [f"{figure.subject} {figure.indicator}" for figure in figures] == told
