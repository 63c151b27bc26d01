"""Who is called a noun for somebody, or is so old, is a person whatever they do next; words that begin like a name are nobody."""

from __future__ import annotations

import pytest
from factories import surfaces

from kouan.model.facts import EntityType


def persons(text: str) -> set[str]:
    """The surfaces of the persons that a sentence names."""
    return surfaces(text, EntityType.PERSON)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("大一新生谷雨晴把行李交给了志愿者。", "谷雨晴"),
        ("“我是坐高铁来的。”新生段予宁一边排队一边说。", "段予宁"),
        ("退休工人尤德顺开车回家。", "尤德顺"),
        ("木匠彭善尧带着徒弟改房子。", "彭善尧"),
        ("来报名的家长汤丽萍从早上排到中午。", "汤丽萍"),
        ("摄影发烧友乔文斌守了三个小时。", "乔文斌"),
        ("物流部副部长罗启明算过一笔账。", "罗启明"),
        ("学校党委副书记梁耀华这样概括这种模式。", "梁耀华"),
        ("急诊科护士长阮玉兰就是那天值班的人。", "阮玉兰"),
        ("心血管内科主治医师林学勤就是其中一位。", "林学勤"),
        ("39岁的宁小满把书包递给了女儿。", "宁小满"),
        ("在林场守了三十年的徐文松一直记着日记。", "徐文松"),
        ("孙喜贵是这个村唯一的木工。", "孙喜贵"),
        ("学生工作部副部长白昕正给新生发放礼包。", "白昕"),
        ("党团书记长陈政佑则呼吁加速释出土地。", "陈政佑"),
        ("市体育局副局长欧阳婷介绍，今年游客不少。", "欧阳婷"),
        ("校长司徒静说，学校明年扩招。", "司徒静"),
        ("台东县长饶庆铃表示，市场过度集中。", "饶庆铃"),
        ("社区居民李山带着三个孩子去爬山。", "李山"),
        ("厂长陈志刚告诉记者，订单不少。", "陈志刚"),
    ],
)
def test_who_is_called_somebody_is_named_whatever_they_do(text: str, name: str) -> None:
    assert persons(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "广大农民高水平种植玉米。",
        "专家应及时会诊，老师全程陪同学生。",
        "烈士纪念塔建成。",
        "旅客须提前预约，考生须在九月前报名。",
        "柳子庙、浯溪碑林等景区免费开放。",
        "会见时，卢方愿同各方加深往来。",
        "多地遭遇龙卷风袭击，牛郎星与织女星隔河相望。",
        "杨家岭是一处旧址，白龙江流过县城。",
    ],
)
def test_words_that_begin_like_a_name_name_nobody(text: str) -> None:
    assert persons(text) == set()
