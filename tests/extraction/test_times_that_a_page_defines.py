"""Words of time mean what their page says: the days of its week, the rest of its days off, the last day of what begins, the month that its total ends with."""

from __future__ import annotations

import pytest
from factories import article_of, knowledge
from growth import is_linear

from kouan.extraction.metrics import find_metrics
from kouan.extraction.time.calendars import calendar_of
from kouan.extraction.time.periods import read_periods


def values(text: str, published_at: str) -> list[str | None]:
    """The periods of a text, one after the other."""
    calendar = calendar_of(text, published_at)
    return [one.value for one in read_periods(text, knowledge(), calendar) if not one.is_base]


@pytest.mark.parametrize(
    ("text", "published_at", "last"),
    [
        (
            "上周（3月8日至14日）就诊13万人次。他说，上周住院3.5天。",
            "2026-03-17",
            "2026-03-08/2026-03-14",
        ),
        (
            "上周（5月10日—16日）均价4.6元。上星期到货1200吨。",
            "2026-05-20",
            "2026-05-10/2026-05-16",
        ),
        (
            "本周（7月13日至7月19日）油价调涨。上周油单减少。",
            "2026-07-13",
            "2026-07-06/2026-07-12",
        ),
        # an event of seven days says nothing of weeks
        (
            "10月1日至7日举办美食节。上周客流回升。",
            "2026-10-14",
            "2026-10-05/2026-10-11",
        ),
    ],
)
def test_a_week_has_the_days_that_the_page_says(text: str, published_at: str, last: str) -> None:
    assert values(text, published_at)[-1] == last


DAYS = "国庆假期迎客154万人次。"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("假期头三日升2%，后四日跌一成。", ["2026-10-01/2026-10-03", "2026-10-04/2026-10-07"]),
        ("假期首两日合计42万人次。", ["2026-10-01/2026-10-02"]),
        ("假期前五天客满，最后一天回落。", ["2026-10-01/2026-10-05", "2026-10-07"]),
        ("假期最后两天返程。", ["2026-10-06/2026-10-07"]),
        # no days off were divided before
        ("假期过半，后两天有雨。", ["2026-10-01/2026-10-07"]),
        ("他前三天训练，后两天休息。", []),
    ],
)
def test_days_off_are_divided_from_either_end(text: str, told: list[str]) -> None:
    assert values(f"{DAYS}{text}", "2026-10-08")[1:] == told


@pytest.mark.parametrize(
    ("text", "published_at", "told"),
    [
        ("自本周日起至4月底加开门诊18处。", "2026-03-17", "2026-03-22/2026-04-30"),
        ("10月1日起至年底加开26班车。", "2026-09-28", "2026-10-01/2026-12-31"),
        ("展览今日起至9月15日展出。", "2026-06-10", "2026-06-10/2026-09-15"),
        ("从5月10日起到6月底发放消费券。", "2026-05-08", "2026-05-10/2026-06-30"),
        ("11月10日起至明年3月封闭施工。", "2026-11-08", "2026-11-10/2027-03-31"),
        ("今天（2月13日）起到15日降温8度。", "2026-02-13", "2026-02-13/2026-02-15"),
        ("2月27日起至下周日停水。", "2026-02-26", "2026-02-27/2026-03-08"),
        ("12月20日起至1月5日开放。", "2026-12-08", "2026-12-20/2027-01-05"),
    ],
)
def test_what_begins_on_a_day_lasts_to_the_time_behind_it(
    text: str, published_at: str, told: str
) -> None:
    assert values(text, published_at) == [told]


def test_a_total_beside_its_month_is_told_in_passing() -> None:
    """What the next paragraph says without a time is of the month that the page reports on."""
    article, document = article_of(
        "主计总处今天发布4月零售业营业额4021亿元，年增3.7%；累计前4月营业额1兆6200亿元。",
        "百货公司营业额356亿元，年增5.1%；超市营业额231亿元，年减0.8%。",
        published_at="2026-05-25",
    )
    told = {one.surface: one.period for one in find_metrics(article, (), document, knowledge())}
    assert told["1兆6200亿元"] == "2026-01/2026-04"
    assert {told[one] for one in ("4021亿元", "356亿元", "5.1%", "231亿元")} == {"2026-04"}


@pytest.mark.parametrize("piece", ["假期前三天，后两天", "，最后一", "上周（", "假期首"])
def test_they_are_read_in_time_that_grows_with_the_text(piece: str) -> None:
    def read(length: int) -> None:
        text = piece * (length // len(piece))
        list(read_periods(text, knowledge(), calendar_of("", "2026-10-08")))

    assert is_linear(read, 20_000)
