"""The beginning of a clause in, the name that it begins with and that no gazetteer has out: 金华水果批发市场, 昌景黄高铁."""

from __future__ import annotations

import re
from typing import Final

from kouan.extraction.words import tagged_words

#: Nobody names anything at more length, in characters.
LONGEST: Final = 16
#: What a name of a works, a house or a body ends with.
SORTS: Final = (
    "市场", "高铁", "铁路", "工程", "油田", "气田", "电站", "水库", "大桥", "隧道", "机场", "港", "厂", "村", "镇", "园区", "博物馆", "医院",
    "大学", "学院", "公司", "集团", "银行", "合作社", "古城", "航线", "高速", "基地", "煤矿", "电场", "农场", "林场", "保护区", "示范区", "区域", "地区",
    "地铁", "公交", "代表团", "代表队", "平台", "枢纽", "通道", "灌区", "湿地", "森林公园", "国家公园", "探测器", "飞船", "火箭", "空间站", "卫星",
    "流域", "厅", "政府", "空军", "海军", "陆军", "国防军", "国防部", "卫生部", "国防部门", "卫生部门", "商会", "学会", "联合会", "基金会", "联盟", "研究所", "研究院",
    "艺术团", "救援队", "医疗队", "考察队", "产业园", "开发区", "新区", "新片区", "月球车", "着陆器", "组合体", "宣讲团", "先行区", "合作区", "实验舱", "核心舱", "乘组", "船队", "商圈", "监狱", "核电站", "机器人", "客机", "货轮", "邮轮", "粮库", "社区", "草原", "盆地", "平原", "遗址", "景区", "剧院",
)  # fmt: skip
#: No name has one of these in it.
_SHAPE: Final = re.compile(
    f"[^的了着过已将是称说，。；！？：、（）《》\\n]{{1,{LONGEST - 2}}}?(?:{'|'.join(SORTS)})"
)
#: A sort by itself names nothing.
_FEWEST: Final = 2
#: A name begins with a name: 金华, 广船.
_PROPER: Final = frozenset(("ns", "nr", "nrt", "nz", "nt", "j", "nrfg"))
#: What begins with one of these is of many, or of a sort: 部分医院, 国际市场.
_GENERIC: Final = (
    "部分", "当地", "全国", "全省", "全市", "全县", "全区", "全球", "全体", "各", "国际", "国内", "农村", "城市", "整个", "有关", "相关", "地方", "基层", "公共", "社会", "主要", "大型", "重点", "传统",
    "民营", "国有", "海外", "境外", "外地", "周边", "一些", "多", "该", "这", "本", "其", "我", "每", "医药", "生产", "产业", "工业", "科技", "消费",
    "食品", "人才", "资本", "股票", "汽车", "房地产", "劳动", "旅游", "现代", "新型", "网络", "数字", "信息", "交通", "水利", "能源", "电力", "重大",
)  # fmt: skip
#: 赵乐际会见代表团: what somebody does to a body is no name.
_DOES: Final = re.compile("会见|出席|访问|主持|会谈|考察|调研|抵达|签署|打击|袭击|空袭|进攻")
#: Named so often, a thing is known by its name though no word of it is a name.
_NAMED: Final = 2
_NOUNS: Final = frozenset("njsbml")


def leading_name(text: str, article: str = "") -> str | None:
    """The nouns that a text begins with, where they end in a sort of thing that bears names.

    They begin with a name, or the article has them more than once.

    >>> leading_name("金华水果批发市场日均交易"), leading_name("工程全长"), leading_name("共建设泊位")
    ('金华水果批发市场', None, None)
    """
    if not _SHAPE.match(text):
        return None
    words = tagged_words(text)
    name = ""
    at = 0
    for surface, tag in words:
        if name and tag[0] != "n":
            break
        if tag[0] not in _NOUNS and tag not in ("vn", "v", "a", "f"):
            break
        at += len(surface)
        if (
            text[: at - len(surface)] == name != ""
            and tag[0] == "n"
            and not surface.endswith(SORTS)
        ):
            name = ""  # 昆明市场价格: what is named goes on
            continue
        if text[:at].endswith(SORTS):
            name = text[:at]
    if not name:
        return None
    sort = max((one for one in SORTS if name.endswith(one)), key=len, default="")
    if len(name) < len(sort) + _FEWEST or _DOES.search(name):
        return None
    is_proper = words[0][1] in _PROPER or text.startswith("第") or "号" in name
    if is_proper or sort == "厅":
        return name
    is_noun = words[0][1].startswith(("n", "j", "s")) and not name.startswith(_GENERIC)
    return name if is_noun and article.count(name) >= _NAMED else None
