"""A sentence in, whom those speak for who tell or are quoted in it, out: the division of an office, the house of its man."""

from __future__ import annotations

from typing import Final

from kouan.extraction.parties.actors import tells
from kouan.extraction.parties.bodies import is_site
from kouan.extraction.parties.clauses import REACH
from kouan.extraction.parties.discourse import Discourse
from kouan.extraction.parties.divisions import governed
from kouan.extraction.parties.unlisted import LOCAL
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: 县长某某表示: of whom he is the head.
HEADED: Final = Expression(
    "(?:代理?|副|常务副)?(?P<all>[省市县州区])(?:长|委书记)[一-龥]{2,4}[^，。；：！？]{0,14}?(?:表示|说|称|介绍|指出|强调|坦言|透露|希望)[，：]"
)
#: The end of what is quoted, who says so behind it, and whose words are not of themselves.
_CLOSED: Final = Expression("[”」]")
_SAYS: Final = Expression(
    "[^，。；！？“”]{2,24}?(?:说|表示|介绍|告诉|感慨|坦言|透露|回忆|指出|直言|解释|称)"
)
_OFFICES: Final = ("局", "委", "厅", "部", "署", "办", "政府", "会", "社", "报", "台", "网")


class Tellers:
    """Whom those speak for who tell the figures of one article."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse, self._text = discourse, discourse.text

    def division_of(self, first: int, start: int) -> str | None:
        """The division whose government tells what follows."""
        inside = self._discourse.between(max(first, start - REACH), start)
        one = next((one for one in inside if one.type is EntityType.ORGANIZATION), None)
        if one is None and (headed := HEADED.match(self._text, first, start)):
            return self._discourse.divisions.meant(headed["all"], first)
        if one is None or not tells(self._text, one, start):
            return None
        if LOCAL.fullmatch(one.name):
            return self._discourse.divisions.meant(one.name[0], first)
        return governed(one.name)

    def house_of_speaker(self, first: int, start: int, page: str | None) -> str | None:
        """The house whose man says what [first, ...) quotes: “海外订单占46%。”江城重工总经理李某说; `page` is whom the page is about."""
        is_of_place = page is None or self._discourse.divisions.is_one(page)
        closed = self._text[first] in "“「" and _CLOSED.search(self._text, start, start + REACH)
        following = self._discourse.following(closed.end(), 1) if closed else []
        if not closed or not following or following[0].start != closed.end():
            return None
        one = following[0]
        is_house = one.type is EntityType.ORGANIZATION and not one.name.endswith(_OFFICES)
        is_meant = is_site(one) or (is_house and is_of_place)
        return one.name if is_meant and _SAYS.match(self._text, one.end) else None
