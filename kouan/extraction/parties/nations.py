"""The places and bodies that an article names in, the country that it means by 全国 out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kouan.extraction.parties.actors import Place
from kouan.model.expression import Expression

CHINA: Final = "中国"
#: The press of Taiwan means Taiwan where it says 全国.
TAIWAN: Final = "台湾"
_TAIWANESE: Final = Expression(
    "台[北中南东]|新北|高雄|桃园|新竹|基隆|苗栗|彰化|南投|云林|嘉义|屏东|宜兰|花莲|澎湖|金门|台[湾铁积]|行政院|立法院|监察院|健保署|疾管署|国发会|经济部|卫生?福利?部|主计|金管会"
)
#: No other country has these.
_SURELY_TAIWANESE: Final = Expression(
    "主计总处|卫生?福利?部|健保署|疾管署|金管会|国发会|立法院|监察院|行政院(?:$|主计)"
)
#: Bodies of Taiwan have their name from the mainland's too (经济部 is one of Japan's): more than one speaks.
_FEWEST: Final = 2


def nation_of(places: Sequence[Place]) -> str:
    """The country that a text means by 全国, by the places and bodies that it names."""
    named = {place.name for place in places if _TAIWANESE.match(place.name)}
    is_sure = any(_SURELY_TAIWANESE.search(name) for name in named)
    return TAIWAN if is_sure or len(named) >= _FEWEST else CHINA
