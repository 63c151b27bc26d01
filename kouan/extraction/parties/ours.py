"""A clause of what somebody is quoted with in, the house or village that its 我们 stands for, out: “我们一年能加工5000吨。”总经理沈某说."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Not 我们国家, 我们一家, 我们这代人.
_OURS: Final = Expression(
    "(?:我们|咱们|俺们|咱|[我俺](?=[村厂社]))(?!国|党|中国|[省市县区州镇乡]|这[些代里儿边]|俩|夫妻|一家|家[里人]|人民|都是|大家|年轻|农民|老百姓|祖)|村里|厂里|社里|店里|园区里|公司里"
)
#: Houses that make, sell, teach and heal, and villages: an office that speaks tells of others.
_HOUSES: Final = (
    "公司", "集团", "厂", "企业", "合作社", "农场", "基地", "园", "店", "馆", "酒店", "民宿", "景区", "医院", "卫生院", "学校", "大学", "学院", "小学", "中学", "研究院", "研究所",
    "实验室", "工作室", "科技", "股份", "重工", "药业", "食品", "村", "社区", "嘎查", "林场", "牧场", "俱乐部", "码头", "车间", "剧院", "剧团", "银行",
)  # fmt: skip
#: 石湾村党支部 leads the village.
_LED: Final = Expression(
    "(?P<name>[\u4e00-\u9fff]{1,8}?(?:村|社区))(?:党(?:支部|总支|委)|村委|居委|村民委|两委).*"
)
_OF_VILLAGE: Final = ("村", "社区", "嘎查")
_VILLAGE_WORD: Final = Expression("(?:我们|咱们|俺们|[我咱俺])村|村里")
#: Who of a house speaks, between its name and what is quoted: 石湾村 + 党支部书记张强说：.
_SPEAKS: Final = Expression(
    "[^。！？\n“”]{1,30}(?:说|道|称|表示|介绍|告诉[^，。]{2,6}|算[^，。：]{0,8}账|坦言|笑着)[^。！？“”\n]{0,4}[：，]$"
)
#: A house that a sentence begins with, but for where it is: 镇西头，, 走进, 在.
_OPENING: Final = Expression(
    "(?:^|[。！？”\n])(?:[^，。；！？：“”\n]{0,12}，)?(?:在|走进|走近|来到|步入|记者(?:在|走进|来到)|位于[^，。；！？“”\n]{2,16}的)?$"
)
_REACH: Final = 60
#: No longer is what somebody says at a stretch.
_FAR: Final = 300
_KINDS: Final = (EntityType.ORGANIZATION, EntityType.PLACE)


class Ours:
    """Whom an article lets say 我们."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text = text
        named = [one for one in places if one.type in _KINDS]
        self._places = [one for one in map(_village, named) if one.name.endswith(_HOUSES)]
        self._starts = [one.start for one in self._places]

    def meant(self, clause: int, end: int) -> str | None:
        """The house whose man says the clause [clause, end) in marks."""
        found = _OURS.search(self._text, clause, end)
        if found is None:
            return None
        opened = max(self._text.rfind(mark, max(0, clause - _FAR), found.start()) for mark in "“「")
        if opened < 0 or any(mark in self._text[opened:clause] for mark in "”」\n"):
            return None
        paragraph = self._text.rfind("\n", 0, opened) + 1
        is_village = _VILLAGE_WORD.match(self._text, found.start()) is not None
        for one in self._before(paragraph, opened):
            if is_village and not one.name.endswith(_OF_VILLAGE):
                continue
            if _SPEAKS.fullmatch(self._text, one.end, opened) or self._opens(one):
                return one.name
        return None

    def _before(self, first: int, at: int) -> Iterator[Place]:
        """The houses of a paragraph before a quotation, the last first."""
        number = bisect_left(self._starts, at) - 1
        while number >= 0 and self._places[number].start >= max(first, at - _FAR):
            yield self._places[number]
            number -= 1

    def _opens(self, house: Place) -> bool:
        return _OPENING.search(self._text, max(0, house.start - _REACH), house.start) is not None


def _village(place: Place) -> Place:
    """A village for those who lead it."""
    led = _LED.fullmatch(place.name)
    return place._replace(name=led["name"]) if led else place
