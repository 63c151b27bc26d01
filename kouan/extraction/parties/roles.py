"""A figure with its sentence and the article's entities in, where it was counted, with whom and by whom it is told, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from kouan.extraction.parties.actors import Place
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

_PLACES: Final = frozenset({EntityType.PLACE, EntityType.PORT})
_SOURCES: Final = frozenset({EntityType.ORGANIZATION, EntityType.PERSON})
_PARTNERS: Final = frozenset({EntityType.PLACE, EntityType.ORGANIZATION})
#: 据海关总署统计, 国家统计局发布的数据显示, 支树平表示: who tells the figure.
_TELLS: Final = Expression(
    "[^，。；！？“”]{0,14}?(?:数据显示|数据表明|统计显示|统计[，,数]|统计$|的?(?:最新)?(?:统计)?(?<!大)数据|消息|通报|公布|发布|披露|报告(?:显示|称|指出)"
    "|表示|介绍|透露|指出|称|说|告诉|宣布|预测|预计|公告|报道|获悉|了解到|评估|估计|估算)"
)
_ACCORDING: Final = Expression("(?:据|根据|来自|援引|从|按照?)$")
#: Where somebody counts for others; a verb of doing behind the name makes it the actor: 海关总署发布公告称.
_AT: Final = Expression("(?:在|于|位于|地处|抵达|途经|经由|经)$")
_PARTNER_BEFORE: Final = Expression("(?:与|同|对|和|向|自|从|从自|至|销往|运往|发往|来自)$")
_PARTNER_BEHIND: Final = Expression(
    "(?:等[^，。；！？]{0,6})?(?:的|之间|间|方向)?(?:双边|货物|服务|农产品)*"
    "(?:进出口|进口|出口|贸易|投资|直接投资|援助|提供|交付|出售|供应|采购|销售|外贸|往来|捐|赠)"
)


class Roles(NamedTuple):
    """Names of entities, None where the sentence does not say."""

    place: str | None = None
    partner: str | None = None
    reported_by: str | None = None


class Cast:
    """Where the entities of one article stand, for who plays which part in a figure."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text = text
        self._places = places
        self._starts = [place.start for place in self._places]

    def roles_of(
        self, sentence: tuple[int, int], clause: int, start: int, subject: str | None
    ) -> Roles:
        """The parts that entities of the sentence before the figure at `start` play beside the subject."""
        inside = self._places[
            bisect_left(self._starts, sentence[0]) : bisect_left(self._starts, start)
        ]
        if not inside:
            return Roles()
        reporter = self._reporter(inside, sentence[0], start)
        others = [one for one in inside if one.name not in (subject, reporter)]
        partner = self._partner([one for one in inside if one.start >= clause], subject)
        return Roles(self._place(others, sentence[0], partner), partner, reporter)

    def _place(self, others: Sequence[Place], first: int, partner: str | None) -> str | None:
        """The last place that something is said to be at; of 在广东珠海 the narrower one."""
        for number in range(len(others) - 1, -1, -1):
            one = others[number]
            if (
                one.type in _PLACES
                and one.name != partner
                and _AT.search(self._text, max(first, one.start - 3), one.start)
            ):
                for following in others[number + 1 :]:
                    if following.start != one.end or following.type not in _PLACES:
                        break
                    one = following
                return one.name
        return None

    def _reporter(self, inside: Sequence[Place], first: int, start: int) -> str | None:
        """The first of the sentence that is said to tell: by 据 before it, or by a verb of telling behind."""
        for one in inside:
            if one.type not in _SOURCES:
                continue
            told = _TELLS.match(self._text, one.end, start)
            if told is None:
                continue
            is_led = _ACCORDING.search(self._text, max(first, one.start - 3), one.start)
            if is_led or not any(
                other.start >= one.end and other.start < told.end() and other.type in _SOURCES
                for other in inside
            ):
                return one.name
        return None

    def _partner(self, inside: Sequence[Place], subject: str | None) -> str | None:
        for one in reversed(inside):
            if (
                one.type in _PARTNERS
                and one.name != subject
                and _PARTNER_BEFORE.search(self._text, max(0, one.start - 2), one.start)
                and _PARTNER_BEHIND.match(self._text, one.end)
            ):
                return one.name
        return None
