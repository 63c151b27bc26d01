"""The year of a text that bears no date: from what is on today, from news, from the day up to which it counts."""

from __future__ import annotations

import pytest

from kouan.extraction.time.calendars import calendar_of

TOLD = {
    "an event called by its year is on today": (
        "2024年全国高考今天（6月7日）开考，今年报名30万人。",
        2024,
    ),
    "without the word for year": ("2023游泳世锦赛昨晚（7月16日）在福冈继续进行。", 2023),
    "figures up to the end of a year, told after it": (
        "今天（6月1日），某地发布简报。截至2022年12月31日，全市共有学校30所。",
        2023,
    ),
    "figures up to the end of a year, told in its last days": (
        "今天（12月30日），某地发布简报。预计截至2022年底，全市共有学校30所。",
        None,
    ),
    "a day up to which the text counts": ("截至2024年5月2日，累计发送旅客20人。", 2024),
    "news of the days before": (
        "某地今天（3月9日）通报。2024年3月5日，一家工厂起火，今年已有3起。",
        2024,
    ),
    "news of the last days of the year before": (
        "某地今天（1月3日）通报。2023年12月31日，一家工厂起火。",
        2024,
    ),
}
DOUBTFUL = {
    "the same day years ago": "今天（9月1日），某地举行仪式。2017年9月1日，这座图书馆开馆。",
    "a day long ago beside the day of today": "某地今天（6月7日）通报。2021年9月7日，卫星发射成功。",
    "a jubilee": "今天（3月20日）是建馆20周年。2003年3月18日，这座图书馆开馆。",
    "the report of a year": "《2022某省生态环境状况公报》今天（5月29日）发布。",
    "a season that begins in the year before": "2022—2023赛季世界杯昨天（11月5日）举行。",
    "a budget": "议会29日批准总额350亿元的2023财年预算案。",
    "a meeting of a month that is over": "在2023年6月召开的座谈会上，与会者提出三点建议。",
    "what is looked forward to": "2025年第九届冬季运动会举办权今天（7月8日）交接。",
    "who won the event of a year": "2008年某市运动会冠军今天（6月7日）在母校开讲，今年招生300人。",
    "the class of a year": "2016级新生今天开学，2021年度人物今天上午在校园作报告。",
    "what holds until a day": "公司今年销售300件，其中新品占三成，其余是去年以来一直在售的老品，由各地门店代销，六月另有出口。这批产品是与外商合作研制的，投放市场以来受到好评，各地经销商纷纷前来订货，厂里的几条生产线开足了马力，工人们三班倒，仍然供不应求。保质期截至2036年5月1日。",
    "a meeting that is proposed": "会议建议大会于2023年3月4日在某市召开。",
}


@pytest.mark.parametrize("case", TOLD)
def test_what_a_text_tells_shows_the_year_it_was_written_in(case: str) -> None:
    text, year = TOLD[case]
    assert calendar_of(text, None).today.year == year


@pytest.mark.parametrize("case", DOUBTFUL)
def test_a_year_that_is_told_of_something_else_is_not_taken_for_the_present_one(case: str) -> None:
    assert calendar_of(DOUBTFUL[case], None).today.year is None
