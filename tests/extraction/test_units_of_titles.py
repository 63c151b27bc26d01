"""A title that ends with a unit in brackets says the unit of its table, as 单位：亿元 does; travellers are counted in 人次 too."""

import pytest

from kouan import metrics

TABLE = (
    "<table><caption>{title}</caption><tr><th>地区</th><th>一季度</th><th>增速</th></tr>"
    "<tr><td>东滩县</td><td>210.5</td><td>4.7</td></tr><tr><td>西滩县</td><td>80.1</td><td>1.6</td></tr></table>"
)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("2023年各县地区生产总值（亿元）", [("210.5", "元"), ("80.1", "元")]),
        ("2023年各县旅客（万人次）", [("210.5", "人次"), ("80.1", "人次")]),
        ("2023年各县出入境人员(万人次)", [("210.5", "人次"), ("80.1", "人次")]),
        (
            "2023年各县地区生产总值（亿元、%）",
            [("210.5", "元"), ("4.7", "%"), ("80.1", "元"), ("1.6", "%")],
        ),
        ("2023年各县地区生产总值增速（%）", [("4.7", "%"), ("1.6", "%")]),
        ("2023年各县社会消费品零售总额(单位:亿元)", [("210.5", "元"), ("80.1", "元")]),
        ("2023年各县地区生产总值（前十）", []),
        ("2023年各县地区生产总值（2024年2月）", []),
    ],
)
def test_a_title_says_the_unit_of_its_table(title: str, read: list[tuple[str, str]]) -> None:
    found = metrics(TABLE.format(title=title))
    assert [(one.surface, one.unit) for one in found] == read


def test_a_row_with_a_unit_of_its_own_keeps_it() -> None:
    table = (
        TABLE.format(title="2023年主要指标（亿元）")
        .replace("增速", "上半年")
        .replace("地区<", "指标<")
    )
    table = table.replace("东滩县", "地区生产总值").replace("西滩县", "进出口总额（亿美元）")
    assert [one.unit for one in metrics(table)] == ["元", "元", "美元", "美元"]
