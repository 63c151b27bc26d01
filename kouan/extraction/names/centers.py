"""A passage in; the centres and courts that a division runs out: 拱墅区 + 社会治理中心, 县 + 政务服务中心."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What a division runs, by what it is for.
_CENTER: Final = Expression(
    "(?:社会治理|综合治理|基层治理|政务服务(?:和数据管理)?|行政服务|市民服务|企业服务|便民服务|人力资源服务|就业(?:创业)?服务|就业服务管理|人才服务|教育发展|教育研究|教师发展|教育技术|学生资助管理|医疗急救"
    "|医学影像(?:诊断)?|影像诊断|医学检验|心电诊断|病理诊断|消毒供应|远程会诊|妇幼健康服务|健康教育|公共资源交易|不动产登记|大数据(?:发展|服务)?|数据资源管理|预警信息发布|农业技术推广|农业技术服务|农技推广|农业农村发展"
    "|动物疫病预防控制|种业发展|林业技术推广|水利工程管理|文化|群众文化|青少年活动|老年活动|妇女儿童活动|志愿服务|退役军人服务|法律援助|公共法律服务|(?:社会)?矛盾(?:纠纷)?调(?:解|处化解)|信访接待|应急指挥|交通运输(?:事业)?发展"
    "|公路事业发展|港航(?:事业)?发展|住房公积金管理|房产交易|城市管理指挥|城市运行管理|环境监测|生态环境监测|招商(?:服务|引资)|投资促进|旅游(?:发展|服务)|文旅发展|体育训练|招生考试|人事考试|社会保险(?:服务)?|社保|医疗保障服务|医保服务|反诈骗?|反诈"
    "|检验检测|质量检测|计量检测|知识产权保护|消费者投诉举报|救助管理|养老服务(?:指导)?|流浪乞讨人员救助|规划编制|土地储备|殡葬服务|供销|乡村振兴服务)中心(?!城|区|镇|校|站|组)"
    "|劳动人事争议仲裁院|劳动仲裁院|教科院|农科院|社科院"
)
#: What a hospital runs, named without it; not 12个胸痛中心, 胸痛中心建设.
_OF_HOSPITAL: Final = Expression(
    "(?<![个家所大类级型及和与])(?<!建起)(?<!建成)(?<!建立)(?<!建设)(?<!创建)(?<!设立)(?<!成立)(?<!打造)(?:胸痛|卒中|(?:严重)?创伤|心电诊断|影像诊断|病理诊断|血液透析|消毒供应|远程会诊|危重(?:孕产妇|新生儿)(?:救治)?|高危儿|静脉用药调配|日间手术)中心"
    "(?![建城]|认证|验收|标准|联盟|授牌|质控|数量|覆盖|达标|全覆盖|[0-9一二三四五六七八九十两]{1,6}[家个])"
)
_HEAD: Final = Expression("中心|仲裁院|[教农社]科院")
_LONGEST: Final = 14
#: How much of what may follow a hospital's centre must be seen: 中心 + 一百二十一家.
_BEHIND: Final = 8
_DIVIDED: Final = ("province", "prefecture", "county")
_BARE: Final = Expression("(?:自治区|[省市县区州旗])$")
#: Words of these sorts stand in front of the bare word for a division.
_BEFORE: Final = ("p", "c", "v", "d", "u", "r", "t", "x")
_BODY_ENDS: Final = frozenset("局厅委院队")


def find_centers(passage: Passage) -> Iterator[Candidate]:
    """Each centre with the division in front of it, or by itself at the head of its clause."""
    spans = [
        (start, found.end())
        for head in _HEAD.finditer(passage.text)
        for found in _CENTER.finditer(passage.text, max(0, head.start() - _LONGEST), head.end() + 1)
        if found.end() == head.end() and (start := _start(passage, found.start())) is not None
    ]
    spans += [
        found.span()
        for head in _HEAD.finditer(passage.text)
        for found in _OF_HOSPITAL.finditer(
            passage.text, max(0, head.start() - _LONGEST), head.end() + _BEHIND
        )
        if found.end() == head.end()
    ]
    named = {passage.text[start:end] for start, end in spans}
    for start, end in spans:
        surface = passage.text[start:end]
        is_short = any(name.endswith(surface) and name != surface for name in named)
        if not is_short or _OF_HOSPITAL.fullmatch(
            surface
        ):  # 县政务服务中心 of a county that is named with it elsewhere
            yield Candidate(start, end, EntityType.ORGANIZATION, 0.8)


def _start(passage: Passage, head: int) -> int | None:
    text = passage.text
    if head == 0 or text[head - 1] in "、，。；（“\n":
        return None
    hit = passage.hit_over(head - 1, head)
    if hit is not None and hit.end == head:
        is_division = hit.name.level in _DIVIDED
        return hit.start if is_division or hit.name.type is EntityType.ORGANIZATION else None
    above = passage.head_ending.get(head)
    if text[head - 1] in _BODY_ENDS and above is not None:
        return None
    bare = _BARE.search(text, max(0, head - 3), head)
    if bare is None:
        return None
    start = bare.start()
    if start == 0 or not HAN.match(text[start - 1]):
        return start
    number = passage.words.closed_by(start)
    is_free = number is not None and passage.words.tags[number].startswith(_BEFORE)
    return start if is_free and passage.hit_over(start - 1, start) is None else None
