"""Words for all of the subject, for the way through it and for what was done there name no part of what is counted."""

from __future__ import annotations

import pytest

from kouan import metrics

#: The sentence, and of each figure the parts that it is of.
CASES = [
    (
        "琅岐口岸客流旺盛。前11个月该口岸出入境旅客94.7万人次，其中入境47.1万人次。",
        [(), ("direction=inbound",)],
    ),
    ("湛江港生产良好。去年全港货物吞吐量2.1亿吨。", [()]),
    (
        "福建省外贸回升。去年全省货物进出口总额2000亿元，服务进出口总额300亿元。",
        [(), ("part=服务",)],
    ),
    ("罗湖口岸五一客流旺盛。经罗湖管制站出入境的旅客有103.5万人次。", [()]),
    ("今年以来，阿拉山口海关监管中欧班列2250列。", [("mode=rail",)]),
    # both directions, in the order of Hong Kong and Taiwan
    ("平潭边检站忙碌。该站验放入出境旅客20万人次，入出境货车1.2万辆次。", [(), ()]),
    ("琅岐边检站验放旅客4.82万人次。", [()]),
    # what is not the subject itself narrows as before
    ("机场口岸出入境旅客2.2万人次。", [("part=机场口岸",)]),
]


@pytest.mark.parametrize(("sentence", "parts"), CASES, ids=[case[0][:12] for case in CASES])
def test_only_what_is_a_part_is_told_as_one(sentence: str, parts: list[tuple[str, ...]]) -> None:
    figures = metrics(f"2021年3月2日\n\n{sentence}")
    assert [figure.dimensions for figure in figures] == parts
