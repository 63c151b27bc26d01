"""A figure of who is on board in, the train, the ship, the aircraft or the crew that is named with them out: 车上700名乘客 of K8888次列车."""

from __future__ import annotations

from typing import Final

from kouan.model.expression import Expression

#: 车上700名乘客, 机上载有90人, 全车700名旅客
_ABOARD: Final = Expression(
    "(?:(?:(?<![手马路网])[车船机艇]|列车|客机|飞机|船只|渔船|货船)上(?:共|共?有|载有|的|搭载)?(?:约|近|至少|超过?)?|(?:[为是，。的]|^)全[车船](?:共|共?有|的)?)$"
)
_PEOPLE: Final = Expression(
    "(?:[名位人]|[余多]人)(?:[^，。；！？]{0,6}?(?:乘客|旅客|船员|人员|游客|人)|遇难|失联|失踪|死亡|全部|均|获救|受伤|，|。)"
)
_NAMED: Final = Expression(
    "(?P<train>[GDCKTZYLS][0-9]{1,4}次[一-龥]{0,2}列车)|[船轮艇机]“(?P<quoted>[^”，。]{2,12})”|“(?P<called>[^”，。]{2,12})”号?(?=[^，。“”]{0,4}(?:船|轮|艇|邮轮|客机))"
    "|(?:一[架艘]|该)(?P<model>(?:(?!的)[一-龥A-Za-z]){1,8}-?[0-9]{2,4}[^，。；0-9的在]{0,6}?(?:运输机|客机|直升机|战斗机|战机|飞机))"
)
#: 三名航天员 are the crew that the story tells of.
_FLIERS: Final = "航天员"
_FEW: Final = Expression("[两三23][名位]")
_CREW: Final = Expression(
    "(?P<ship>(?:神舟|梦舟)[一二三四五六七八九十]+号)(?:载人飞行任务)?(?:航天员)?乘组", holds="乘组"
)
#: A story that names its crew only afterwards does so soon, in characters.
_AFTER: Final = 300
#: 机上有60人、6名机组人员
_AND_CREW: Final = Expression("[机船车艇]上(?:共?有|载有)[^，。；！？]{0,30}[、和]$")
#: Nobody boards what was named further back, in characters.
_REACH: Final = 240
_LISTED: Final = 40


def aboard(text: str, begin: int, figure: tuple[int, int]) -> str | None:
    """What those are on board of whom the figure counts, by its number or its name.

    >>> text = "某渔业公司所属渔船“某渔028”倾覆，船上39人失联。"
    >>> aboard(text, 0, (21, 24))
    '某渔028'
    """
    start, stop = figure
    if not _PEOPLE.match(text, stop - 1):
        return None
    is_aboard = _ABOARD.search(text, max(0, start - 10), start) or _AND_CREW.search(
        text, max(0, start - _LISTED), start
    )
    if not is_aboard:
        return None
    found = [*_NAMED.finditer(text, max(begin, start - _REACH), start)]
    last = found[-1] if found else None
    return last["train"] or last["quoted"] or last["called"] or last["model"] if last else None


def crew(text: str, title: str, begin: int, figure: tuple[int, int]) -> str | None:
    """The crew that two or three fliers are: of the ship that was named last, as title or text name it first, else the one that is named next."""
    start, stop = figure
    if not text.startswith(_FLIERS, stop) or not _FEW.fullmatch(text, start, stop):
        return None
    before = [*_CREW.finditer(text, begin, start)]
    if not before:
        after = _CREW.search(text, start, start + _AFTER)
        return after[0] if after else None
    named = [*_CREW.finditer(title), *before]
    return next(one[0] for one in named if one["ship"] == before[-1]["ship"])
