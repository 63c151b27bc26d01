"""The beginning of a clause in, the name that it begins with and that no gazetteer has out: 金华水果批发市场, 昌景黄高铁."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.sorts import DESCRIBING, GENERIC, NO_SORTS, SORTS, WORKS
from kouan.extraction.words import tagged_words
from kouan.lexicons.words import any_of
from kouan.model.expression import Expression

#: Nobody names anything at more length, in characters.
LONGEST: Final = 20
#: No name has one of these in it.
_SHAPE: Final = Expression(
    f"(?:经(?=[济开纬贸典营])|[^的了经着过已将是称说，。；！？：、《》\\n]){{0,{LONGEST - 2}}}?(?:{any_of(SORTS)})"
)
_SORTS: Final = frozenset(SORTS)
_SORT_LONGEST: Final = max(map(len, SORTS))
#: A sort by itself names nothing.
_FEWEST: Final = 2
#: A name has a name in it: 金华, 广船, 巴萨.
_PROPER: Final = frozenset(("ns", "nr", "nrt", "nz", "nt", "j", "nrfg"))
#: Of each of these there are few, and what stands before is its name: 大熊猫国家公园.
_STRONG: Final = frozenset(("国家公园", "自然保护区", "特大桥", "抽水蓄能电站", "水电站", "核电站"))
#: 赵乐际会见代表团, 浦东新增跨国公司: what somebody does to a body is no name.
_DOES: Final = Expression(
    "会见|出席|访问|主持|会谈|考察(?!队|团)|调研|抵达|签署|打击|袭击|空袭|进攻|新增|实现|完成|建成|拥有|开通|举办|推进|认定|打造|加快|启动|引进|增加|签约|收购|惠及|覆盖|支持|参加|入选|获得|发布|援引|担任|进入|行进|联动|提出|实施(?!方案)|记录|开工|位于|投产|通车|关停|前往|首创|抗议|反对|中止|距离|迎来|高水平|高质量|代表(?!团|队)|正在|在(?!线)"
)
#: Named so often, a thing is known by its name though no word of it is a name.
_NAMED: Final = 2
_NOUNS: Final = frozenset("njsbl")
#: When something is is no part of its name.
_LEARNT_FROM: Final = ("记者从", "从", "记者")
_DAYS_OFF: Final = ("黄金周", "小长假", "连假", "假期", "假日", "节假日", "暑期", "寒假")
_WITHIN: Final = frozenset(("vn", "k", "a", "f", "eng", "an", "zg", "ng", "g", "t"))
#: Words that names are made of though they are verbs elsewhere.
_VERBS: Final = frozenset(
    ("对接", "通道", "联运", "运载", "示范", "开发", "展览", "出版", "批发", "改造", "修复", "种植", "制造", "提升", "繁育", "储气", "签约", "输水", "扩建", "成像", "会", "进", "直航", "智造", "推介", "洽谈", "招聘", "引水", "蓄能", "抽水",
     "配置", "治理", "防护", "保护", "安置", "探测", "回收", "处理", "发射")
)  # fmt: skip
#: Of these only where a sort of thing follows: 改造工程, but no 改造园区.
_DOING: Final = frozenset(
    ("改造", "修复", "种植", "开发", "签约", "发射", "处理", "安置", "保护", "提升")
)  # fmt: skip
#: 上海临港新片区: what a name goes on with behind a first sort.
_MORE: Final = frozenset("新老大东西南北中")
#: 第七届, 六号, 6-1: other numbers count.
_NUMBER: Final = Expression("第.*|.*[号届期]|[0-9]+-[0-9]+|20[0-9]{2}|首届|.*(?<![0-9])[A-Za-z].*")
#: 垦利6-1油田, 天舟六号
_NUMBERED: Final = Expression("^第|^20[0-9]{2}(?=.*会)|号|[0-9]-[0-9]|[A-Z]")
#: Words of names that the segmenter takes for others.
_WAYS: Final = frozenset(("高速", "驻", "环"))
#: 经广西口岸, 现有项目: no name begins so.
_NO_BEGINNING: Final = Expression(
    "报告|新建|在建|改建|经(?!济|开|纬)|距|现有|据|自(?![治由贸])|由|从|对(?!外)|向(?!阳)|给|为|与|和(?!平|田|谐)|在|将|已|有(?!色|机)|除了|使(?!馆)|让|被|把|到|以(?![色军])|用|按|随|通过|利用|依托|围绕|借助|来自|作为|一[个家批座条些]|这|那"
)
#: 国家重点项目——某某水电站: the name stands behind the dash.
_APPOSED: Final = Expression(
    f"[^，。；：！？、0-9—]{{3,24}}——(?:“(?P<quoted>[^”，。]{{2,16}})”|(?P<name>(?:[^，。；：！？、“”—的了已将是在首今昨正0-9]|[0-9]+号){{1,18}}(?:{any_of(SORTS)})))",
    holds="—",
)
#: 某某项目全长: what is measured of a thing does not go on with its name.
_MEASURED: Final = Expression(
    "全|总|[东西南北]?(?:干线|主线|支线)|标段|输水|线路|沿线|设计|投资|规划|主体|一期|二期|首期|施工|年|占地|里程|规模|面积|长度|高度|桥面|目前|正线|建成|开工"
)
#: 某某高铁某某段
_SECTION: Final = Expression("(?<=[路速铁])(?:复线|[^，。；：、的0-9至到]{1,6}段)")


def apposed(text: str, begin: int, end: int) -> str | None:
    """The name behind a dash: 某某水电站 of 国家重点项目——某某水电站."""
    found = _APPOSED.match(text, begin, end)
    if found is None or found["quoted"]:
        return found["quoted"] if found else None
    name: str = found["name"]
    if _DOES.search(name):
        words = _named(text[found.start("name") : min(end, found.start("name") + LONGEST)])
        name = "".join(surface for surface, _ in words)
    return None if not name or _DOES.search(name) else name


def leading_name(text: str, article: str = "") -> str | None:
    """The nouns that a text begins with, where they end in a sort of thing that bears names.

    A name is one of their words, or the article has them more than once.

    >>> leading_name("金华水果批发市场日均交易"), leading_name("工程全长"), leading_name("黄金周酒店爆满")
    ('金华水果批发市场', None, None)
    """
    words = _named(text)
    name = "".join(surface for surface, _ in words)
    sort = _sort_of(name)
    if text.startswith("生产总值", len(name)):
        return None  # 某某省地区生产总值
    if not name or len(name) < len(sort) + _FEWEST or _DOES.search(name):
        return None
    if name.startswith((*_DAYS_OFF, *_LEARNT_FROM)):
        return None  # 黄金周 + 酒店, 记者从 + 白鹭集团
    is_named = words[0][1] in _PROPER and words[0][0] not in GENERIC  # 城镇 is no name
    is_proper = is_named or _NUMBERED.search(name)
    if is_proper or sort == "厅":
        return name + _section(text, name)
    is_noun = words[0][1].startswith(("n", "j", "s", "b", "f", "a")) and not name.startswith(
        GENERIC
    )
    if is_noun and (sort in _STRONG or _has_name(words, sort) or article.count(name) >= _NAMED):
        return name + _section(text, name)
    return None


def described_name(text: str) -> str | None:
    """The nouns behind a description that begin with a name and end in a sort of thing: of a sort alone it says nothing.

    >>> described_name("云白高铁完成建设"), described_name("高速铁路通车")
    ('云白高铁', None)
    """
    name = leading_name(text)
    is_named = name is not None and tagged_words(name)[0][1] in _PROPER | {"m", "eng"}
    return name if name and is_named and not name.startswith(GENERIC) else None


def name_behind(text: str, fewest: int, *, is_told_apart: bool) -> str | None:
    """The nouns that go on with a name before them up to a sort of thing, so many characters at least, unless a name is in them.

    >>> name_behind("遗址博物馆展厅面积", 3, is_told_apart=False), name_behind("高铁里程", 3, is_told_apart=False)
    ('遗址博物馆', None)
    """
    words = _named(text)
    name = "".join(surface for surface, _ in words)
    if not name or _DOES.search(name):
        return None
    sort = _sort_of(name)
    is_own = _has_name(words, sort)
    return name if is_own or (not is_told_apart and len(name) >= fewest) else None


def _named(text: str) -> list[tuple[str, str]]:
    """The words that a text begins with up to the last sort of thing that they end in."""
    if not _SHAPE.match(text) or _NO_BEGINNING.match(text):
        return []
    words = tagged_words(text)
    whole, stop = "", 0
    for number, (surface, tag) in enumerate(words):
        goes_on = not stop or tag[0] in "nl" or surface.endswith("期") or surface in _MORE
        if not goes_on or not _is_of_name(surface, tag, whole):
            break
        if surface in _DOING and not _is_followed(words, number):
            break
        said = whole + surface
        is_sort = said.endswith(SORTS) and not said.endswith(NO_SORTS)
        is_sort = is_sort and said.count("（") == said.count("）")
        if (
            stop
            and whole.endswith(DESCRIBING)
            and not (is_sort or surface in _MORE or _MEASURED.match(surface))
        ):
            stop = 0  # 昆明市场价格: what is named goes on
        whole = said
        if is_sort:
            stop = number + 1
    return words[:stop]


def _is_followed(words: list[tuple[str, str]], number: int) -> bool:
    """Whether a sort of works stands right behind a word."""
    return number + 1 < len(words) and words[number + 1][0].endswith(WORKS)


def _is_of_name(surface: str, tag: str, whole: str) -> bool:
    """Whether a word may stand in a name: nouns and what is no verb, number or word between sentences."""
    if tag[0] == "m":
        return whole.endswith("第") or _NUMBER.fullmatch(surface) is not None
    if surface in "（）一":
        return bool(whole)
    return tag[0] in _NOUNS or tag in _WITHIN or surface in _VERBS or surface in _WAYS


def _sort_of(name: str) -> str:
    """The longest sort that a name ends in."""
    lengths = range(min(_SORT_LONGEST, len(name)), 0, -1)
    return next((name[-length:] for length in lengths if name[-length:] in _SORTS), "")


def _has_name(words: list[tuple[str, str]], sort: str) -> bool:
    """Whether a word before the sort is a name."""
    return any(tag in _PROPER and surface != sort for surface, tag in words)


def _section(text: str, name: str) -> str:
    found = _SECTION.match(text, len(name))
    return found[0] if found else ""
