"""Growth, shares and ranks that say no time have that of what was told before them; amounts do only beside them."""

from __future__ import annotations

import pytest
from factories import article_of

from kouan.extraction.metrics import find_metrics
from kouan.extraction.time.continued import Said, continued
from kouan.extraction.time.dated import CARRIED, Dated
from kouan.gathering import gather
from kouan.model.facts import MetricKind

KNOWLEDGE = gather()
TOLD = "5月，徐州东站发送旅客120万人次。"


def periods_of(*paragraphs: str, published_at: str | None = "2022-06-10") -> dict[str, str | None]:
    """The period of each figure."""
    article, document = article_of(*paragraphs, published_at=published_at)
    return {one.surface: one.period for one in find_metrics(article, (), document, KNOWLEDGE)}


@pytest.mark.parametrize(
    ("paragraph", "figure"),
    [
        ("学生旅客占三成。", "三成"),
        ("换乘旅客的比例为18%，提高2个百分点。", "2个百分点"),
        ("客流量在淮海地区各站中居第二位。", "第二位"),
        ("餐饮收入900万元，增长6%。", "6%"),
        ("餐饮收入900万元，增长6%。", "900万元"),
    ],
)
def test_what_is_said_of_amounts_goes_on_in_a_new_paragraph(paragraph: str, figure: str) -> None:
    assert periods_of(TOLD, paragraph)[figure] == "2022-05"


@pytest.mark.parametrize(
    ("paragraph", "figure"),
    [
        ("车站有站台15座。", "15座"),
        ("站长陈立说，学生旅客占三成。", "三成"),
        ("“学生旅客占三成。”", "三成"),
        ("运力预计增长6%。", "6%"),
        ("新系统可达99%的准确率，节省人力20%。", "20%"),
        ("候车时间一直缩短20%。", "20%"),
        ("沪指收报3200点，上涨0.8%。", "0.8%"),
        ("用药三周后复发的占20%。", "20%"),
    ],
)
def test_what_is_of_another_time_or_of_any_stays_without_one(paragraph: str, figure: str) -> None:
    assert periods_of(TOLD, paragraph)[figure] is None


def test_a_state_at_a_day_goes_on_and_what_is_so_since_long_does_not() -> None:
    told = periods_of("截至5月31日，贷款余额30亿元。", "涉农贷款占四成。")
    assert told["四成"] == "2022-05-31"
    assert periods_of("2015年以来，园区引进企业300家。", "外资企业占四成。")["四成"] is None


def test_what_was_long_ago_or_is_to_come_does_not_go_on() -> None:
    assert periods_of("1997年，全乡粮食产量3万吨。", "山区占四成。")["四成"] is None
    assert periods_of("2024年，大桥将通车，全长20公里。", "桥梁占四成。")["四成"] is None
    assert periods_of("2021年，全乡粮食产量3万吨。", "山区占四成。")["四成"] == "2021"


def test_nothing_goes_on_in_a_page_without_a_date() -> None:
    share = periods_of("2021年，全乡粮食产量3万吨。", "山区占四成。", published_at=None)["四成"]
    assert share is None


def test_it_goes_on_for_three_paragraphs() -> None:
    between = ["大厅里有人问路。"] * 2
    assert periods_of(TOLD, *between, "学生旅客占三成。")["三成"] == "2022-05"
    assert periods_of(TOLD, *between, "大厅里有人问路。", "学生旅客占三成。")["三成"] is None


def _share_behind(*told: Dated) -> Dated:
    """The period of a share in the paragraph behind amounts that were told so."""
    amounts = [Said(0, [MetricKind.LEVEL], [one], is_elsewhen=False) for one in told]
    share = Said(1, [MetricKind.SHARE], [Dated(None, CARRIED)], is_elsewhen=False)
    return list(continued([*amounts, share], lambda _: True))[-1][0]


def test_it_is_less_sure_than_what_is_carried_by_words() -> None:
    share = _share_behind(Dated("2022-05", 0.9, "stated", "single"))
    assert share == ("2022-05", 0.5, "carried", "single", False)


def test_a_time_that_cannot_be_told_ends_what_went_on() -> None:
    share = _share_behind(Dated("2022-05", 0.9, "stated", "single"), Dated(None, 0.9))
    assert share.value is None
