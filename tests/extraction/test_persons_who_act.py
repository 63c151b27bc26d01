"""Who is called by what he is, or how old he is, does what his sentence tells; what he is said to be says nothing of another."""

from __future__ import annotations

import pytest
from factories import article_of
from growth import is_linear

from kouan.extraction.entities import find_entities
from kouan.extraction.metrics import find_metrics
from kouan.gathering import gather

KNOWLEDGE = gather()


def subjects(text: str) -> dict[str, str | None]:
    """Each figure of a text with whom it is about."""
    article, document = article_of(*text.split("\n"), published_at="2025-10-09")
    entities = find_entities(article, document, KNOWLEDGE)
    figures = find_metrics(article, entities, document, KNOWLEDGE)
    return {one.surface: one.subject for one in figures}


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("来自甘肃的“候鸟”老人佟振海驾车从三亚返乡，从进港到上船只等了40分钟。", "40分钟", "佟振海"),
        ("来自陇南的新生谷雨晴扫码后，不到2分钟就领到了钥匙。", "不到2分钟", "谷雨晴"),
        ("19岁的蒋岳鸣来自怀化，是湖南工商大学大二学生，整个赛季打进3球。", "3球", "蒋岳鸣"),
        ("退休工人尤德顺每天骑车20公里。", "20公里", "尤德顺"),
        ("白鹭集团成立。\n木匠彭善尧带着3个徒弟改房子。", "3个", "彭善尧"),
    ],
)  # fmt: skip
def test_who_acts_is_whom_the_figure_is_about(text: str, figure: str, subject: str) -> None:
    assert subjects(text)[figure] == subject


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("在凤凰县，患者吴先生的胸片由乡镇拍片，到拿结果只要25分钟。", "25分钟", "凤凰县"),
        ("在余姚市，经营户陈先生的摊位上青菜每斤4元。", "4元", "余姚市"),
    ],
)
def test_whose_thing_it_is_does_nothing(text: str, figure: str, subject: str) -> None:
    assert subjects(text)[figure] == subject


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("老街“阿福东安鸡”的店主唐桂英说，比赛日要多备200只鸡。", "200只", "阿福东安鸡"),
        ("在白鹭镇，“云上小筑”民宿老板罗开明说，8间客房都订满了。", "8间", "云上小筑"),
        ("白鹭船厂建造的“海装7”轮今年投入运营，载客定额1500人。", "1500人", "海装7轮"),
        ("“海风”号邮轮停在码头，全长300米。", "300米", "海风号"),
    ],
)
def test_a_keeper_speaks_of_his_shop_and_a_ship_is_told_of_itself(
    text: str, figure: str, subject: str
) -> None:
    assert subjects(text)[figure] == subject


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("湛江海关抓获嫌疑人李志明，缴获毒品3公斤。", "3公斤", "湛江海关"),
        ("湛江海关查获船员陈志强，缴获香烟300条。", "300条", "湛江海关"),
        ("湛江市人民医院收治产妇王丽娟，用药20支。", "20支", "湛江市人民医院"),
        ("湛江海关奖励举报人周大成，发放奖金2万元。", "2万元", "湛江海关"),
        ("“三无”船舶取缔300艘。", "300艘", None),
        ("“套牌”渔船查扣12艘。", "12艘", None),
        ("“新能源”渡轮投入运营20艘。", "20艘", None),
        ("“双燃料”集装箱船交付3艘。", "3艘", None),
        ("“氢能”轮船造了3艘。", "3艘", None),
        ("“阿福面馆”的店主说，湛江港今年吞吐量300万吨。", "300万吨", "湛江港"),
        ("80岁的黄山松高达12米。", "12米", None),
    ],
)  # fmt: skip
def test_whom_something_is_done_to_and_what_sort_it_is_are_no_subject(
    text: str, figure: str, subject: str | None
) -> None:
    assert subjects(text)[figure] == subject


@pytest.mark.parametrize(
    "unit", ["“海风”轮的", "的店主说老板", "老人，是工人", "岁的人民匠师", "是某某某学生，"]
)
def test_who_acts_is_sought_in_time_that_grows_with_the_text(unit: str) -> None:
    assert is_linear(lambda length: subjects(f"{unit * (length // len(unit))}3元。"), 6_000)
