"""A word for a deed, a house or an event inside another word says nothing of it."""

from __future__ import annotations

import pytest

from kouan import entities, metrics


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("全市有出版社580家", "stock"),
        ("舰队有驱逐舰30艘", "stock"),
        ("沿线有救助站150座", "stock"),
        ("报社有采访车3辆", "stock"),
        ("全市设报名点30个", "stock"),
        ("当年新建救助站3座", "flow"),
        ("今年建设基地30个", "flow"),
        ("出版图书30部", "flow"),
        ("形成指标体系300项", "stock"),
        ("深证成指报10600点", "index"),
    ],
)
def test_what_is_called_after_a_deed_is_there_and_what_is_made_was_done(
    text: str, measure: str
) -> None:
    (figure,) = metrics(f"{text}。")
    assert figure.measure == measure


@pytest.mark.parametrize("row", ["培训班3期、300人次", "立案30件、50人", "道路3条、30公里"])
def test_a_row_of_different_things_is_not_shared_out_among_years(row: str) -> None:
    figures = metrics(f"2018年至2019年，该校共有{row}。")
    assert {one.period for one in figures} == {"2018/2019"}


def test_a_row_of_the_same_thing_is() -> None:
    text = "2026年至2028年，公司净利润分别为1亿元、2亿元、3亿元。"
    assert [one.period for one in metrics(text)] == ["2026", "2027", "2028"]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("运动员李宁夺冠。", "李宁", "person"),
        ("三河镇人大多数外出务工。", "三河镇", "place"),
        ("西滨镇人大完成换届。", "西滨镇人大", "organization"),
        ("东大街道路改造完成。", "东大街", "place"),
        ("“嫦娥六号”计划采样。", "嫦娥六号", "program"),
        ("“邻里食堂”开到118家。", "邻里食堂", "program"),
        ("第十三届苍溪红心猕猴桃采摘节开幕。", "第十三届苍溪红心猕猴桃采摘节", "program"),
        ("列车开往重庆西、成都东。", "重庆西", "place"),
    ],
)
def test_the_name_is_read(text: str, name: str, type_: str) -> None:
    assert (name, type_) in {(s, str(one.type)) for one in entities(text) for s in one.surfaces}


@pytest.mark.parametrize(
    "text",
    [
        "患者取环和上环手术各一例。",
        "第五届理事会成员一致同意调节。",
        "民主镇定自若。",
        "“新冠病毒”累计感染3000人。",
        "四海高速摄像机降价。",
    ],
)
def test_there_is_no_name(text: str) -> None:
    assert entities(text) == ()
