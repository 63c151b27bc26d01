"""A figure and what stands right behind it in, the entity or work that it describes, or what is counted under one name, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kouan.extraction.parties.actors import ACTORS, Place
from kouan.extraction.parties.leading import LONGEST, described_name
from kouan.extraction.parties.others import Others
from kouan.extraction.parties.sorts import SORTS
from kouan.extraction.parties.ways import two_ended
from kouan.extraction.sentences import CLAUSE_END
from kouan.extraction.words import tagged_words
from kouan.lexicons.words import any_of
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
#: 有3000年历史的河南商丘古城
_OLD: Final = Expression("(?:古城|古镇|古村|古寨|老街|古街)(?![区内里中])")
#: Who is named by no name: 13岁的移民女童.
_AGED: Final = Expression(
    "的?(?P<who>[一-龥]{0,4}?(?:[少青]年|少女|[女男][童孩婴子性生]|老人|儿童|孩子|小伙|姑娘|母亲|父亲|女儿|儿子|居民|村民|学生|高中生|大学生|男子|女子|爷爷|奶奶|婆婆|大爷|大妈|老汉|老太|嫌疑人|枪手)(?:移民|患者)?)"
    "(?=[，。；、在被因于从与和及的永已将死获涉近今昨患0-9]|$)"
)
#: 67岁的林溪是…, 80多岁的林溪老人: a name behind an age, which the segmenter alone may know.
_BY_AGE: Final = Expression(
    "的(?P<name>[一-龥]{2,3}?)(?:(?:老人|爷爷|奶奶|婆婆|大爷|大妈|大叔|阿姨|老汉)|(?=是))"
)
#: 0—6岁 says of what age many are.
_YEARS: Final = Expression("[0-9一二三四五六七八九十零多余近约仅—-]+岁(?:及?以[上下])?")
#: Whose measure is said: 长15.8厘米的玉龙, 总投资42亿元的灌区.
_MEASURES: Final = Expression(
    "(?<![最至增提延加更])(?:[长高宽重深]|总投资|总面积|口径|直径|排水量)$"
)
_MEASURED: Final = Expression(
    "的(?![各一这该其全多无大小])(?P<what>[一-龥]{2,8}?)(?=[是将已在被由，从也]|横跨|连接|串联|贯通|全线|开工|建成|亮相)"
)
#: 有着400多年历史的白鹭庙会
_HISTORY: Final = Expression(
    f"(?:多|余)?(?:的)?(?:文明|文化)?(?:历史|史)的(?P<name>[^，。；！？、的了0-9]{{2,12}}?(?:{any_of((*SORTS, '大集', '文明', '民族', '技艺', '古树'))}))(?=[^村镇的])"
)
#: 由40部直径6米的天线构成: of what one thing is made.
_MADE_OF: Final = Expression("由[0-9一二三四五六七八九十百千万多余]+[一-龥](?:总|全)?[一-龥]{1,3}$")
#: 总投资30亿元的电池生产基地, 建筑面积6万平方米的德州东站
_COSTS: Final = Expression("(?:投资|面积|占地|装机容量|库容)$")
_COSTLY: Final = Expression(
    f"[^，。；！？、的]{{0,3}}的(?![各一这该其全多无大小])(?P<works>[^，。；！？、的了0-9]{{2,16}}?(?:{any_of(SORTS)}|[一-龥][东西南北]站))(?=[是将已在被由，。从也正实建开投通竣完全落进启]|$)"
)
#: 从一年十班到如今一天四班，
_FROM_TO: Final = Expression(
    "从[^，。；！？到]{1,20}到(?:了)?(?:如今|现在|今天|今日|目前|眼下|今年|后来)[^，。；！？]{1,20}，",
    holds="从",
)
#: 十年砥砺奋进，我国…; 三年里，我国…: only a time, whom it is of comes next.
_TIME_ONLY: Final = Expression(
    "(?<=[年天月周时夜])(?:[0-9一二三四五六七八九]夜)?(?:里|间(?:的[^，。；]{2,12})?|来|以来|时间|之间|内|多?来|砥砺[^，]{0,4}|耕耘|奋斗|奋进|的[^，。；]{2,6})?，"
)
#: 从教30年，林溪…: who has served so long comes next.
_SERVICE: Final = frozenset("从入参任执服扎坚驻守行投")
_SERVED: Final = Expression(
    "(?:从[警教医业军艺事]|入[行伍党职警]|参加工作|任教|执教|任职|服役|扎根|坚守|驻守|守护|行医|投身)[^，。；！？0-9]{0,8}"
)
#: 圆满完成3个口岸的调整任务: what somebody does is about who does it.
_TASK: Final = Expression("(?:完成|管辖|负责|承担|担负|监管|覆盖|设立|建成|新建)了?$")
#: 这3个口岸, 拱北、横琴等3个延关口岸: figures that count things of one sort.
_SORT_REACH: Final = 2
_COUNTED: Final = Expression("(?:个|座|处|家|大)")


#: 9个单位组成的检查组
_COMPOSED: Final = Expression(
    "[^，。；！？、的]{0,14}?(?:组成|参与|参加)的(?P<name>[^，。；！？、“”的0-9]{2,12}?(?:组|队|团|方阵|编队|舰队|联盟|联合体|车队|船队))(?![长员])"
)
_BARE: Final = frozenset(("代表团", "小分队", "突击队", "小组", "团队"))
_LED: Final = Expression("(?:带领|率领|带着|组织|率)了?(?:全?[队体班])?$")
#: 载有80名乘客的列车
_CARRIES: Final = Expression("(?:搭载|载有|载着|满载|运载|乘坐)了?(?:至少|约|近|超过?)?$")
_CARRIER: Final = Expression(
    "[^，。；！？、的]{0,4}(?:人|人员|乘客|旅客|游客|学生|工人|民众|移民|船员|难民|平民|士兵|儿童|群众|官兵|机组成员|员工|同胞)的(?P<name>[^，。；！？、“”的]{0,8}?(?:列车|客车|货车|卡车|大巴车?|巴士|公交车|校车|缆车|船|艇|轮|飞机|客机|直升机|飞船|火箭))(?![上内中司机长员只])"
)
#: 停了30个小时的K8888次列车
_TRAIN: Final = Expression(
    "[^，。；！？、的]{0,4}的(?P<name>[GDCKTZYLS][0-9]{1,4}次[一-龥]{0,2}列车)"
)


def described(
    text: str, start: int, stop: int, following: Place | None, others: Others
) -> str | None:
    """The entity right behind a figure that describes it, or the work that is no entity: 全长12公里的某某隧道."""
    if moved := _moved(text, start, stop) or _way_described(text, stop):
        return moved
    if (
        following is not None
        and following.type in ACTORS
        and _DESCRIBES.fullmatch(text, stop, following.start)
    ):
        section = _SECTION.match(text, following.end)
        behind = section or _OLD.match(text, following.end)
        return others.holder(stop, following) or following.name + (behind[0] if behind else "")
    if (
        following is not None
        and following.type is EntityType.PLACE
        and text.startswith(_SHARES, stop - 1)
        and _FELL.fullmatch(text, stop, following.start)
    ):
        return following.name
    return others.holder(stop, None) or _work_described(text, stop) or _thing(text, start, stop)


def _moved(text: str, start: int, stop: int) -> str | None:
    """The train, the ship or the group that carries or is made of what a figure counts."""
    is_led = _LED.search(text, max(0, start - 8), start) is not None
    found = None if is_led else _COMPOSED.match(text, stop)
    if found and found["name"] in _BARE:
        return None
    found = found or _TRAIN.match(text, stop)
    if found is None and _CARRIES.search(text, max(0, start - 8), start):
        found = _CARRIER.match(text, stop)
    return found["name"] if found else None


def _thing(text: str, start: int, stop: int) -> str | None:
    """The plain noun whose age or measure a figure says: 一名13岁的少年, 长15.8厘米的玉龙."""
    is_age = _YEARS.fullmatch(text[start:stop]) is not None
    if is_age and (called := _BY_AGE.match(text, stop)) and _is_person(called["name"]):
        return str(called["name"])
    if aged := (_AGED.match(text, stop) if is_age else None):
        return aged["who"]
    if text.endswith("年", start, stop) and (old := _HISTORY.match(text, stop)):
        return old["name"]
    if _MADE_OF.search(text, max(0, start - 12), start):
        return None
    found = (
        _MEASURED.match(text, stop) if _MEASURES.search(text, max(0, start - 4), start) else None
    )
    if found:
        return found["what"]
    costly = _COSTLY.match(text, stop) if _COSTS.search(text, max(0, start - 4), start) else None
    return costly["works"] if costly else None


def _is_person(name: str) -> bool:
    """True where the segmenter takes the whole for the name of a person, or its first character for a surname."""
    words = tagged_words(name)
    return words[0][1] in ("nr", "nrt") and (len(words) == 1 or len(words[0][0]) == 1)


def _way_described(text: str, stop: int) -> str | None:
    """The way by its two ends: 全长245公里的甲地至乙地高等级公路."""
    found = _OF.match(text, stop)
    return two_ended(text, found.end(), found.end() + LONGEST) if found else None


def _work_described(text: str, stop: int) -> str | None:
    found = _OF.match(text, stop)
    if found is None:
        return None
    at = found.end()
    mark = CLAUSE_END.search(text, at, at + LONGEST)
    return described_name(text[at : mark.start() if mark else at + LONGEST])


def is_old(name: str) -> bool:
    """True of 古城 and its like, which go on with the name of a place."""
    return _OLD.fullmatch(name) is not None


def clause_behind(text: str, stop: int, end: int) -> tuple[int, int] | None:
    """The clause behind a figure that is only a length of time: whom 三年里 is of comes next."""
    time = _TIME_ONLY.match(text, stop, end)
    return _clause_from(text, time.end(), end) if time else None


def clause_behind_growth(text: str, clause: int, start: int, end: int) -> tuple[int, int] | None:
    """The clause behind one that only says from how many to how many: 从当初的3家店到如今的200家店，某某面馆走过二十年."""
    grown = _FROM_TO.match(text, clause, end)
    return _clause_from(text, grown.end(), end) if grown and start < grown.end() else None


def _clause_from(text: str, begin: int, end: int) -> tuple[int, int]:
    mark = CLAUSE_END.search(text, begin, end)
    return begin, mark.start() if mark else end


def is_service(text: str, begin: int, start: int) -> bool:
    """True of words before a figure that say what somebody has done so long: 从教."""
    return text[begin] in _SERVICE and _SERVED.fullmatch(text, begin, start) is not None


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
