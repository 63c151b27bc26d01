"""What two texts share, and whether they state the same figures."""

import pytest
from comparison.stories import edited, story
from hypothesis import given
from hypothesis import strategies as st

from kouan.comparison.verification import LONGEST, Kind, Resemblance, Verifier, difference

REPORT = (
    "据海关统计，今年前五个月口岸客流达25万人次，同比增长5%，其中外国人3万人次。\n"
    "口岸将继续优化通关流程，增开查验通道，方便旅客往来，确保口岸安全畅通。\n"
    "边检机关提醒旅客提前了解口岸开放时间，合理安排行程，错峰出行。"
)


def between(one: str, other: str) -> Resemblance | None:
    return Verifier({0: one, 1: other}).resemblance(0, 1)


@pytest.mark.parametrize(
    ("copy", "named"),
    [
        (REPORT.replace("25万", "26万"), "26万 for 25万"),
        (REPORT.replace("25万人次", "26万吨"), "26万吨 for 25万人次"),
        (REPORT.replace("5%", "5.5%"), "5.5% for 5%"),
        (REPORT.replace("增长5%", "下降5%"), "下降 for 增长"),
        (REPORT.replace("前五个月", "前六个月"), "六 for 五"),
        (REPORT.replace("25万", "-25万"), "-25万 for 25万"),
    ],
)
def test_a_report_with_another_figure_is_similar_and_no_copy(copy: str, named: str) -> None:
    found = between(copy, REPORT)
    assert found is not None
    assert found.kind is Kind.SIMILAR
    assert not found.is_copy
    assert difference(copy, REPORT) == f"figures: {named}"


@pytest.mark.parametrize(
    "copy",
    [
        REPORT.replace("五个月", "5个月"),
        REPORT.replace("25万", "250,000"),
        REPORT.replace("5%", "百分之五"),
        REPORT.replace("，其中外国人3万人次", ""),
        REPORT.replace("，同比增长5%", "，增势良好"),
        "本报7月3日讯（记者张三）" + REPORT,
        REPORT + "\n责任编辑：李四，联系电话02012345678",
        REPORT.replace("，", "、").replace("\n", ""),
    ],
)
def test_a_figure_written_otherwise_or_left_out_makes_no_other_report(copy: str) -> None:
    found = between(copy, REPORT)
    assert found is not None
    assert found.kind is Kind.NEAR


def test_two_reports_of_one_form_with_other_names_are_similar() -> None:
    form = "部长{name}今天下午在京会见来访的客人。{name}说，双方合作前景广阔。会见结束后，{name}出席了签字仪式。有关部门负责人参加了上述活动，并交换意见。"
    found = between(form.format(name="王小明"), form.format(name="欧阳修远"))
    assert found is None or found.kind is Kind.SIMILAR


def test_a_story_printed_in_a_longer_page_is_inside_and_comes_first() -> None:
    page = "\n".join([story(1), story(2), story(3)])
    (found,) = Verifier({0: page, 1: story(2)}).resemblances([(0, 1)])
    assert found[:2] == (1, 0)
    assert found[2].kind is Kind.INSIDE
    assert found[2].contained > 0.95


def test_strangers_are_not_alike() -> None:
    assert between(story(1), story(2)) is None


@given(st.integers(0, 50), st.integers(0, 50), st.floats(0, 0.2))
def test_resemblance_is_the_same_both_ways(one: int, other: int, share: float) -> None:
    first, second = story(one), edited(story(other % 3 + one), share, other)
    assert between(first, second) == between(second, first)


MIXED = st.text(alphabet="口岸增长下降一二十万2５5.,，%％- 年月\n\U000f0001a", max_size=60)


@given(MIXED, MIXED)
def test_figures_differ_the_same_both_ways(one: str, other: str) -> None:
    verifier = Verifier({0: one, 1: other})
    assert verifier.figures_differ(0, 1) == verifier.figures_differ(1, 0)
    assert not verifier.figures_differ(0, 0)


def test_a_text_does_not_differ_from_itself() -> None:
    assert difference(REPORT, REPORT) is None


def test_long_texts_are_judged_without_an_alignment() -> None:
    long = story(1, 1500)
    assert len(long) > LONGEST
    copy = between(long.replace("口岸", "港口", 1), long)
    assert copy is not None
    assert copy.kind is Kind.NEAR
    other = between(long.replace("万人次", "亿人次", 1), long)
    assert other is not None
    assert other.kind is Kind.SIMILAR
    assert difference("甲" + long, long) == "only in the copy: 甲"
