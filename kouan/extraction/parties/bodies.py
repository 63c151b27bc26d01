"""A clause that begins with a bare 合作社, 集团公司 or 机场 and the entities of the article in, the one body that it means, out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, Place
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: A body by the last word of its name, and by what only such a body has.
_BARE: Final = Expression(
    "(?P<cooperative>合作社|全社(?!会)|社员|社里)|(?P<group>集团公司)"
    "|(?P<house>机场|车站|水库|口岸|服务区|收费站|看守所|监狱|港口|医院|学校|银行|景区|酒店|园区|法院|检察院|中心|图书馆|博物馆|美术馆|卫生院|派出所|码头)(?=[客货旅运总的共今去现已累全将还][^，。；：、]|年|日均|月均|接待|完成|(?<![院校])有|设|前?[0-9一二三四]+个?[月季]|[上下]半年|受理|办[理结]|[用增]|加[开派]|当[天日]|启动|安排|发送|保障|开放|组织|投入|出动|疏散|抽调|单日|每[天日])"
    "|(?P<event>班列|市集|集市|庙会|灯会|书展|特展|展览|博览会|展会|马拉松|联赛|招聘会|双选会|音乐节|嘉年华)(?=今|去|已|共|累计|吸引|接待|带动|日均|场均|期间|前?[0-9一二三四]+个?[月季]|[上下]半年|开[行展]以来|发[送运]|完成|单日|首[日周])"
    "|(?P<staffed>医院|卫生院|学校)(?!和|及|、|的|里|内|或|之间|[一-龥]{0,2}数量)"
    "|(?P<firm>公司(?!法|治理|制|化|债|股|类|税|名)|企业(?=营业|营收|年[产销营]|现有|拥有|负责人|董事长|总经理|副总|厂长|员工有|员工[0-9超达近约]|职工有|去年|今年|已[经有]|还|自|共有|目前|用[电水]|[上下]半年|[一二三四]季度|[新累]计|将))(?!和|与|、|们|之间|数量)"
    "|(?P<village>全[村镇乡](?!建设|振兴)|村集体|村里)"
)
#: What names end with that these words stand for.
_ENDS: Final = {
    "cooperative": ("合作社",),
    "group": ("集团有限公司", "集团公司", "集团有限责任公司"),
    "机场": ("机场",),
    "车站": ("站",),
    "港口": ("港",),
    "医院": ("医院",),
    "卫生院": ("卫生院",),
    "学校": ("大学", "学院", "学校", "中学", "小学"),
    "银行": ("银行",),
    "景区": ("景区",),
    "酒店": ("酒店",),
    **{
        one: (one,)
        for one in (
            "法院",
            "检察院",
            "中心",
            "图书馆",
            "博物馆",
            "美术馆",
            "卫生院",
            "派出所",
            "码头",
            "水库",
            "口岸",
            "服务区",
            "收费站",
            "看守所",
            "监狱",
        )
    },
    "园区": ("园区", "开发区", "产业园"),
    "村": ("村",),
    "镇": ("镇",),
    "乡": ("乡",),
}
_SITES: Final = ("站", "机场", "港", "码头", "口岸", "服务区", "景区", "水库", "枢纽")
#: What the names of firms end with.
_SURELY_FIRMS: Final = (
    "公司",
    "集团",
    "厂",
    "企业",
    "股份",
    "重工",
    "汽车",
    "科技",
    "药业",
    "能源",
)
_FIRMS: Final = (
    *_SURELY_FIRMS,
    "航空",
    "控股",
    "电器",
    "电子",
    "食品",
    "乳业",
    "制药",
    "医药",
    "物流",
    "快递",
    "集运",
    "海运",
    "软件",
    "传媒",
    "文旅",
    "地产",
    "置业",
    "光能",
    "时代",
)
#: In front of the firm that a sentence is about: 位于白鹭市的, 走进, 镇西头.
_OPENING: Final = Expression(
    "(?:^|[。！？\n][”」]?)(?:[^，。；！？：、\n]{0,10}，)?(?:(?:位于|坐落于|坐落在|落户于?|来自|总部(?:位于|在))[^，。；！？、\n]{2,20}的|走进|走近|来到|走[进近][^，。；！？、\n]{2,14}[的上里中]|在|记者(?:在|走进|从|来到)|日前，|近日，|[0-9]{1,2}月[0-9]{1,2}日(?:晚间?)?，)?$"
)
_REACH: Final = 48
_MENTIONS: Final = 60


def are_likely(article: str) -> bool:
    """Whether an article has such a word at all."""
    return _BARE.search(article) is not None


class Bodies:
    """Which body of an article a bare word for one means: the only one of its sort; of villages the last that was named."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text = text
        self._places = [one for one in places if one.type in ACTORS]
        self._starts = [one.start for one in self._places]
        self._events = [one for one in places if one.type is EntityType.PROGRAM]
        self._only: dict[str, str | None] = {}
        self._opening: dict[int, bool] = {}
        self._firms = [one for one in self._places if one.name.endswith(_FIRMS)]
        self._firm_starts = [one.start for one in self._firms]

    def meant(self, begin: int, end: int) -> str | None:
        """The body that [begin, end) begins with a bare word for."""
        found = _BARE.match(self._text, begin, end)
        if found is None:
            return None
        if found["village"]:
            sort = next(one for one in found[0] if one in _ENDS)
            last = bisect_left(self._starts, begin)
            before = (self._places[number] for number in range(last - 1, -1, -1))
            return next((one.name for one in before if one.name.endswith(sort)), None)
        if found["event"]:
            names = {one.name for one in self._events if one.name.endswith(found["event"])}
            names.discard(found["event"])
            return names.pop() if len(names) == 1 else None
        if found["firm"]:
            return self._firm(begin)
        sort = found["house"] or found["staffed"] or found.lastgroup or ""
        return self._of_paragraph(sort, begin) or self._single(sort)

    def _of_paragraph(self, sort: str, begin: int) -> str | None:
        """The last one of its sort that a sentence before in the paragraph is about."""
        paragraph = self._text.rfind("\n", 0, begin) + 1
        last = bisect_left(self._starts, begin)
        before = self._places[max(bisect_left(self._starts, paragraph), last - _MENTIONS) : last]
        named = (one for one in reversed(before) if _is_of(one, sort))
        return next((one.name for one in named if self._opens(one)), None)

    def _firm(self, begin: int) -> str | None:
        """The last firm that a sentence of the paragraph is about, else the only one before, else the last of any paragraph."""
        before = bisect_left(self._firm_starts, begin)
        paragraph = self._text.rfind("\n", 0, begin) + 1
        last = next((one for one in self._back(before) if self._opens(one)), None)
        if last is not None and last.start >= paragraph:
            return last.name
        sure = {one.name for one in self._back(before) if one.name.endswith(_SURELY_FIRMS)}
        if len(sure) == 1:
            return sure.pop()
        return last.name if last else None

    def _back(self, before: int) -> Iterator[Place]:
        """The firms before the one of a number, the last first; nobody keeps more in mind."""
        return reversed(self._firms[max(0, before - _MENTIONS) : before])

    def _opens(self, firm: Place) -> bool:
        """Whether a firm is what its sentence begins with, but for where it is."""
        if firm.start not in self._opening:
            first = max(0, firm.start - _REACH)
            self._opening[firm.start] = _OPENING.search(self._text, first, firm.start) is not None
        return self._opening[firm.start]

    def _single(self, sort: str) -> str | None:
        """The only one of its sort, or the one that is named so much more often than any other that the page is its own."""
        if sort not in self._only:
            names = {one.name for one in self._places if _is_of(one, sort)}
            # its campus and its report name it too
            counts = Counter(
                {name: self._text.count(name) for name in names if name not in _ENDS[sort]}
            )
            (first, times), (_, others) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
            is_clear = len(counts) == 1 or times > 2 * others
            self._only[sort] = first if first and is_clear else None
        return self._only[sort]


def _is_of(place: Place, sort: str) -> bool:
    """Whether a name is of the sort: a 车站 is no 边检站, which is a body."""
    is_place = sort != "车站" or place.type is EntityType.PLACE
    return is_place and place.name.endswith(_ENDS[sort])


def is_site(place: Place) -> bool:
    """Whether a name is of a place where people work and are spoken for: 秋水广场站 + 值班站长."""
    is_place = place.type in (EntityType.PLACE, EntityType.PORT)
    return is_place and place.name.endswith(_SITES)
