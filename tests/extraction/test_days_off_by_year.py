"""How long a holiday was depends on the year: 五一 had seven days, then three, four, five."""

from __future__ import annotations

import pytest

from kouan import metrics

#: The year, and the days off of 五一 in it, after the notices of the State Council.
MAYS = [
    (2006, "2006-05-01/2006-05-07"),
    (2010, "2010-05-01/2010-05-03"),
    (2013, "2013-04-29/2013-05-01"),
    (2014, "2014-05-01/2014-05-03"),
    (2016, "2016-04-30/2016-05-02"),
    (2017, "2017-04-29/2017-05-01"),
    (2018, "2018-04-29/2018-05-01"),
    (2019, "2019-05-01/2019-05-04"),
    (2020, "2020-05-01/2020-05-05"),
    (2021, "2021-05-01/2021-05-05"),
    (2022, "2022-04-30/2022-05-04"),
    (2023, "2023-04-29/2023-05-03"),
    (2024, "2024-05-01/2024-05-05"),
]


@pytest.mark.parametrize(("year", "days"), MAYS)
@pytest.mark.parametrize(
    "named",
    [
        "五一假期",
        "“五一”小长假期间",
        "五一劳动节长假期间",
        "劳动节假期",
        "五一国际劳动节四日长假期间",
    ],
)
def test_the_days_off_of_may_are_those_of_the_year(year: int, days: str, named: str) -> None:
    (figure,) = metrics(f"{year}年5月8日\n\n{named}，罗湖口岸出入境旅客10万人次。")
    assert figure.period == days


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2007, "2007-02-18/2007-02-24"),
        (2008, "2008-02-06/2008-02-12"),
        (2019, "2019-02-04/2019-02-10"),
    ],
)
def test_the_week_of_spring_has_its_eve_since_2008(year: int, days: str) -> None:
    (figure,) = metrics(f"{year}年2月28日\n\n春节黄金周，罗湖口岸出入境旅客10万人次。")
    assert figure.period == days


@pytest.mark.parametrize("named", ["台湾劳动节连假", "劳动节约用水活动期间", "劳动节能减排期间"])
def test_days_off_elsewhere_and_saved_labour_are_none_of_them(named: str) -> None:
    figures = metrics(f"2022年5月8日\n\n{named}，罗湖口岸出入境旅客10万人次。")
    assert [figure.period for figure in figures] == [None]
