"""A listed surface in a text in; whether it names nothing there, though it is a name elsewhere, out: 北京时间, 台岛西北."""

from __future__ import annotations

from kouan.extraction.names.listed import NameHit
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Regions whose names are directions too; behind any place but the country they say where in it: 台岛 + 西北, 川 + 西北.
DIRECTIONS = frozenset({"东北", "西北", "西南", "东南"})
#: What stands before a direction that is none of the region.
PLACED = Expression("[岛屿湖市省县区州镇城港湾山川鲁豫苏皖赣湘鄂浙闽粤桂冀晋陕]$")
#: Time zones: 北京时间今天.
ZONE_TIME = Expression("时间(?![长久短紧过])")
#: The middle of something, and what is of the first rank in the state: 道路中央, 中央新闻单位, 第三代中央领导集体, 美国中央司令部.
MIDDLE_BEFORE = Expression("(?:[池路场台厅湖洋原河]|城市|市区|房间|屋子|画面|客厅|院子)$")
MIDDLE_BEHIND = Expression(
    "领导集体|司令部|公园|空调|隔离|分隔|商务区|位置|处理器|新闻单位|新闻媒体|(?:主要|重点|主流)?新?媒体|各报|重点新闻|企业"
    "|总馆|大厅|层面|储备|预算|决算|国债|直达|专项|转移支付|补助|基建|投资|级(?!别)|水库移民|(?:自然灾害|应急|防汛|抗旱|救灾|水利|农业|生态|环保|冬春|财政)[\u4e00-\u9fff]{0,10}?(?:资金|补贴|补助|支出|投入|收入|拨款|保险)"
)
#: Each of the parties has such a centre of its own: 各民主党派 + 中央.
OF_PARTIES = ("民主党派", "各党派")
#: The title of a ruler behind his country: 阿曼 + 苏丹海赛姆, but 埃及、苏丹.
RULER = "苏丹"
#: 西起山西兴县，东至日照港: the word for how far a line reaches is a county too.
REACHES = frozenset({"东至", "南至", "西至", "北至"})
RUNS_FROM = Expression("[东西南北中][起自][^。；\n]{1,30}[，、]$")
#: 兴国之策: a county is called like what is done; not 濠江之畔.
MEANS = Expression("之[策道路举计梦志]")
#: Kinds of animals and trees that bear the name of a place: 海南长臂猿, 东北虎, but not 东北虎豹国家公园.
SPECIES = Expression(
    "(?:[虎豹](?=[、，。等的和与种在已幼数增超达约近])|长臂猿|金丝猴|梅花鹿|马鹿|猕猴|野驴|盘羊|黑熊|棕熊|鳄(?!鱼公园)|鲟|大鲵|冷杉|云杉|油杉|铁杉|苏铁|红豆杉|叶猴|山鹧鸪)"
)
#: Money bears the name of its country: 波兰 + 兹罗提.
MONEY = Expression(
    "(?:兹罗提|克朗|卢布|里拉|比索|先令|第纳尔|里亚尔|谢克尔|福林|列弗|雷亚尔|镑(?![的]))"
)
#: 沿 + 海地 + 区 is no country.
BY_SEA, SHORES = "海地", frozenset("沿近临滨内外")
#: Counties that are called like a common word; only what they lie in, or a row of places, tells them: 云南安宁.
COMMON_TOO = frozenset(
    {"安宁", "平原", "古城", "老街", "江海", "青山", "雪山", "滨海", "海防", "南郊", "东海岸", "新区", "和平", "通江"}
)  # fmt: skip
#: A sea, and a direction behind: 里海 + 南通道, 东海 + 南部.
OF_SEA, SIDE = frozenset("里黑红黄东南北渤"), Expression("[部岸侧端线]|通道")


def is_lookalike(text: str, hit: NameHit, before: NameHit | None) -> bool:
    """Whether a listed name names nothing here; `before` is the listed name in front of it."""
    surface, start, end = hit.surface, hit.start, hit.end
    if surface in DIRECTIONS:
        return _is_direction(text, start, before)
    if surface == "中央":
        return (
            MIDDLE_BEHIND.match(text, end) is not None
            or MIDDLE_BEFORE.search(text, max(start - 2, 0), start) is not None
            or text.endswith(OF_PARTIES, 0, start)
        )
    if surface in REACHES:
        return RUNS_FROM.search(text, max(start - 36, 0), start) is not None
    if hit.name.type is not EntityType.PLACE:
        return False
    if SPECIES.match(text, end):
        return True
    if hit.name.level == "country" and MONEY.match(text, end):
        return True
    behind_place = before is not None and before.end == start and bool(before.name.level)
    if surface == RULER:
        return behind_place and before is not None and before.name.level == "country"
    if surface in COMMON_TOO and not behind_place:
        return not (text.endswith("、", 0, start) or text.startswith("、", end))
    if surface == "海南" and text[max(start - 1, 0) : start] in OF_SEA:
        return SIDE.match(text, end) is not None
    if surface == BY_SEA and text.startswith("区", end):
        return text[max(start - 1, 0) : start] in SHORES
    if hit.name.weak and MEANS.match(text, end):
        return True
    return ZONE_TIME.match(text, end) is not None


def _is_direction(text: str, start: int, before: NameHit | None) -> bool:
    """台岛西北、西南: behind a place, or in a row with such a direction."""
    if start and text[start - 1] == "、":
        return text[max(start - 3, 0) : start - 1] in DIRECTIONS and _is_direction_there(
            text, start - 3
        )
    if before is not None and before.end == start:
        country = before.name.level == "country" and before.surface in ("中国", "我国")
        return before.name.type is EntityType.PLACE and not (
            country or before.surface in DIRECTIONS or before.name.level == ""
        )
    return _is_direction_there(text, start)


def _is_direction_there(text: str, start: int) -> bool:
    return PLACED.search(text, max(start - 1, 0), start) is not None
