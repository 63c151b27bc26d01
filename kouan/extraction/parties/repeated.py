"""A clause and its article in, the plain name of a thing that the clause begins with and that the article goes on about, out."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import LEAD
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression

#: Nobody looks further for the verb behind a name, in characters.
_REACH: Final = 24
_FEWEST: Final = 4
_LONGEST: Final = 14
#: What the title does not name is said so often.
_OFTEN: Final = 3
#: Nobody counts further into a long text, in characters.
_WITHIN_REACH: Final = 20_000
_BESIDE: Final = "为在使据着过于“"
_TAGS: Final = frozenset("njb")
_WITHIN: Final = frozenset(("vn", "eng", "an", "g", "s", "l", "i", "k"))
#: What does something, or of which something is said, stands before these.
_VERBS: Final = frozenset("vdp")
#: Measures, sectors, many, and what happened: of whom it is was said before.
_IDLE: Final = Expression(
    ".*(?:[率量额值数比价]|收入|规模|水平|面积|里程|总量|指数|企业|人员|群众|行业|产业|市场|领域|地区|人口|居民|城市|旅客|游客|订单|经济|消费|投资|外贸|工作|建设|项目|情况|部门|活动|产品|检查|服务|专班|会议|冲突|战争|战火|回归|事件|委员会|机构|地震|火灾|疫情|人|者|员)"
)
#: Who speaks is not what he speaks of.
_TELLS: Final = Expression(
    "[^，。；！？]{0,12}?(?:表示|介绍|说|称|指出|透露|认为|强调|显示|表明|发布|公布|预[计测]|报道|提出)"
)


def repeated(text: str, clause: int, end: int, title: str, article: str) -> str | None:
    """The name of several nouns that [clause, end) begins with, that does something and that title or text have too.

    >>> text = "空间实验舱先完成"
    >>> repeated(text, 0, len(text), "空间实验舱启用", text)
    '空间实验舱'
    """
    lead = LEAD.match(text, clause, end)
    begin = lead.end() if lead else clause
    if begin > 0 and text[begin - 1] in _BESIDE:
        return None
    words = tagged_words(text[begin : min(end, begin + _REACH)])
    name, stop = "", 0
    for surface, tag in words:
        if not (tag[0] in _TAGS or tag in _WITHIN):
            break
        name += surface
        stop += 1
    if not _FEWEST <= len(name) <= _LONGEST or stop == len(words):
        return None
    if words[stop][1][0] not in _VERBS or _IDLE.fullmatch(name):
        return None
    if _TELLS.match(text, begin + len(name), end):
        return None
    is_often = name in title or article.count(name, 0, _WITHIN_REACH) >= _OFTEN
    return name if is_often else None
