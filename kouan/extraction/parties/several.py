"""The first of several names in, whether they are told of together, and what they are called then, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import ACTORS, Place
from kouan.extraction.words import tagged_words
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: A name of a list is no longer than this behind the place that it begins with.
_MEMBER: Final = 12
_MARKS: Final = Expression("[、和及与]|以及")
_COUNTS: Final = Expression(
    "[近约超]?[0-9一二三四五六七八九十两多百余数千]+(?:个|座|家|处|项|条|所|大|名|种|类|位|人)"
)
_NUMBERS: Final = "零一二三四五六七八九十"
#: 都, 联合, 两家
_BOTH: Final = Expression(
    "(?:股价[^，]{0,4}|今天|近日|日前)?(?:[都均](?!在)|则?各(?=[在有为约达增减])|联合|共同|双方|两[国家地省])"
    "|[^，。；！？、的0-9]{2,10}?(?:都|(?<![日月年人户周次平])均)(?![在衡匀])"
)
_JOINTS: Final = ("、", "和", "与", "及", "以及")
#: What several do that a clause begins with.
_DO: Final = Expression(
    "(?:今天|昨天|(?:[0-9]{1,2}|[本上]|当)月|[0-9]{1,2}日|日前|近日|当天|（[^）]{1,12}）)*(?:联合|紧急|共同|已|将|正|预计|多地|计划|拟|宣布|累计|共(?![0-9一二三四五六七八九十])|启动|派出|出动|转移|交换|互换|达成|下达|预拨|安排|拨付|开展|举行|举办|签署|推出|投入|组织|采取|要求|部署|发出|提供)"
)


def are_listed(text: str, place: Place, following: Place | None) -> bool:
    """True of two of one type with nothing but 、 between them: 四川、北京等17个省."""
    if following is None or following.type is not place.type:
        return False
    return following.start == place.end + 1 and text.startswith("、", place.end)


def both(text: str, place: Place, following: Place | None) -> str | None:
    """The names of two that do something together: 摩根大通和富国银行都."""
    if following is None or following.type is not place.type:
        return None
    if place.type is EntityType.PROGRAM and following.start == place.end:
        return text[place.start : following.end]  # 西部通道铁海联运班列
    is_pair = text[place.end : following.start] in ("和", "与", "、")
    return (
        text[place.start : following.end] if is_pair and _BOTH.match(text, following.end) else None
    )


def together(text: str, first: Place, places: Sequence[Place]) -> str | None:
    """The names of several of one type that do something together: 白鹭公司、青岭公司近日共同出资."""
    at = places.index(first)
    last = first
    for place in places[at + 1 :]:
        if place.type is not first.type or text[last.end : place.start] not in _JOINTS:
            break
        if place.type is EntityType.PLACE and not _are_alike(place.name, last.name):
            break
        last = place
    if last is first or first.type not in ACTORS:
        return None
    if not _DO.match(text, last.end):
        return None
    wider = at and first.type is EntityType.PLACE and places[at - 1].end == first.start
    return text[places[at - 1].start if wider else first.start : last.end]


def _are_alike(one: str, other: str) -> bool:
    """True of two divisions of one rank, by their last words, and of two names without such words."""
    return one[-1] == other[-1] or not {one[-1], other[-1]} & set("省市县区")


def is_member(text: str, place: Place, figure: tuple[int, int]) -> bool:
    """True of the first of several names that a figure counts: 大庆古龙、胜利济阳两个, 江西大坳、广西大藤峡等6处."""
    start, stop = figure
    if not _COUNTS.fullmatch(text, start, stop):
        return False
    names = _MARKS.split(text[place.start : start])
    first = names[0][place.end - place.start :]
    if len(names) == 1 and place.type is EntityType.ORGANIZATION and first.endswith("等"):
        return len(first) > 1 and text[start:stop].endswith(("名", "位", "人"))
    is_crowd = names[-1].endswith("等") and text[start:stop].endswith(("名", "位", "人"))
    if len(names) == 1 or (len(first) > _MEMBER and not is_crowd):
        return False
    if not names[-1].endswith("等") and text[start] not in (
        str(len(names)),
        _NUMBERS[len(names) :][:1],
    ):
        return False
    return not any(tag[0] in "vpdu" and tag != "vn" for _, tag in tagged_words(first))
