"""A place and the text behind it in, the narrower place that is named right behind it out: 霍邱 of 安徽霍邱."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.extraction.parties.divisions import Levels
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression
from kouan.model.facts import EntityType
from kouan.model.knowledge import Knowledge

#: 首府纳什维尔, 南部城市汗尤尼斯
_WHICH: Final = Expression(
    "(?:[东西南北中]{1,2}部)?(?:首府|首都|州府|省会|港口城市|沿海城市|边境城市|城市|小镇)?"
)
#: 合肥新站高新区: a zone by two or three characters of its own.
_ZONE: Final = Expression(
    "[一-龥]{2,3}(?:高新区|开发区|经开区|新区|示范区|保税区|综保区|度假区|垦区)(?![一-龥]{0,2}(?:[、和]|等))",
    holds="区",
)
#: 佳冬乡塭丰村, 茂林区御油山测站
_VILLAGE: Final = Expression(
    "(?![各多该两三几某全])[^和与及或的、，。；：！？0-9]{2,4}?(?:(?<![农乡])村(?![民委支级镇干里庄])|测站|气象站|水文站|雨量站)"
)
_OVER_VILLAGES: Final = ("乡", "镇", "县", "区", "街道")
#: Short names of divisions that are words of every day.
_WORDS: Final = frozenset(
    ("南部", "新建", "合作", "双城", "港口", "城关", "和平", "解放", "新华", "前进", "友谊", "红旗", "新城", "平安", "东方", "中山", "长安", "海港", "站前", "共和", "乐业", "大通", "同心")
)  # fmt: skip
#: 也门西部荷台达省, 日本宫崎县
_ABROAD: Final = Expression(
    "(?:(?:(?:[东西南北中]{1,2}部|[东西南北]海岸)的?)?(?P<name>(?![各多该两三几某东西南北中十])[^，。；！？、（的在对将以与和及全0-9 ]{2,5}?(?:省|州|邦|县(?=[0-9今昨发])))"
    "|(?:[东西南北中]{1,2}部|[东西南北]海岸)的?(?P<other>(?![各多该两三几某东西南北中十])[^，。；！？、（的在对将以与和及全0-9 ]{1,9}?[省州邦]))(?!长|[府立级委]|政府)"
)
#: 加沙地带汗尤尼斯东部: a town abroad, by the characters that foreign names are written with.
_SOUNDS: Final = "阿埃艾安奥巴拜班贝本比波伯布达德迪丁杜多厄恩尔法菲费弗福盖戈格古哈海汉赫霍基吉加贾杰金卡凯坎科克库拉莱赖兰朗勒雷里利林鲁伦罗洛马迈曼梅门蒙米莫姆穆纳奈内尼努诺帕派佩皮普奇齐乔切琼萨塞赛桑沙舍什斯苏索塔泰坦特提图托瓦维韦沃乌希夏谢辛休雅亚扬耶伊因尤约扎泽詹佐朱兹汗瓜圭哥顿敦堡密毛瑟"
_TOWN: Final = Expression(
    f"(?:[东西南北中]{{1,2}}部的?)?(?:港口城市|沿海城市|边境城市|城市|城镇|小镇)?(?P<town>(?![亚非欧拉]洲)[{_SOUNDS}]{{3,8}}(?:省|州|市|镇|难民营)?|[{_SOUNDS}]{{2,7}}岛|(?<=城市)[{_SOUNDS}]{{2}})(?=[东西南北中]{{1,2}}[部郊]|地区|郊区|附近|一带|居民|遭到?|发生|大火|山火|林火|，|[0-9]|一[家所座处栋])"
)
#: Regions abroad that have towns as a country has.
REGIONS: Final = frozenset(
    ("加沙地带", "约旦河西岸", "克里米亚", "顿巴斯", "戈兰高地", "纳卡", "库尔德斯坦", "克什米尔")
)
#: 甲州乙城: what countries abroad are divided into.
_ABROAD_PARTS: Final = ("州", "省", "邦")
_HOME: Final = "中国"
_NAMES: Final = frozenset(("ns", "nrt", "nr"))
#: A name abroad has so many characters.
_FEWEST: Final = 3
_LONGEST: Final = 10
_ENDS: Final = ("市", "州", "省", "县", "镇", "村", "城", "区")
#: What goes on with a name makes it none of a place: 杭州萧山机场.
_GOES_ON: Final = Expression(
    "(?:大学|学院|机场|港|公司|集团|银行|路|站|队|铁路|高铁|大桥|隧道|人|籍|语|菜|话|山|湖|河|江|段|[、和及与等])"
)


def countries(knowledge: Knowledge) -> frozenset[str]:
    """The other countries, by their short names."""
    return frozenset(
        row["short"] or row["surface"]
        for row in knowledge.rows("country")
        if row["level"] == "country" and row["short"] != _HOME
    )


def village(text: str, place: Place, end: int) -> str | None:
    """The village or gauge that is named right behind a township or a district: 塭丰村 of 佳冬乡塭丰村."""
    if place.type is not EntityType.PLACE or not place.name.endswith(_OVER_VILLAGES):
        return None
    found = _VILLAGE.match(text, place.end, end)
    return found[0] if found else None


def narrower(text: str, place: Place, end: int, knowledge: Knowledge) -> str | None:
    """The division, zone or town that is named right behind a place, as the text has it."""
    if place.type is not EntityType.PLACE:
        return None
    divisions = knowledge.made(Levels)
    at = place.end
    for stop in range(min(end, at + divisions.longest), at + 1, -1):
        if divisions.is_under(text[at:stop], place.name):
            is_other = text[at:stop] in _WORDS or _GOES_ON.match(text, stop, end)
            return None if is_other else text[at:stop]
    if place.name in knowledge.made(countries) and (abroad := _ABROAD.match(text, at, end)):
        return abroad["name"] or abroad["other"]
    is_abroad = (
        place.name in knowledge.made(countries)
        or place.name in REGIONS
        or (place.name.endswith(_ABROAD_PARTS) and place.name not in divisions.full)
    )
    if is_abroad and (town := _TOWN.match(text, at, end)):
        return town["town"]
    if below := village(text, place, end):
        return below
    if zone := _ZONE.match(text, at, end):
        return text[place.start : zone.end()]
    which = _WHICH.match(text, at, end)
    at = which.end() if which else at
    words = tagged_words(text[at : min(end, at + _LONGEST)])
    if not words or words[0][1] not in _NAMES:
        return None
    name = words[0][0]
    if text.endswith("在", 0, place.start) and text.startswith(f"{name}，", at):
        return name  # 在贵州贵安，
    following = words[1][0] if len(words) > 1 else ""
    if following in _ENDS:
        return name + following
    is_long = len(name) >= _FEWEST and (words[0][1] != "nr" or name.endswith(_ENDS))
    is_town = is_long and not _GOES_ON.match(text, at + len(name), end)
    return name if is_town and (at > place.end or name.endswith(_ENDS)) else None
