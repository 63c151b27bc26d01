"""A passage in; works and plants by a place or a name and what they make, out: 玉溪 + 卷烟厂, 云溪县 + 自来水厂."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.words import HAN
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: What is made; the longer stand first. Who makes goods is a body, what serves a town a place in it.
_MAKES: Final = (
    "卷烟|复烤|机床|水泥|化肥|农药|电机|造纸|纸浆|酿酒|啤酒|白酒|黄酒|葡萄酒|酒|饮料|食品|罐头|饲料|面粉|榨油|粮油|豆制品|酱菜|酱油|制糖|糖|盐|茶|"
    "(?:重型)?(?:汽车|拖拉机|柴油机|发动机|机车|车辆|飞机|轴承|阀门|水泵|锅炉|汽轮机|变压器|电缆|仪表|通用机械|农业机械|工程机械|重型机械|机械|机器)(?:制造|修造|修配)?|"
    "炼钢|轧钢|钢铁|钢管|钢|炼铁|铸造|锻造|冶炼|电解铝|铝|铜|锌|炼油|石油化工|石化|化工|焦化|氯碱|橡胶|塑料|轮胎|化纤|棉纺|毛纺|麻纺|丝绸|缫丝|纺织|印染|针织|织布|服装|制衣|制鞋|皮革|"
    "制药|中药|生物制药|家具|木器|钟表|照相机|电视机|电冰箱|洗衣机|无线电|电子管|半导体|灯泡|电池|自行车|缝纫机|玻璃|陶瓷|雕塑瓷|瓷|琉璃|砖瓦|印刷|造船|船舶修造|修船|军工|火药|弹药"
)
_SERVES: Final = "自来水|净水|供水|海水淡化|再生水|污水处理|生活污水处理|垃圾焚烧(?:发电)?|垃圾处理|热电|燃煤发电|火力发电|发电|水|粪便处理|餐厨垃圾处理"
_PLANT: Final = Expression(
    f"(?:(?P<organization>{_MAKES})|(?P<place>{_SERVES}))总?厂(?![家商房址牌方外内里区矿])",
    holds="厂",
)
#: 第二污水处理厂: of several of one place.
_NUMBERED: Final = Expression("(?:第[一二三四五六七八九十])$", holds="第")
_NAMED: Final = ("nr", "nz", "nt", "nrt", "nrfg", "ns")
_DIVISION: Final = ("country", "province")
#: Where such works stand is no name.
_ANYWHERE: Final = frozenset(("城镇", "乡镇", "城乡", "集镇", "城区", "市区", "县城", "园区"))


def find_plants(passage: Passage) -> Iterator[Candidate]:
    """Each works with the place or the name in front of what it makes; a province stands apart from it."""
    for found in _PLANT.finditer(passage.text):
        head = found.start()
        numbered = _NUMBERED.search(passage.text, max(0, head - 2), head)
        head = numbered.start() if numbered else head
        start = _start(passage, head)
        if start is None and numbered and not HAN.match(passage.text, head - 1, head):
            start = head  # 第一汽车制造厂
        if start is not None:
            yield Candidate(start, found.end(), EntityType(found.lastgroup or "place"), 0.7)


def _start(passage: Passage, head: int) -> int | None:
    """Where the name in front of what is made begins; None where no name stands there."""
    hit = passage.hit_over(head - 1, head) if head else None
    if hit is not None and hit.end == head:
        is_one = hit.name.type is EntityType.PLACE and hit.name.level not in _DIVISION
        return hit.start if is_one else None
    number = passage.words.closed_by(head)
    if number is None or not passage.words.tags[number].startswith(_NAMED):
        return None
    start = passage.words.starts[number]
    is_name = head - start > 1 and passage.words.surfaces[number] not in _ANYWHERE
    return start if is_name else None
