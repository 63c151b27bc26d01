"""A passage in; shops that bear a quoted name, and what is held under one, out: “唐嫂东安鸡”的店主, “跟着湘超游永州”活动."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kouan.extraction.names.passages import Candidate, Passage
from kouan.extraction.names.quotations import BREAKS, CORNERS, DONE_WITH, QUOTATION, SENTENCE, TAIL
from kouan.model.expression import Expression
from kouan.model.facts import EntityType

#: Who keeps a shop stands behind its name, or of what sort it is; a sort is no part of the name.
_KEPT: Final = Expression(
    "的?(?:店主|老板|掌柜|店长|主理人|摊主|馆主|庄主)"
    "|(?:[\u4e00-\u9fff]{0,3}?)(?:小店|饭店|餐馆|饭馆|面馆|粉店|面店|酒家|民宿|农家乐|客栈|早餐店|小吃店|奶茶店|茶馆|书店|花店|服装店|咖啡馆|咖啡店|火锅店|烧烤店|烘焙店|理发店|杂货店|便利店|专卖店|直播间)"
)
#: What the name of one ends with that says itself no more of what it is: a dish, a house.
_NAMED: Final = Expression("(?:(?!的)[\u4e00-\u9fff]){2,9}[鸡鸭鹅鱼面粉馆店坊记轩筑阁斋楼庄铺]")
#: “无人”便利店, “网红”书店: the words in marks say of what sort it is.
_SORT: Final = Expression(
    "无人|共享|智慧|智能|网红|夫妻|父子|兄弟|姐妹|助农|公益|爱心|良心|黑心|诚信|百年|老牌|品牌|连锁|实体|线上|特色|示范|旗舰|样板|社区|深夜|流动|移动|数字|绿色|零碳|国潮|平价|折扣|临期|二手|农家|家庭|城市|乡村|校园|红色"
)
#: What such a shop's own name ends with.
_SHOP: Final = Expression(
    "(?:(?!的)[\u4e00-\u9fff]){2,8}(?:饭店|饭庄|餐馆|饭馆|面馆|粉馆|粉店|面店|肉店|酒楼|酒家|酒坊|豆腐坊|油坊|染坊|绣坊|茶楼|茶馆|客栈|早餐店|小吃店|包子铺|烧饼铺|杂货铺|小卖部|理发店|裁缝店|合渣馆|汤馆)"
)
#: What is held under a quoted name: “…”活动吸引, but not “…”等活动.
_HELD: Final = Expression(
    "(?:系列)?活动(?=推出|启动|举办|举行|开展|开启|开幕|以来|期间|现场|吸引|带动|走进|共|已|在|[，。；、]|首日|首场|中)"
)
#: “徽动消费” + 以旧换新活动: a tail with a word of its own is part of the name.
_TAILED: Final = Expression(
    "(?!参加|加入|报名|走进)(?:(?!的|[开闭]幕|仪式|会场)[\u4e00-\u9fff]){3,8}?(?<![日月年周])活动(?![日月年周])"
)
_SPOKEN: Final = Expression("[：:]$|(?:说|道|称|喊|问|写着|一句)，?$")
_NAME_LENGTHS: Final = range(2, 11)
_TITLE_LENGTHS: Final = range(4, 17)


def find_quoted_houses(passage: Passage) -> Iterator[Candidate]:
    """Shops and what is held, by what stands behind the mark that closes their names."""
    text = passage.text.translate(CORNERS)
    for found in QUOTATION.finditer(text):
        start, end = found.span(1)
        if SENTENCE.search(found[1]) or _SPOKEN.search(
            text, max(found.start() - 3, 0), found.start()
        ):
            continue
        if end - start in _NAME_LENGTHS and _is_house(text, found):
            yield Candidate(start, end, EntityType.ORGANIZATION, 0.7)
        if end - start not in _TITLE_LENGTHS:
            continue
        if _HELD.match(text, found.end()):
            yield Candidate(start, end, EntityType.PROGRAM, 0.7)
        elif last := _tail(text, found.end()):
            yield Candidate(found.start(), last, EntityType.PROGRAM, 0.7)


def _is_house(text: str, found: re.Match[str]) -> bool:
    """Whether the words in marks are the name of a shop, and not of what sort it is."""
    if _SORT.match(found[1]):
        return False
    is_kept = _NAMED.fullmatch(found[1]) and _KEPT.match(text, found.end())
    return bool(is_kept or _SHOP.fullmatch(found[1]))


def _tail(text: str, start: int) -> int | None:
    """End of a tail that is part of the name; one that any scheme may have is not."""
    tailed = _TAILED.match(text, start)
    if tailed is None or TAIL.match(text, start) or BREAKS.search(tailed[0]):
        return None
    return None if tailed[0].startswith(DONE_WITH) else tailed.end()
