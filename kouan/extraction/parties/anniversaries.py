"""A figure in 周年 and the clause before it in, what the anniversary is of, out: 湘江战役, 中拉论坛, 中乌."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.model.expression import Expression

#: What leads up to an anniversary: 今年是, 庆祝, 迎来.
_LEAD: Final = Expression(
    ".*(?:是|迎[来接]了?|喜迎|庆祝了?|庆贺|[共同欢]庆|共贺|就(?=[中《])|纪念(?!碑|馆|堂)|祝贺|[恰适]逢|正值|值此|举[行办]|开展了?|参观了?|出席|发布|周年(?:华诞)?和|(?:仪式|活动)、|(?<=[愿力将待要])以|以(?=[今明]年|邦交|建交)|向)的?(?:明年|今年)?|(?:在|就|以|向)"
)
#: How a name, a treaty, a body or a life begins or ends, or what else is remembered of it.
_BEGINNING: Final = (
    "成立|邦交正常化|建立(?:大使级|正式|全面|战略|新型|友好|外交|合作|伙伴)*关系|建[交国党军校院馆台市制队]|诞[辰生]|逝世|登基|即位|就任|开[通播放业馆园学航工行]|运[行营]|实施|提出|发表|创[建刊办立]"
    "|回归(?:祖国)?|缔结|签[署订]|启动|胜利|爆发|出发|通车|设立|合作|颁布|施行|通过|(?<!共同)(?:开发)?建设|(?:和平)?解放|独立|生效|召开|投[产用运]|上映|出版|首[演航]|起航|结好|友好|挂牌|派遣|正式|全面|通水|访问"
)
#: What began then is no part of what is remembered: 成立, 建立外交关系, 爆发. Once at most it may say what of, or
#: a clause full of 加入 could be read in more ways than anybody can try.
_EVENT: Final = Expression(
    f"(?=[^\n])(?:{_BEGINNING})*(?:(?:加入[^，。；]{{2,12}}|援[藏疆][^，。；]{{0,4}})(?:{_BEGINNING})*)?$"
)
#: 论坛在京成立10周年, 大赛成功举办1周年
_SINCE: Final = Expression(
    f"(?:[^，。；]{{0,4}}(?:{_BEGINNING}|成功?(?:举办|召开|举行)|开展|加入[^，。；]{{2,12}}))?的?"
)
#: 某主席提出共建某某倡议
_PROPOSED: Final = Expression(
    "(?:[^，。；]*提出)?(?:共同?建设?|构建)(?P<name>[^，。；]+?)(?:倡议|理念|构想|主张)?|(?:[我他她]|[^，。；]{0,6}(?:主席|总书记|总理))提出(?P<told>[^，。；的]+)"
)
_PAIR: Final = Expression("两国|双方|双边|两党|我们")
#: 他登基, 今年, 第三个: words that name nothing.
_NO_NAME: Final = Expression(
    "[他她它其这那该本此我]|今年|明年|去年|即将|至今|自|从|随着|[^，。；]*(?:[的了着过来年日]$|在|[愿将已对向])"
)
_MARKS: Final = Expression("[“”‘’《》 ]")
_FEWEST: Final = 2
_LONGEST: Final = 18


def anniversary(
    text: str, clause: int, figure: tuple[int, int], places: Sequence[Place], article: str
) -> str | None:
    """What a figure in 周年 counts the years of; of two countries both, as the article names them."""
    start, stop = figure
    if not text.startswith("周年", stop - 2):
        return None
    lead = _LEAD.match(text, clause, start)
    first = lead.end() if lead else clause
    event = _EVENT.search(text, first, start)
    last = event.start() if event else start
    named = next((one.name for one in places if (one.start, one.end) == (first, last)), None)
    name = _MARKS.sub("", text[first:last]).removesuffix("同志")
    if _PAIR.search(name):
        return _pair(article, text[start:stop])
    if proposed := _PROPOSED.fullmatch(name):
        name = proposed["name"] or proposed["told"]
    is_name = _FEWEST <= len(name) <= _LONGEST and not _NO_NAME.match(name)
    return named or (name if is_name else None)


#: 新中国成立以来的73年
_FOUNDED: Final = Expression("新中国成立[^。！？]{0,24}$")


def founded(text: str, first: int, figure: tuple[int, int]) -> str | None:
    """The country whose years since its founding the figure counts."""
    start, stop = figure
    if not text.endswith("年", start, stop) or text.endswith("周年", start, stop):
        return None
    return "中华人民共和国" if _FOUNDED.search(text, max(first, start - 32), start) else None


def remembered(text: str, places: Sequence[Place], start: int, stop: int) -> str | None:
    """The entity whose anniversary it is where nothing else names it: 论坛在京成立10周年, 大赛成功举办1周年."""
    if not places or not text.startswith("周年", stop - 2):
        return None
    return next((one.name for one in places if _SINCE.fullmatch(text, one.end, start)), None)


def _pair(article: str, said: str) -> str | None:
    """The two countries whose anniversary the article names: 中乌 of 中乌建交60周年."""
    found = re.search(
        f"(?<![一-龥])(?:[^，。；：]{{0,40}}?(?:庆祝|纪念|就|祝贺|[是值在]))?(?P<pair>[一-龥]{{2,8}})(?:建交|建立[^，。]{{0,8}}关系){re.escape(said)}",
        article,
    )
    return None if found is None or _PAIR.search(found["pair"]) else found["pair"]
