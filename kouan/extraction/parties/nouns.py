"""A clause in, the plain noun for who or what acts in it, where it begins with one, out: 航天员, 任务分队, 播种机."""

from __future__ import annotations

import re
from typing import Final

from kouan.extraction.parties.actors import LEAD
from kouan.extraction.words import tagged_words

#: Nobody looks further for the verb of a clause, in characters.
_REACH: Final = 36
#: What is said at more length is no noun that somebody would repeat.
_LONGEST: Final = 12
_FEWEST: Final = 2
#: People, bodies and machines: who acts, by the end of the noun.
_DOERS: Final = (
    "人员", "员", "员们", "者", "官兵", "礼兵", "战士", "队", "分队", "队们", "团队", "团", "组", "医生", "选手", "村民", "居民们", "群众", "民众", "农户", "商户", "客商", "师傅", "师", "学生", "老人", "孩子们", "牧民", "嫌疑人", "袭击者", "枪手", "船员", "乘客", "少年",
    "部队", "空军", "海军", "陆军", "机构", "运营商", "法院", "检察院", "警方", "军方", "执法人员", "工厂", "企业", "公司", "银行", "基金", "反对派", "商家", "参展商", "采购商", "合作社", "医院", "学校", "高校", "书店", "餐厅", "酒店", "农场", "渔场",
    "机", "飞机", "机器人", "列车", "动车组", "航班", "船", "货轮", "游艇", "艇", "火箭", "卫星", "飞船", "探测器", "航天器", "望远镜", "井", "传感器", "仪", "反应堆", "坦克",
    "飓风", "林火", "新规", "条例", "图集", "节目", "展会", "赛事", "指南", "办法", "病毒", "疫苗", "月壤", "动物", "候鸟", "斑海豹",
)  # fmt: skip
#: What statistics are of, rather than who acts, where a noun follows: 企业数量, 银行存款.
_SECTORS: Final = (
    "企业",
    "公司",
    "银行",
    "机构",
    "基金",
    "医院",
    "学校",
    "高校",
    "酒店",
    "餐厅",
    "农户",
    "人员",
)
#: Who they are, the text has said before.
_BARE: Final = frozenset(
    (
        *_SECTORS,
        "团队",
        "队员",
        "人员",
        "员",
        "者",
        "队",
        "团",
        "组",
        "学生",
        "老人",
        "列车",
        "飞机",
        "总队",
        "支队",
        "大队",
        "中队",
        "集团",
        "航班",
    )
)
#: Of whose figures the house is: 科研人员.
_STAFF: Final = tuple(
    f"{what}人员"
    for what in ("工作", "研究", "科研", "技术", "医务", "医护", "管理", "施工", "从业", "参会")
)
#: Words that end as doers do and are none.
_NO_DOERS: Final = (
    "装机",
    "脑机",
    "时机",
    "危机",
    "有机",
    "投机",
    "动机",
    "契机",
    "手机",
    "转机",
    "商机",
    "钻井",
    "油井",
    "矿井",
    "海船",
    "造船",
    "会议",
    "本领",
)
_OF_MANY: Final = ("人均", "平均", "数量", "总数", "规模", "本人", "工作", "活动", "产业", "市场")
_MEASURED: Final = re.compile(
    "(?:[率量额值数比积]|收入|规模)(?:首次|保持在|提高到|约|达到?|为|超过?|共)*$"
)
_NOUNS: Final = frozenset("njbl")
_WITHIN: Final = frozenset(("s", "vn", "eng", "k", "an", "a", "g", "zg", "ng", "i", "f"))
#: 三名航天员, 这家参展商, 21家主要银行
_COUNTED: Final = re.compile(
    "(?:这|那)?(?:[0-9一二三四五六七八九十两百千几数多余]+)?(?:名|位|家|个|座|架|艘|台|种|条|款|支|辆|口|所|批|部|项|群|些|大|只|枚|列|型)?(?=[一-龥])"
)
#: That so much is there, or how it grew, says nothing of who does it.
_LEVEL: Final = re.compile(
    "(?:已经?|也|还|均|都|将|仅|约|近|超|共|只|就|又|更|再|分别|累计|平均|总共|全部|今年|去年|同比|环比|预计|可能?|不断|首次|高|连续|持续|稳步|一度)*"
    "(?:达到?|为|是|占|增长|增加|增至|增|减少|降|上[升涨]|下[降跌]|提高|提升|突破|超过?|约|近|逾|涨|跌|由|较|比(?!赛)|不到|不足|接近|高于|低于|位居|居|排名|恢复|[有共]+$)"
)
_JOINS: Final = frozenset(("等", "和", "与", "及", "或", "、", "以及"))
#: Who speaks is not what he speaks of.
_TELLS: Final = re.compile(
    "[^，。；！？]{0,12}?(?:表示|介绍|说|称|指出|透露|认为|强调|告诉|宣布|显示|表明|发布|公布|通报|预[计测]|获悉|了解到|报道|提出|建议|证实)"
)
#: 全国, 各地, 大家: of many, or of nobody in particular.
_NOBODY: Final = re.compile(
    "民营|国有|外资|外商|私营|中小|小微|中央企业|上市|工业企业|记者|死者|伤者|患者|读者|消费者|连续|单个|[该此本各其他她它我你谁每]|全[国省市县区球世年部社行]|国[内际家有企]|世界|双方|部分|相关|有关|以上|规模|部门|中[国小央]|我国|人民|多|不少|众多|许多|一些"
)


#: 以媒称警方: who tells is no part of the name.
_SAYS: Final = re.compile("[称说]")


def acting(text: str, clause: int, end: int) -> str | None:
    """The noun that a clause begins with, behind what may stand before a subject, and that does something."""
    lead = LEAD.match(text, clause, end)
    begin = lead.end() if lead else clause
    # 为周边农户, 在一家工厂: for whom and where, not who
    is_beside = begin > clause and text[begin - 1] in "为在使据着过于"
    return None if is_beside else acting_noun(text, begin, end)


def acting_noun(text: str, begin: int, end: int) -> str | None:
    """The noun that [begin, end) begins with, with what describes it, where it is of people, a body or a machine that does something."""
    counted = _COUNTED.match(text, begin, end)
    at = counted.end() if counted else begin
    words = tagged_words(text[at : min(end, at + _REACH)])
    first = _behind_description(words)
    name, whole, stop = "", "", first
    for number, (surface, tag) in enumerate(words[first:], first):
        if not (tag[0] in _NOUNS or tag in _WITHIN):
            break
        whole += surface
        if whole.endswith(_DOERS) and not whole.endswith(_NO_DOERS):
            name, stop = whole, number + 1
    if (
        not _FEWEST <= len(name) <= _LONGEST
        or stop == len(words)
        or _NOBODY.match(name)
        or _SAYS.search(name)
    ):
        return None
    surface, tag = words[stop]
    if tag[0] == "x" or surface in _JOINS or surface.startswith(_OF_MANY):
        return None
    if tag == "nr" and len(surface) >= _FEWEST:
        return surface + _rest_of_name(surface, words[stop + 1 : stop + 2])  # 村民某某
    if name.endswith(_STAFF) or (name.endswith("员") and tag[0] == "n"):
        return None
    is_sector = name.endswith(_SECTORS)
    if (
        name in _BARE
        or (is_sector and tag[0] in "na")
        or ((is_sector or tag[0] in "nv") and _MEASURED.search(text, begin, end))
    ):
        return None
    behind = at + sum(len(surface) for surface, _ in words[:stop])
    if _LEVEL.match(text, behind, end) or _TELLS.match(text, behind, end):
        return None
    does = any(tag[0] == "v" or surface.endswith("有") for surface, tag in words[stop:])
    return name if does else None


def _rest_of_name(name: str, following: list[tuple[str, str]]) -> str:
    """The last character of a name that the segmenter parts from it."""
    rest, tag = following[0] if following else ("", "x")
    is_rest = len(name) == _FEWEST and len(rest) == 1 and tag[0] in "ng"
    return rest if is_rest else ""


def _behind_description(words: list[tuple[str, str]]) -> int:
    """The number of the word behind the 的 of what describes the noun that a clause begins with."""
    for number, (surface, tag) in enumerate(words):
        if surface == "的":
            return number + 1
        if tag[0] in "dp":
            return 0
    return 0
