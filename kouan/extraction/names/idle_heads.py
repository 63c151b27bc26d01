"""A head of names in a passage in; whether it closes none there out: 陕西省 + 地区生产总值, 全面系统地, 叙利亚 + 北部地区."""

from __future__ import annotations

from kouan.extraction.names.passages import HeadHit, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Behind 系统 what it is an adverb of: 全面系统 + 展示.
THOROUGHLY = Expression(
    "系统(?:地|展示|回答|总结|阐述|阐释|论述|梳理|谋划|部署|学习|回顾|擘画|呈现|重塑|治理|观念|思维|性|论|完整|科学|深入|全面)"
)
#: Behind 地区 what is of the area, and no part of its name: 陕西省 + 地区生产总值.
OF_AREA = ("地区生产总值", "地区总部", "地区差异", "地区间")
#: Areas that any place has: 叙利亚 + 北部地区, 喀土穆 + 西南部地区.
PART_OF_PLACE = Expression("[东西南北中]{1,2}部(?=地区)")
#: 白鹭东站到发旅客4万人次 is a station all the same.
_SIDES = frozenset("东西南北")
#: Behind 站 the verb.
STANDING = frozenset("在着起立稳到出")
#: Words that end with the last character of an office and are none: 合作格局, 中心大局, 藏身处.
NO_OFFICE = Expression("(?:[格大开布僵时变残结棋败]|(?<!安)全)局|[口身间车深高远此之长短]处")
#: Two lands that do something together, and no government of their own: 中德政府.
TWO_LANDS = Expression("中[德法英美俄日韩朝越老缅泰印巴哈吉塔土蒙乌欧非阿]$")
#: Behind 网络, which says where it is done or spread: 打击 + 网络赌博.
ONLINE = Expression(
    "网络(?:赌博|诈骗|犯罪|安全|空间|暴力|谣言|直播|主播|文明|强国|传播|视听|文学|支付|舆论|攻击|黑客|购物|销售|营销|游戏|电影|平台|货运)"
)
#: Of whom is told that they go to any school of a place.
PUPILS = ("新生", "招生", "入学", "毕业", "在校生", "学位", "教师", "学生", "阶段", "教育")


def closes_nothing(passage: Passage, found: HeadHit) -> bool:
    """Whether the head is a verb or an adverb, a part of a word, or of what has no name of its own."""
    text = passage.text
    return (
        _is_inside_name(passage, found)
        or _is_part_of_works(passage, found)
        or (found.start > 0 and NO_OFFICE.fullmatch(text, found.start - 1, found.end) is not None)
        or (
            text.startswith("政府", found.start)
            and TWO_LANDS.search(text, max(found.start - 2, 0), found.start) is not None
        )
        or THOROUGHLY.match(text, found.start) is not None
        or ONLINE.match(text, found.end - 2) is not None
        or text.startswith(OF_AREA, found.start)
        or _is_part_of_place(passage, found)
        or (text.startswith(PUPILS, found.end) and _is_any_school(passage, found))
        or (
            text[found.end : found.end + 1] in STANDING
            and text[found.end - 1] == "站"
            and text[found.end - 2] not in _SIDES
        )
    )


def _is_any_school(passage: Passage, found: HeadHit) -> bool:
    """Schools of a division, none of them by its name."""
    hit = passage.hit_over(found.start - 1, found.start) if found.start else None
    return hit is not None and hit.end == found.start and bool(hit.name.level)


def _is_inside_name(passage: Passage, found: HeadHit) -> bool:
    """The last character of a word that the segmenter takes for a person's or a known name: 杰里科, 香港."""
    if found.end - found.start > 1:
        return False
    word = passage.words.covering(found.start)
    if passage.words.starts[word] == found.start:
        return False
    person = passage.words.tags[word].startswith("nr")
    return person or passage.text.startswith("香港", found.end - 2)


def _is_part_of_works(passage: Passage, found: HeadHit) -> bool:
    """The lock of a dam bears no name of its own: 长洲水利枢纽 + 船闸."""
    text = passage.text
    return text.endswith("枢纽", 0, found.start) and text.startswith("船闸", found.start)


def _is_part_of_place(passage: Passage, found: HeadHit) -> bool:
    """Whether the area is a part of the place in front of it, told by its direction: 叙利亚 + 北部地区."""
    if not passage.text.startswith("地区", found.start):
        return False
    part = next(
        (
            one
            for one in (
                PART_OF_PLACE.match(passage.text, max(at, 0))
                for at in (found.start - 3, found.start - 2)
            )
            if one is not None and one.end() == found.start
        ),
        None,
    )
    if part is None or part.start() == 0:
        return False
    hit = passage.hit_over(part.start() - 1, part.start())
    return hit is not None and hit.end == part.start() and hit.name.type is EntityType.PLACE
