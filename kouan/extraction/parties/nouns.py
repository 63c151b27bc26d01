"""A clause in, the plain noun for who or what acts in it, where it begins with one, out: 航天员, 任务分队, 播种机."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import LEAD
from kouan.extraction.parties.doers import BARE, CREWS, DOERS, NO_DOERS, SECTORS, STAFF
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression

#: Nobody looks further for the verb of a clause, in characters.
_REACH: Final = 36
#: What is said at more length is no noun that somebody would repeat.
_LONGEST: Final = 12
_FEWEST: Final = 2
#: What stands behind a noun that figures are of, not whose they are.
_OF_MANY: Final = (
    "人均", "平均", "数量", "总数", "规模", "本人", "工作", "活动", "产业", "市场", "出厂", "购进",
)  # fmt: skip
_MEASURED: Final = Expression(
    "(?:[率量额值数比积]|收入|规模)(?:首次|保持在|提高到|约|达到?|为|超过?|共)*$"
)
_NOUNS: Final = frozenset("njbl")
#: What names nobody by itself.
_COMMON: Final = frozenset(("n", "l", "vn"))
_WITHIN: Final = frozenset(("s", "vn", "eng", "k", "an", "a", "g", "zg", "i", "f"))
#: 三名航天员, 这家参展商, 21家主要银行
_COUNTED: Final = Expression(
    "(?!大[中小]型|大型)(?:这|那|各(?=[一-龥]{1,4}[组团]))?(?:[0-9一二三四五六七八九十两百千几数多余]+)?(?:名|位|家|个|座|架|艘|台|种|条|款|支|辆|口|所|批|部|项|群|些|大|只|枚|列|型|套|类)?(?=[一-龥])"
)
#: That so much is there, or how it grew, says nothing of who does it.
_LEVEL: Final = Expression(
    "(?:已经?|也|还|均|都|将|仅|约|近|超|共|只|就|又|更|再|分别|累计|平均|总共|全部|今年|去年|同比|环比|预计|可能?|不断|首次|高|连续|持续|稳步|一度)*"
    "(?:达到?|为|是|占|增长|增加|增至|增|减少|降|上[升涨]|下[降跌]|提高|提升|突破|超过?|约|近|逾|涨|跌|由|较|比(?!赛)|不到|不足|接近|高于|低于|位居|居|排名|恢复|[有共]+$)"
)
#: 教师生活补助由每月400元…: what is paid to them, by whom the text has said before.
_PAID: Final = Expression(
    "[一-龥]{0,4}(?:补助|补贴|津贴|工资|待遇|标准|养老金|费用|报酬|薪酬|负担比例|覆盖率|接种率|参保率|就业率)(?:由|从|达|为|提高|降|增|标准|已|将|约)"
)
_JOINS: Final = frozenset(("等", "和", "与", "及", "或", "、", "以及"))
#: Who speaks is not what he speaks of.
_TELLS: Final = Expression(
    "[^，。；！？]{0,12}?(?:发表[^，。；！？]{0,8}报告|表示|介绍|说|称|指出|透露|认为|强调|告诉|宣布|显示|表明|发布|公布|通报|预[计测]|获悉|了解到|报道|提出|建议|证实|提醒|坦言|说明)"
)
#: 全国, 各地, 大家: of many, or of nobody in particular.
_NOBODY: Final = Expression(
    "民营|外资|外商|私营|小微|上市|工业企业|记者|死者|伤者|患者|读者|消费者|民众|大众|公众|连续|单[个日]|[趟架班]次?[航列]|困难群众|县域|[该此本各其他她它我你谁每]|全[国省市县区球世年部社行]|国[内际家有企]|世界|双方|部分|相关|有关|以上|规模|部门|中[国小央]|我国|人民|多|不少|众多|许多|一些"
)


#: 已有来自22个国家的百余名艺术家
_COME: Final = Expression("[已共将还预计]{0,3}有?来自[^，。；！？的]{1,16}的")
#: 县级医院全力救治的同时，: what goes on beside it, is not what the figure is of.
_MEANWHILE: Final = Expression("(?:的?同时|之际|之后|之下|期间|过程中|[时后下])，$")
#: 以媒称警方: who tells is no part of the name.
_SAYS: Final = Expression("[称说]")


def acting(text: str, clause: int, end: int) -> str | None:
    """The noun that a clause begins with, behind what may stand before a subject, and that does something."""
    lead = LEAD.match(text, clause, end)
    begin = lead.end() if lead else clause
    if come := _COME.match(text, begin, end):
        begin = come.end()
    if _MEANWHILE.search(text, begin, end):
        return None
    # 为周边农户, 在一家工厂: for whom and where, not who
    is_beside = begin > clause and text[begin - 1] in "为在使据着过于"
    return None if is_beside else acting_noun(text, begin, end)


def acting_noun(text: str, begin: int, end: int) -> str | None:
    """The noun that [begin, end) begins with, with what describes it, where it is of people, a body or a machine that does something."""
    counted = _COUNTED.match(text, begin, end)
    at = counted.end() if counted else begin
    words = tagged_words(text[at : min(end, at + _REACH)])
    first = _behind_description(words)
    name, stop = _doer(words, first)
    if not name and first:
        name, stop = _doer(words, 0)  # 运输船的国产化率
        if words[stop][0] != "的" or name.endswith(SECTORS):
            return None
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
        person = surface + _rest_of_name(surface, words[stop + 1 : stop + 2])  # 村民某某
        behind = at + sum(len(one) for one, _ in words[:stop]) + len(person)
        return None if _TELLS.match(text, behind, end) else person
    if name.endswith(STAFF) or (name.endswith("员") and tag[0] == "n"):
        return None
    is_sector = name.endswith(SECTORS)
    if (
        name in BARE
        or (is_sector and tag[0] in "na")
        or ((is_sector or tag[0] in "nv") and _MEASURED.search(text, begin, end))
    ):
        return None
    behind = at + sum(len(surface) for surface, _ in words[:stop])
    if _LEVEL.match(text, behind, end) or _TELLS.match(text, behind, end):
        return None
    if _PAID.match(text, behind, end):
        return None
    does = any(tag[0] in "vp" or surface.endswith("有") for surface, tag in words[stop:])
    return name if does else None


def is_bare(name: str) -> bool:
    """True of a plain noun for people that the dictionary has as it is, without anything that tells whose: 航天员.

    >>> is_bare("航天员"), is_bare("赛会志愿者"), is_bare("疫苗")
    (True, False, False)
    """
    name = name.removesuffix("们")
    if not name.endswith(CREWS):
        return False
    words = tagged_words(name)
    return words[0][1] in _COMMON and (len(words) == 1 or name.endswith("人员"))


def _doer(words: list[tuple[str, str]], first: int) -> tuple[str, int]:
    """The longest noun for a doer that the words from `first` on begin with, and the number of the word behind it."""
    name, whole, stop = "", "", first
    for number, (surface, tag) in enumerate(words[first:], first):
        if not (tag[0] in _NOUNS or tag in _WITHIN):
            break
        whole += surface
        if whole.endswith(DOERS) and not whole.endswith(NO_DOERS):
            name, stop = whole, number + 1
    return name, stop


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
