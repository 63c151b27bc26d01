"""A passage in; stations, railways by their ends and quays that no list has, on a page of trains or of ships, out: 行政中心站, 金龙头码头."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_RAIL: Final = (
    "地铁",
    "列车",
    "捷运",
    "轨道交通",
    "轻轨",
    "铁路",
    "高铁",
    "港铁",
    "车次",
    "动车",
    "台铁",
)
_LEFT: Final = "(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[、在到至从和与及往由距经抵离是过])|(?<=驶出)|(?<=驶入)|(?<=开往)|(?<=停靠)|(?<=途经)|(?<=前往)|(?<=往返)|(?<=增停)|(?<=包括)|(?<=铁路)|(?<=高铁)|(?<=地铁))"
#: A station by its whole name, in front of what is said of stations.
_STATION: Final = Expression(
    f"{_LEFT}(?P<name>(?![全各该本此两三四五六七八九十首末每多几某上下出进到沿途]|铁路|高铁|地铁|轻轨)(?:(?![的了在和与及至到从往由将是个座等各经开驶停]|[候换乘]车)[\u4e00-\u9fff]){{2,5}}(?<!车)站)"
    "(?=[、，。；）（至到和与及乘上下进出换候的开始发—]|等[0-9一二三四五六七八九十]*[个座车]|客流|站台|站厅|日均|间|加开|将|增设|方向|启用|停运|投用)"
)
#: What is no station of a railway, or any of them.
_NO_STATION: Final = Expression(
    ".*(?:加油|加气|充电|换电|供电|变电|发电|水电|电|网|工作|服务|气象|观测|监测|水文|测报|环卫|收费|检查|边检|卫生|医疗|急救|献血|血|防疫|兽医|种子|农技|农机|水管|水利|排灌|泵|提水|抽水|空间|航天|卫星|地面|接收|雷达|通信|基|科考|南极|北极|考察|中山|长城|泰山|昆仑|秦岭|中继|补给|休息|驿|始发|终点|终到|到达|中转|换乘|首末|快递|菜鸟|回收|转运|中途|消防|救助|救援|志愿|综治|调解|文化|供销|采购|粮|供应|批发|直播|门户|官方|论坛|博士后|流动|停靠|最后一|下一|第[一二三四五六七八九十]|[一二两三四五六七八九十小老新大])站|(?:客运|货运|汽车|公交|地铁|高铁|火车|铁路|轻轨|捷运|动车|枢纽|中心|沿线|沿途|大型|小型|主要|重点|相关|部分|旅客|客流|换乘|地下|高架|热门|核心|市内|市区|城区|中间|附近|就近|邻近|高架)+[东西南北]?站"
)
#: Railways by a sign of each of their ends, or by what they lead to.
_TRACK: Final = Expression(
    "(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[、在和与及的经由至]))(?P<name>[京沪津渝冀晋蒙辽沈吉黑苏浙杭皖赣闽鲁豫鄂湘粤穗桂琼川蓉黔贵滇昆藏陕甘兰宁银青新包西焦柳襄成宝渝陇海宁胶济石太同蒲南北集张唐哈大长滨绥牡佳图通梅沙沟承锦朔神黄邯济新菏兖日阜淮宣合九漯宜娄怀邵永益洛湛黎钦防河茂广衡吉武江衢福厦温萧甬鹰梅坎汕惠三茂昌赣瓷隆百威达万利渡内泸六沾水柏红盘甬台]{2}线)"
    "(?=[、，。和与及上的普]|部分|区段|列车|加开|沿线|因|下行|上行|全线|各次|临时)"
)
_SHIPS: Final = ("码头", "靠泊", "港", "船", "货轮", "邮轮")
#: A quay or a port's quarter by its whole name.
_QUAY: Final = Expression(
    "(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[、在到至从和与及往由距经抵离是])|(?<=停靠)|(?<=靠泊)|(?<=走进)|(?<=来到)|(?<=依托)|(?<=前往)|(?<=驶离)|(?<=驶入)|(?<=位于))"
    "(?P<name>(?![全各该本此两三四五六七八九十首每多几某新老大小我等])(?:(?![的了在和与及至到从往由将是个座等各经停靠]|[一二两三四五六七八九十]个)[\u4e00-\u9fff]){2,5}(?:(?:[东西南北]|集装箱|客运|货运|散货|矿石|通用|邮轮|滚装|LNG)?码头|[东西南北]?作业区|(?<!香)港区))(?![工员业股运公集建经费域])"
)
_NO_QUAY: Final = Expression(
    ".*(?:[内外]|泊位|港口|自动化|智慧|智能|绿色|专用|专业化|多用途|通用|货运|客运|旅游|公用|公务|公共|综合|集装箱|散货|件杂货|矿石|原油|油品|化工|液体|煤炭|滚装|邮轮|游船|渔业|内河|沿海|沿江|长江|海上|水上|陆上|临时|简易|军用|民用|深水|万吨级?|吨级|现代化|国际|国内|世界|主要|重点|核心|枢纽|外贸|内贸|老|新|大型|小型|相关|部分|有关|各|当地|附近|此处|施工|建设|在建|规划|现有|网红|打卡|全国|全省|全市|全球|沿线|一流|海外|境外|岸线|示范|试点|保税|出口|进口|疏港|临港|空港|陆港)(?:码头|作业区|港区)"
)
#: A name does not begin with words of these sorts, and holds none of those.
_NO_START: Final = ("d", "c", "p", "u", "r", "v", "m", "t", "s", "f")
_NOT_WITHIN: Final = ("p", "c", "u", "r", "t")


_STOPS: Final = Expression("站", holds="站")
_QUAYS: Final = Expression("码头|作业区|港区", holds="码业港")
_LONGEST, _BEHIND = 8, 8


def find_stops(passage: Passage) -> Iterator[Candidate]:
    """Stations, railways and quays."""
    text = passage.text
    if any(word in text for word in _RAIL):
        for close in _STOPS.finditer(text):
            near = max(0, close.start() - _LONGEST)
            for found in _STATION.finditer(text, near, close.end() + _BEHIND):
                start, end = _behind_division(passage, *found.span("name"))
                if (
                    end == close.end()
                    and not _NO_STATION.fullmatch(text, start, end)
                    and _fits(passage, start, end)
                ):
                    yield Candidate(start, end, EntityType.PLACE, 0.65)
        for found in _TRACK.finditer(text) if "线" in text else ():
            hit = passage.hit_over(*found.span("name"))
            if hit is None or (hit.start >= found.start("name") and hit.end <= found.end("name")):
                yield Candidate(*found.span("name"), EntityType.PLACE, 0.65)
    for close in _QUAYS.finditer(text):
        near = max(0, close.start() - _LONGEST)
        for found in _QUAY.finditer(text, near, close.end() + 1):
            start, end = _behind_division(passage, *found.span("name"))
            if (
                end == close.end()
                and not _NO_QUAY.fullmatch(text, start, end)
                and _fits(passage, start, end)
            ):
                yield Candidate(start, end, EntityType.PORT, 0.65)


def _behind_division(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """重庆 + 团结村中心站, 上海 + 吴淞口码头, but 黄山北站."""
    hit = passage.hit_at(start)
    apart = (
        hit is not None
        and hit.name.level in ("country", "province", "prefecture")
        and end - hit.end > 2
        and passage.text[hit.end] not in "东西南北"
    )
    return (hit.end, end) if hit is not None and apart else (start, end)


def _fits(passage: Passage, start: int, end: int) -> bool:
    """Words begin and end with it, none of them does anything, and no listed name is cut."""
    words = passage.words
    number = words.starting.get(start)
    if number is None or words.tags[number].startswith(_NO_START):
        return False
    while number < len(words) and words.starts[number] < end:
        if words.tags[number] in _NOT_WITHIN:
            return False
        number += 1
    first, last = passage.hit_over(start, start + 1), passage.hit_over(end - 1, end)
    cut = (first is not None and first.start < start) or (last is not None and last.end > end)
    return not cut
