"""A unit is named in front of who works in it though its body is not; what a company is to somebody is no part of its name."""

from __future__ import annotations

import pytest
from factories import surfaces
from growth import is_linear

from kouan.model.facts import EntityType


def bodies(text: str) -> set[str]:
    """The surfaces of the organizations that a sentence names."""
    return surfaces(text, EntityType.ORGANIZATION)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("心血管内科主治医师林岳带出4名医生。", {"心血管内科"}),
        ("重症医学科护士长柳叶说，床位够用。", {"重症医学科"}),
        ("招生办公室主任于淼透露，分数提高。", {"招生办公室"}),
        ("学生工作部副部长白昕介绍，新生更多。", {"学生工作部"}),
        ("水产股股长苗壮说，亩产提高。", {"水产股"}),
        ("今年，文学院、船舶工程学院、法学院三个学院扩招。", {"文学院", "船舶工程学院", "法学院"}),
        ("因承包商瑞晟营造股份有限公司停摆，工程落后。", {"瑞晟营造股份有限公司"}),
        ("今年，湖南工商大学扩招。", {"湖南工商大学"}),
        ("琼州海峡交管中心发布指令。", {"琼州海峡交管中心"}),
        ("今年，胸痛中心接诊214例；卒中中心完成29例。", {"胸痛中心", "卒中中心"}),
        ("仙游县总医院接诊214例。去年，总医院的药占比下降。", {"仙游县总医院", "总医院"}),
        ("柳州职业技术大学螺蛳湾校区扩建。", {"柳州职业技术大学"}),
    ],
)
def test_units_and_houses_are_named(text: str, names: set[str]) -> None:
    assert bodies(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "办公室主任沈岳鸣说，房子漏水。",
        "来听课的有党校、行政学院、会计学院等单位。",
        "该科主任说，病人不多。",
        "全市建成胸痛中心和卒中中心12个，胸痛中心建设加快。",
    ],
)
def test_what_any_body_has_is_no_name(text: str) -> None:
    assert bodies(text) == set()


@pytest.mark.parametrize("unit", ["学学院、", "招生办，", "心血管心血管", "。水产股股"])
def test_units_are_sought_in_time_that_grows_with_the_text(unit: str) -> None:
    assert is_linear(lambda length: bodies(unit * (length // len(unit))), 12_000)
