"""A figure and what stands right behind it in, the entity or work that it describes, or what is counted under one name, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kouan.extraction.parties.actors import ACTORS, Place
from kouan.extraction.parties.leading import LONGEST, described_name
from kouan.extraction.parties.others import Others
from kouan.extraction.sentences import CLAUSE_END
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 24小时开放的横琴口岸, 20公里外的拱北口岸: the figure describes what follows.
_DESCRIBES: Final = Expression("[^，。；、！？]{0,6}[的外]|[^，。；、！？的到在向从于入]{7,12}的")
#: 其中三成落在某新区
_FELL: Final = Expression(
    "以上?(?:都|均)?(?:落在|集中在|分布在|位于|来自)|(?:都|均)?(?:落在|集中在|分布在|位于)"
)
_SHARES: Final = ("成", "%", "一")
#: 全长约12公里的某某隧道
_OF: Final = Expression("[^，。；！？、的和]{0,4}的")
#: 全长97公里的某某高速某某段
_SECTION: Final = Expression("(?<=[路速铁])[^，。；：、的0-9至到]{1,6}段")
#: Who is named by no name: 13岁的移民女童.
_AGED: Final = Expression(
    "的?(?P<who>[一-龥]{0,4}?(?:[少青]年|少女|[女男][童孩婴子性生]|老人|儿童|孩子|小伙|姑娘|母亲|父亲|女儿|儿子|居民|村民|学生)(?:移民|患者)?)"
    "(?=[，。；、在被因于从与和及的永已将死获涉]|$)"
)
#: 0—6岁 says of what age many are.
_YEARS: Final = Expression("[0-9一二三四五六七八九十零多余近约仅]+岁")
#: Whose measure is said: 长15.8厘米的玉龙, 总投资42亿元的灌区.
_MEASURES: Final = Expression(
    "(?<![最至增提延加更])(?:[长高宽重深]|总投资|总面积|口径|直径|排水量)$"
)
_MEASURED: Final = Expression(
    "的(?![各一这该其全多无大小])(?P<what>[一-龥]{2,8}?)(?=[是将已在被由，从也]|横跨|连接|串联|贯通|全线|开工|建成|亮相)"
)
#: 十年砥砺奋进，我国…; 三年里，我国…: only a time, whom it is of comes next.
_TIME_ONLY: Final = Expression(
    "(?<=[年天月周时])(?:里|间(?:的[^，。；]{2,12})?|来|以来|时间|之间|内|多?来|砥砺[^，]{0,4}|耕耘|奋斗|奋进|的[^，。；]{2,6})?，"
)
#: 圆满完成3个口岸的调整任务: what somebody does is about who does it.
_TASK: Final = Expression("(?:完成|管辖|负责|承担|担负|监管|覆盖|设立|建成|新建)了?$")
#: 这3个口岸, 拱北、横琴等3个延关口岸: figures that count things of one sort.
_SORT_REACH: Final = 2
_COUNTED: Final = Expression("(?:个|座|处|家|大)")


def described(
    text: str, start: int, stop: int, following: Place | None, others: Others
) -> str | None:
    """The entity right behind a figure that describes it, or the work that is no entity: 全长12公里的某某隧道."""
    if (
        following is not None
        and following.type in ACTORS
        and _DESCRIBES.fullmatch(text, stop, following.start)
    ):
        section = _SECTION.match(text, following.end)
        return others.holder(stop, following) or following.name + (section[0] if section else "")
    if (
        following is not None
        and following.type is EntityType.PLACE
        and text.startswith(_SHARES, stop - 1)
        and _FELL.fullmatch(text, stop, following.start)
    ):
        return following.name
    return others.holder(stop, None) or _work_described(text, stop) or _thing(text, start, stop)


def _thing(text: str, start: int, stop: int) -> str | None:
    """The plain noun whose age or measure a figure says: 一名13岁的少年, 长15.8厘米的玉龙."""
    if aged := (_AGED.match(text, stop) if _YEARS.fullmatch(text[start:stop]) else None):
        return aged["who"]
    found = (
        _MEASURED.match(text, stop) if _MEASURES.search(text, max(0, start - 4), start) else None
    )
    return found["what"] if found else None


def _work_described(text: str, stop: int) -> str | None:
    found = _OF.match(text, stop)
    if found is None:
        return None
    at = found.end()
    mark = CLAUSE_END.search(text, at, at + LONGEST)
    return described_name(text[at : mark.start() if mark else at + LONGEST])


def clause_behind(text: str, stop: int, end: int) -> tuple[int, int] | None:
    """The clause behind a figure that is only a length of time: whom 三年里 is of comes next."""
    time = _TIME_ONLY.match(text, stop, end)
    if time is None:
        return None
    mark = CLAUSE_END.search(text, time.end(), end)
    return time.end(), mark.start() if mark else end


def counted_together(text: str, joint: Mapping[str, str], start: int, stop: int) -> str | None:
    """The collective name of several things of one sort that are counted: 珠澳口岸 of 这3个口岸."""
    if not joint or not _COUNTED.fullmatch(text, stop - 1, stop):
        return None
    if _TASK.search(text, max(0, start - 4), start):
        return None
    for sort, name in joint.items():
        if text.find(sort, stop, stop + _SORT_REACH + len(sort)) >= 0:
            return name
    return None
