"""A clause that begins with 该 and a noun in, the full name under which its article spoke of that before, out: 该动车组, 该遗址."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import LEAD, Place
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression

#: 该动车组, 这款潜水器, 这座水库
_AGAIN: Final = Expression(
    "(?:该|这[座条款艘架台型列颗枚种项部]|此[座条款艘型])(?=[一-龥]{2})", holds="该这此"
)
#: What is meant by no name of its own, or told of elsewhere.
_NOBODY: Final = (
    "国", "省", "市", "县", "区", "镇", "乡", "村", "公司", "企业", "机构", "部门", "单位", "人士", "负责人", "男子", "女子", "消息", "报告", "数据", "地区",
    "指标", "指数", "比例", "数字", "规定", "政策", "措施", "办法", "消息", "问题", "情况", "病毒", "疾病", "季度", "年度", "赛季", "时段", "渠道", "业务", "板块", "方式", "行业", "领域", "方面", "环节",
)  # fmt: skip
#: What is measured of it: 该动车组试验速度, 该水库总库容.
_ATTRIBUTES: Final = (
    "度", "量", "率", "额", "值", "积", "价", "价格", "费", "费用", "投资", "收入", "产能", "规模", "人口", "寿命", "航程", "直径", "库容", "里程",
)  # fmt: skip
_BEFORE_ATTRIBUTES: Final = ("试验", "运营", "设计", "最大", "平均", "建筑", "占地", "日均", "年均")
#: So far back a name is looked for, and so long it is, in characters.
_NEAR: Final = 300
_LONGEST: Final = 16
_WORDS: Final = 8
_FEWEST: Final = 2
#: A name that begins with letters, digits or quotation marks: CR450动车组, “海龙”型潜水器.
_MARKED: Final = Expression(
    "(?:“[^“”，。\n]{1,12}”|(?<![A-Za-z0-9])[A-Z][A-Za-z0-9-]{1,11})[一-龥]{0,6}$"
)
#: 江城—海州航线: from where, to where.
_ROUTE: Final = Expression("[一-龥]{2,6}(?:—|－|-|至|往返)$")
_NOUNS: Final = frozenset(("n", "nz", "ns", "nt", "nr", "nrt", "vn", "b", "j", "s", "an", "f"))
_PROPER: Final = frozenset(("nz", "ns", "nt", "nr", "nrt"))
_COMMON: Final = frozenset(("n", "nz", "vn", "l"))


def said_again(text: str, clause: int, end: int, begin: int, places: Sequence[Place]) -> str | None:
    """The name that [clause, end) calls again by its last noun; `begin` is where the article begins, `places` whom it names before."""
    lead = LEAD.match(text, clause, end)
    again = _AGAIN.match(text, lead.end() if lead else clause, end)
    if again is None:
        return None
    nouns: list[str] = []
    for surface, tag in tagged_words(text[again.end() : min(end, again.end() + _WORDS)]):
        if tag not in _COMMON:
            break
        nouns.append(surface)
    first = max(begin, clause - _NEAR)
    # what it is stands last: 医疗服务网络 is a 网络
    while len(nouns) > 1 and nouns[-1].endswith(_ATTRIBUTES):
        nouns.pop()
    if len(nouns) > 1 and nouns[-1] in _BEFORE_ATTRIBUTES:
        nouns.pop()
    tails = ("".join(nouns[number:]) for number in range(len(nouns)))
    named = (_named(text, first, clause, noun, places) for noun in tails if len(noun) >= _FEWEST)
    return next((name for name in named if name), None)


def _named(text: str, first: int, last: int, noun: str, places: Sequence[Place]) -> str | None:
    """The last name in [first, last) that ends with a noun."""
    if noun.endswith(_NOBODY):
        return None
    at = last
    for _ in range(_FEWEST):
        at = text.rfind(noun, first, at)
        if at < 0:
            return None
        start = max(first, at - _LONGEST)
        if one := next((one for one in reversed(places) if one.end == at + len(noun)), None):
            return _proper(text[start : max(start, one.start)]) + one.name
        if marked := _MARKED.search(text, start, at):
            return marked[0] + noun
        if before := _proper(text[start:at]):
            return before + noun
    return None


def _proper(before: str) -> str:
    """The nouns that a stretch of text ends with, where one of them is a name."""
    name, is_proper = "", False
    for surface, tag in reversed(tagged_words(before)):
        if tag not in _NOUNS or surface in "中内上下":
            break
        name = surface + name
        is_proper = is_proper or tag in _PROPER
    if not is_proper or len(name) < _FEWEST:
        return ""
    route = _ROUTE.search(before, 0, len(before) - len(name))
    return route[0] + name if route else name
